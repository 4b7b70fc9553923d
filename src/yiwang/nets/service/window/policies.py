"""Who may serve where: the halls within a hat's units; whose appointments one sees."""

from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.kernel.actor import Actor
from yiwang.loader import World

from .definitions import HALL, Hall
from .domain.attending import AttendingRefused
from .domain.tickets import QueueRefused
from .models import Attendance, Booking, HandOver, Paper, PartnerAcceptance, Ticket

SERVE, MANAGE = "window.serve", "window.manage"
"""Permission words of ``roles.yaml``: to serve people in presence; to run a hall."""


def account_of(actor: Actor) -> UUID:
    """The account of an official's hat.

    Raises:
        QueueRefused: nobody is signed in.
    """
    if actor.account_id is None:
        raise QueueRefused("请先登录。")
    return actor.account_id


def halls_visible_to(actor: Actor, world: World) -> dict[str, Hall]:
    """The halls in which this hat serves people."""
    if actor.audience != "staff" or not actor.has(SERVE):
        return {}
    return {key: hall for key, hall in world.all(HALL).items() if key in actor.own_units}


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


def attendances_visible_to(actor: Actor) -> QuerySet[Attendance]:
    """What the hat's units received, newest first; for people, what was received for them."""
    rows = Attendance.objects.order_by("-opened_at")
    if actor.audience == "staff" and actor.has(SERVE):
        return rows.filter(unit_id__in=actor.units)
    return rows.filter(party_id__in=actor.parties) if actor.audience == "citizen" else rows.none()


def access_attendance(actor: Actor, attendance_id: UUID, to: str = "read") -> Attendance:
    """What is or was received, if this hat may see it; ``to="serve"``: only who received it goes on with it.

    Raises:
        AttendingRefused: it is not of the hat's units, or somebody else is at it.
    """
    found = attendances_visible_to(actor).filter(id=attendance_id).first()
    if found is None or (to == "serve" and found.account_id != actor.account_id):
        raise AttendingRefused("没有这件接待，或它在别的工作人员手里。要接着办，请对方先交班。")
    return found


def acceptances_visible_to(actor: Actor) -> QuerySet[PartnerAcceptance]:
    """What a partner's system handed in for the hat's units."""
    units = actor.units if actor.audience == "staff" and actor.has(SERVE) else ()
    return PartnerAcceptance.objects.filter(unit_id__in=units)


def papers_visible_to(actor: Actor) -> QuerySet[Paper]:
    """Papers that the hat's units received, hold, or are to take."""
    units = actor.units if actor.audience == "staff" else ()
    mine = Q(receiver_id__in=units) | Q(holder_id__in=units) | Q(to_id__in=units)
    return Paper.objects.all() if actor.whole_city else Paper.objects.filter(mine)


def handovers_visible_to(actor: Actor) -> QuerySet[HandOver]:
    """Slips of the hat's units, newest first."""
    units = actor.units if actor.audience == "staff" else ()
    rows = HandOver.objects.order_by("-given_at")
    return rows if actor.whole_city else rows.filter(Q(from_id__in=units) | Q(to_id__in=units))
