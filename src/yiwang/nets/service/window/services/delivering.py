"""How somebody in presence wants the results: asked on the same page, told to every case when it is handed in."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.handovers.public import ways_open, wish_save
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.attending import DELIVERY, AttendingRefused
from ..models import Attendance
from ..selectors.attending import acting_for
from .attending import open_one

POST = "post"
ADDRESS = 200


def deliveries_open() -> dict[str, str]:
    """The ways that can be offered at a counter now: by post only where somebody carries."""
    return {way: word for way, word in DELIVERY.items() if way != POST or POST in ways_open()}


def attendance_deliver(actor: Actor, attendance_id: UUID, way: str, address: str) -> None:
    """Keep how the results are wanted; it is told to the cases when the matter is handed in.

    An address may still be missing while the page is being filled in; without one nothing is handed in.

    Raises:
        AttendingRefused: no such way, or it is in somebody else's hands.
    """
    held = open_one(actor, attendance_id)
    if way not in deliveries_open():
        raise AttendingRefused("请选择结果怎样拿。")
    held.delivery, held.delivery_address = way, address.strip()[:ADDRESS] if way == POST else ""
    held.save(update_fields=["delivery", "delivery_address"])


def deliver_as_wished(actor: Actor, held: Attendance, root_id: UUID, now: datetime) -> None:
    """Tell every case of the matter, in the party's own name, as if chosen on a phone.

    Raises:
        HandoverRefused: there is no address, or nobody carries that way any more.
    """
    if not held.delivery:
        return
    wanted = {"way": held.delivery, "pace": "ready", "address": held.delivery_address}
    here = acting_for(actor, held)
    with as_actor(here):
        wish_save(here, root_id, wanted, now=now)
