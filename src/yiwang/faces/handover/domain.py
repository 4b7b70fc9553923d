"""A hand-over as a card."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.engines.handovers.public import Handover, NoCarrier, carrier_of, code_opened, still_open

PROOFS = {"code": "凭取件码领取", "signature": "签收", "carrier": "承运人回执", "desk": "工作台登记"}


@dataclass(frozen=True)
class HandoverCard:
    """A hand-over as ``handover/card.html`` shows it.

    Attributes:
        results: number of the case and what it gave.
        waiting: how many results a gathering hand-over still waits for.
        code: the pick-up code, for the receiver alone; "" for those at work.
        follow: where its way can be followed; "" if nobody carries it.
        proof: who received it and how, in a sentence.
    """

    id: UUID
    number: str
    results: tuple[tuple[str, str], ...]
    way: str
    pace: str
    where: str
    state: str
    waiting: int
    code: str
    carrier_number: str
    follow: str
    trouble: str
    proof: str
    done_at: datetime | None
    is_demo: bool


def handover_card(handover: Handover, *, own: bool) -> HandoverCard:
    """The card of a hand-over; ``own`` for the receiver, who may read the pick-up code and the address."""
    return HandoverCard(
        handover.id, handover.number, tuple((one.case_number, one.result) for one in handover.items.all()),
        _(handover.way_word), _(handover.pace_word), handover.place or (handover.address if own else ""),
        _(handover.state_word), still_open(handover) if handover.state == "prepared" else 0,
        code_opened(handover) if own else "", handover.carrier_number, _follow(handover), handover.trouble,
        _proof(handover), handover.done_at, handover.is_demo,
    )  # fmt: skip


def _follow(handover: Handover) -> str:
    if not handover.carrier_number:
        return ""
    try:
        return carrier_of(handover.carrier).page(handover.carrier_number)
    except NoCarrier:
        return ""


def _proof(handover: Handover) -> str:
    if handover.done_at is None:
        return ""
    by, kind = handover.proof.get("by", ""), _(PROOFS[handover.proof["kind"]])
    return _("{0}（{1}）").format(by, kind) if by else kind
