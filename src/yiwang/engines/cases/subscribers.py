"""What cases do when the outbox calls: tell people, through notices."""

from typing import Any
from uuid import UUID

from yiwang.foundations.outbox.public import Message, subscribe

from .models import CaseParty


def connect() -> None:
    """Subscribe; called in ``ready()``."""
    subscribe("cases.notice", "notices", tell)


def tell(message: Message) -> None:
    """Tell the parties of a case that a notice is for; each once."""
    kind, _, part = str(message.body["to"]).partition(":")
    if kind == "party":
        for party in _parties(UUID(message.body["case_id"]), part):
            _send(message, party)


def _parties(case_id: UUID, part: str) -> list[UUID]:
    held = CaseParty.objects.filter(case_id=case_id, part=part).values_list("party_id", flat=True)
    return list(dict.fromkeys(held))


def _send(message: Message, party: UUID) -> None:
    from yiwang.foundations.notices import public

    send: Any = getattr(public, "notice_send", None)
    data = {**message.body.get("data", {}), "case_id": message.body["case_id"]}
    if send is not None:
        send(party_id=party, template=message.body["name"], data=data, key=f"{message.key}:{party}")
