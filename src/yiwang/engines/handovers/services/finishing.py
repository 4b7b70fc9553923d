"""What a hand-over means to its cases, and what a case that was handed out by hand means to its hand-over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import CaseRefused, EffectCall, case_move, cases_visible_to
from yiwang.engines.handovers.domain.states import DELIVERED, LOST, PREPARED, RETURNED, TOGETHER
from yiwang.engines.handovers.models import Handover, HandoverItem
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.scope.public import as_actor

from .carriers import EFFECT, KEEPER
from .preparing import still_open, tell, tell_ready
from .receiving import delivered

HAND_OUT = "hand_out"
"""The act by which a case ends once its result was handed over."""

PROOFS = {"code": "凭取件码领取", "signature": "签收", "carrier": "承运人回执", "desk": "工作台登记"}


def cases_close(handover_id: UUID, now: datetime) -> None:
    """Do ``hand_out`` on every case of a delivered hand-over; those done already are left alone."""
    handover = Handover.objects.get(id=handover_id)
    for item in handover.items.all():
        try:
            case_move(actor=EFFECT, case_id=item.case_id, act=HAND_OUT, data=_said(handover), now=now)
        except CaseRefused as refused:
            if refused.refusal.code != "act.state":
                raise


def _said(handover: Handover) -> dict[str, str]:
    """What the act says: the way, the receipt; who received it stands in ``proof`` and is personal."""
    receipt = f"{PROOFS[handover.proof['kind']]}，送达编号 {handover.number}"
    number = handover.proof.get("carrier_number", "")
    return {"way": handover.way, "receipt": f"{receipt}，承运单号 {number}" if number else receipt}


def record_handover(call: EffectCall, now: datetime) -> None:
    """A case was handed out on the desk: its hand-over is delivered too, once all its cases are."""
    item = HandoverItem.objects.filter(case_id=call.case_id).select_related("handover").first()
    if item is None or item.handover.state == DELIVERED:
        return
    handover = Handover.objects.select_for_update().get(id=item.handover_id)
    if handover.state != DELIVERED and not _others_wait(handover):
        said: dict[str, Any] = dict(call.body.get("data") or {})
        proof = {"kind": "desk", "by": str(said.get("receipt", ""))[:80]}
        delivered(handover, proof, now, KEEPER, now)


def _others_wait(handover: Handover) -> bool:
    inside = handover.items.values_list("case_id", flat=True)
    return cases_visible_to(KEEPER).filter(id__in=list(inside), is_open=True).exists() or bool(
        still_open(handover)
    )


def trouble_tell(handover_id: UUID, now: datetime) -> None:
    """Tell applicant and unit that something came back or was lost."""
    handover = Handover.objects.get(id=handover_id)
    if handover.state not in (RETURNED, LOST):
        return
    more = {"state": handover.state_word, "reason": handover.trouble, "handover": handover.number}
    tell(handover, "handover_trouble", more, now)
    key = f"handover:{handover.id}:{handover.attempt}:unit"
    notice_send(unit_id=handover.unit_id, template="handover_trouble_unit", data=more, key=key, now=now)


def handovers_tell_ready(now: datetime) -> int:
    """Tell those whose gathering became complete without another result: the last case ended otherwise."""
    with as_actor(KEEPER):
        waiting = Handover.objects.filter(pace=TOGETHER, state=PREPARED, told_at=None).order_by("id")
        held = list(waiting)
        for handover in held:
            tell_ready(handover, now)
        return sum(one.told_at is not None for one in held)
