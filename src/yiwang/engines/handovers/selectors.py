"""Reads: hand-overs of a matter, the list of those at work, codes for their owner, data of a receipt."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from yiwang.engines.handovers.models import DeliveryWish, Handover
from yiwang.engines.handovers.policies import handovers_visible_to, wishes_visible_to
from yiwang.kernel.actor import Actor


def handovers_of(actor: Actor, root_id: UUID) -> list[Handover]:
    """The hand-overs of one matter as far as the actor may see them, oldest first, with what is in them."""
    return list(handovers_visible_to(actor).filter(root_id=root_id).prefetch_related("items").order_by("id"))


def handover_page(
    actor: Actor, *, states: Sequence[str], number: str = "", before: UUID | None = None, limit: int = 50
) -> list[Handover]:
    """Hand-overs in these states, newest first; ``number`` is a hand-over's or a case's."""
    rows = handovers_visible_to(actor).filter(state__in=states).prefetch_related("items")
    if number:
        rows = rows.filter(number=number) | rows.filter(items__case_number=number)
    rows = rows.distinct().order_by("-id")
    return list((rows.filter(id__lt=before) if before else rows)[:limit])


def wish_of(actor: Actor, root_id: UUID) -> DeliveryWish | None:
    """What the applicant chose for a matter; None if nothing yet."""
    return wishes_visible_to(actor).filter(root_id=root_id).first()


def delivery_receipt(handover: Handover) -> dict[str, Any]:
    """The data of a receipt (送达回证): what, to whom, how, when, by which proof; empty before it is delivered."""
    if handover.done_at is None:
        return {}
    return {
        "number": handover.number, "results": [(one.case_number, one.result) for one in handover.items.all()],
        "recipient": handover.recipient, "way": handover.way_word, "delivered_at": handover.done_at,
        "proof": handover.proof, "carrier_number": handover.carrier_number,
    }  # fmt: skip
