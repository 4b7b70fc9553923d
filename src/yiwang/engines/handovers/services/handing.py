"""Handing over at a counter: by the pick-up code, or to a person whose identity was checked and who signs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.handovers.domain.errors import HandoverRefused
from yiwang.engines.handovers.domain.states import DELIVERED, SENT
from yiwang.engines.handovers.models import Handover
from yiwang.engines.handovers.policies import access_handover
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .carriers import KEEPER
from .codes import code_fits, tries_allowed
from .preparing import still_open
from .receiving import delivered

NAME = 80


@dataclass(frozen=True)
class Handing:
    """What the counter says.

    Attributes:
        code: the pick-up code as it was shown; or else:
        receiver: who signed the receipt (送达回证), whose identity was checked at the counter.
        relation: ``self``, or ``agent`` who showed a mandate.
    """

    code: str = ""
    receiver: str = ""
    relation: str = "self"
    checked: bool = False


def handover_give(actor: Actor, handover_id: UUID, handing: Handing, *, now: datetime) -> str:
    """Hand it over; gives "" if done, else the sentence: a wrong code counts, so it is no error that rolls back.

    Raises:
        HandoverNotVisible: it is not this hat's.
        HandoverRefused: not complete, with a carrier, delivered already, or neither code nor signature.
    """
    access_handover(actor, handover_id, "hand_out")
    with as_actor(KEEPER):
        handover = Handover.objects.select_for_update().get(id=handover_id)
        _check(handover)
        if handing.code.strip() and not code_fits(handover, handing.code):
            return _wrong(actor, handover, now)
        delivered(handover, _proof(actor, handover, handing), now, actor, now)
        return ""


def _check(handover: Handover) -> None:
    if handover.state == DELIVERED:
        raise HandoverRefused("这件已经送达，不能再领一次。")
    if handover.state == SENT:
        raise HandoverRefused("这件已经交运；被退回以后才能在窗口领取。")
    if waiting := still_open(handover):
        raise HandoverRefused(f"申请人要一起领，还有 {waiting} 个事项没有结果。")


def _proof(actor: Actor, handover: Handover, handing: Handing) -> dict[str, Any]:
    unit = {"unit": actor.unit, "clerk": actor.hat_label}
    if handing.code.strip():
        return {"kind": "code", "by": handover.recipient, **unit}
    name = handing.receiver.strip()[:NAME]
    if not (name and handing.checked and handing.relation in ("self", "agent")):
        raise HandoverRefused("没有取件码的，请核对身份，写明谁领取，并请其在送达回证上签名。")
    return {"kind": "signature", "by": name, "relation": handing.relation, **unit}


def _wrong(actor: Actor, handover: Handover, now: datetime) -> str:
    """Count a wrong code; after too many it is void, and only a checked identity helps."""
    if not handover.code:
        return "取件码已经作废；请核对身份后凭签名领取。"
    handover.code_tries += 1
    left = tries_allowed(timezone.localtime(now).date()) - handover.code_tries
    if left <= 0:
        handover.code = ""
    handover.save(update_fields=["code_tries", "code"])
    audit_record(
        actor, "handovers.code.wrong", f"handover:{handover.number}", {"left": max(left, 0)}, now=now
    )
    return (
        f"取件码不对，还可以试 {left} 次。"
        if left > 0
        else "取件码输错太多次，已经作废；请核对身份后凭签名领取。"
    )
