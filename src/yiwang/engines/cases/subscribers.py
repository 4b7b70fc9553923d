"""What cases do when the outbox calls: tell parties and units, through notices.

A notice's words may use ``number, matter, due, until, supply_by, tolerated_by,
reason, case_id`` and whatever the act was told.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.outbox.public import Message, subscribe
from yiwang.foundations.releases.public import bind_applier
from yiwang.foundations.rotas.public import duty_at
from yiwang.kernel.days import day_words

from .models import Case, CaseParty, CaseUnit, Clock
from .services import bind_effect
from .services.following import tell_follower
from .services.members import move_members, tell_linked
from .services.recounting import TOPIC, calendar_changed, recount_batch

REASONS = ("reason", "explanation", "told", "ground")
"""Fields of acts that say why, in the order in which one is looked for."""


def connect() -> None:
    """Subscribe; called in ``ready()``."""
    subscribe("cases.notice", "notices", tell)
    subscribe("cases.linked", "links", tell_linked)
    subscribe(TOPIC, "clocks", recount_batch)
    bind_applier(("calendar",), calendar_changed)
    subscribe("cases.followed", "follows", tell_follower)
    bind_effect("move_members", move_members)


def tell(message: Message) -> None:
    """Tell each party or unit that a notice is for, once."""
    case = Case.objects.get(id=UUID(message.body["case_id"]))
    data = _words(case, message.body.get("data") or {})
    for receiver in _receivers(case.id, str(message.body["to"])):
        key = f"{message.key}:{next(iter(receiver.values()))}"
        notice_send(
            template=message.body["name"], data=data, key=key, served_by=case.owner_unit_id, **receiver
        )


def _receivers(case_id: UUID, to: str) -> Iterator[dict[str, Any]]:
    kind, _, part = to.partition(":")
    if kind == "account":
        yield {"account_id": UUID(part)}
    elif kind == "party":
        parties = CaseParty.objects.filter(case_id=case_id, part=part).order_by("id")
        yield from ({"party_id": held.party_id} for held in parties)
    elif kind == "duty":
        yield from ({"account_id": one} for one in _on_duty(case_id, part))
    else:
        units = CaseUnit.objects.filter(case_id=case_id, part=part, until=None).order_by("id")
        yield from ({"unit_id": _told(held.unit_id, kind)} for held in units)


def _on_duty(case_id: UUID, part: str) -> set[UUID]:
    """Who is on duty now for the units of a part."""
    units = CaseUnit.objects.filter(case_id=case_id, part=part, until=None).values_list("unit_id", flat=True)
    return {one.account_id for unit in units for one in duty_at(unit, timezone.now())}


def _told(unit_id: str, kind: str) -> str:
    """The unit itself, or for ``body`` the body it belongs to, where its heads have their posts."""
    unit = unit_get(unit_id) if kind == "body" else None
    return unit.body_id if unit else unit_id


def _words(case: Case, said: Mapping[str, Any]) -> dict[str, Any]:
    texts = {key: value for key, value in said.items() if isinstance(value, str | int)}
    reason = next((said[key] for key in REASONS if said.get(key)), "")
    due = datetime.fromisoformat(said["due_at"]) if said.get("due_at") else case.due_at
    running = Clock.objects.filter(root_id=case.root_id, key="supplement", state="running")
    supply_by = running.order_by("due_at").values_list("due_at", flat=True).first()
    days = {"due": _day(due), "until": _day(case.due_at), "supply_by": _day(supply_by)}
    days["tolerated_by"] = _day(_due_of(case, "tolerance"))
    return {
        **texts,
        **days,
        "number": case.number,
        "matter": case.title,
        "case_id": str(case.id),
        "reason": reason,
    }


def _due_of(case: Case, key: str) -> datetime | None:
    """When a clock of this very case falls due, where it runs."""
    running = Clock.objects.filter(case_id=case.id, key=key, state="running")
    return running.order_by("due_at").values_list("due_at", flat=True).first()


def _day(at: datetime | None) -> str:
    if at is None:
        return ""
    return day_words(at.astimezone(calendar_current().tzinfo))
