"""Who may serve where: the halls within a hat's units; whose appointments one sees."""

from uuid import UUID

from django.db.models import QuerySet

from yiwang.kernel.actor import Actor
from yiwang.loader import World

from .definitions import HALL, Hall
from .domain.tickets import QueueRefused
from .models import Booking, Ticket

SERVE, MANAGE = "window.serve", "window.manage"
"""Permission words of ``roles.yaml``: to serve people in presence; to run a hall."""


def halls_visible_to(actor: Actor, world: World) -> dict[str, Hall]:
    """The halls in which this hat serves people."""
    if actor.audience != "staff" or not actor.has(SERVE):
        return {}
    return {key: hall for key, hall in world.all(HALL).items() if key in actor.units}


def access_hall(actor: Actor, world: World, hall_id: str) -> Hall:
    """The hall, if this hat serves in it.

    Raises:
        QueueRefused: it does not, or there is none.
    """
    held = halls_visible_to(actor, world).get(hall_id)
    if held is None:
        raise QueueRefused("您现在的身份不在这个大厅值守。请换用窗口岗位的身份。")
    return held


def tickets_visible_to(actor: Actor) -> QuerySet[Ticket]:
    """Tickets of the halls within the hat's units."""
    if actor.audience == "worker":
        return Ticket.objects.all()
    return Ticket.objects.filter(hall__in=actor.units if actor.audience == "staff" else ())


def access_ticket(actor: Actor, ticket_id: UUID) -> Ticket:
    """The ticket, locked, if it is of a hall in which this hat serves.

    Raises:
        QueueRefused: it is not, or there is none.
    """
    found = tickets_visible_to(actor).select_for_update().filter(id=ticket_id).first()
    if found is None or not actor.has(SERVE):
        raise QueueRefused("没有这个号，或者它不在您值守的大厅。")
    return found


def bookings_visible_to(actor: Actor) -> QuerySet[Booking]:
    """One's own appointments; for staff those of their halls."""
    if actor.audience == "citizen":
        return Booking.objects.filter(party_id__in=actor.parties).order_by("-day", "slot")
    if actor.audience == "staff":
        return Booking.objects.filter(hall__in=actor.units)
    return Booking.objects.none()
