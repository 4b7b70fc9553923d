"""A hand-over as a row of those who hand out: what is in it, and what may be done with it now."""

from typing import Any

from yiwang.engines.handovers.public import Handover, hands_out
from yiwang.engines.handovers.pure import CARRIED
from yiwang.faces.handover.public import handover_card
from yiwang.kernel.actor import Actor


def handover_row(handover: Handover, actor: Actor) -> dict[str, Any]:
    """One row; the address is shown to the unit that sends it only while it must be sent."""
    card = handover_card(handover, own=False)
    mine = hands_out(actor) and handover.unit_id in actor.units
    ready = handover.state == "prepared" and not card.waiting
    carried = handover.way in CARRIED
    return {
        "card": card, "recipient": handover.recipient, "made_at": handover.made_at,
        "address": handover.address if mine and ready else "",
        "can_send": mine and ready and carried,
        "can_give": mine and (ready or handover.state in ("returned", "lost")),
        "can_again": mine and carried and handover.state in ("returned", "lost"),
        "can_ask": handover.state == "sent" and bool(handover.carrier_number),
        "has_code": bool(handover.code) and not carried,
    }  # fmt: skip
