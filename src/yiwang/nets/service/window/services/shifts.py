"""Changing shift: what one clerk leaves, the next takes over by accepting. There is never cash in it."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..domain.attending import OPEN, AttendingRefused
from ..domain.tickets import PARKED
from ..models import Attendance, ShiftChange, Ticket
from ..models.custody import HELD
from ..policies import account_of, papers_visible_to
from ..selectors.queue import session_of
from .queueing import counter_close


def shift_leave(actor: Actor, *, note: str, now: datetime) -> ShiftChange:
    """Leave the counter and write down what is left: tickets set aside, matters begun, papers in custody.

    Raises:
        QueueRefused: a ticket is still being served.
    """
    session, unit = session_of(actor), actor.unit
    counter_close(actor, now=now)
    made = ShiftChange.objects.create(
        hall=session.hall if session else unit, unit_id=unit, counter=session.counter if session else "",
        left_by=actor.hat_label, left_account=account_of(actor), left_at=now, note=note.strip()[:500],
        tickets=_tickets(actor), matters=_matters(actor), papers=_papers(actor, unit),
    )  # fmt: skip
    audit_record(actor, "window.shift.left", f"hall_shift:{made.id}", {"counter": made.counter}, now=now)
    return made


def _tickets(actor: Actor) -> list[str]:
    held = Ticket.objects.filter(account_id=actor.account_id, state=PARKED)
    return list(held.order_by("label").values_list("label", flat=True))


def _matters(actor: Actor) -> list[dict[str, str]]:
    held = Attendance.objects.filter(account_id=account_of(actor), state=OPEN).order_by("opened_at")
    return [{"id": str(one.id), "title": one.title, "name": one.party_name} for one in held]


def _papers(actor: Actor, unit: str) -> list[str]:
    held = papers_visible_to(actor).filter(holder_id=unit, state=HELD)
    return list(held.order_by("code").values_list("code", flat=True))


def shift_take(actor: Actor, shift_id: UUID, *, now: datetime) -> ShiftChange:
    """Take a shift over: its open matters are this clerk's from now on. Twice is once.

    Raises:
        AttendingRefused: there is none for this hat's units, it is one's own, or somebody else took it.
    """
    held = ShiftChange.objects.select_for_update().filter(id=shift_id, unit_id__in=actor.own_units).first()
    if held is None or held.left_account == actor.account_id:
        raise AttendingRefused("没有这张交班单，或它是您自己交的班。请由接班的人签收。")
    if held.taken_account not in (None, actor.account_id):
        raise AttendingRefused(f"这张交班单已由 {held.taken_by} 签收。")
    if held.taken_at is None:
        held.taken_by, held.taken_account, held.taken_at = actor.hat_label, actor.account_id, now
        held.save(update_fields=["taken_by", "taken_account", "taken_at"])
        mine = Attendance.objects.filter(id__in=[one["id"] for one in held.matters], state=OPEN)
        mine.update(account_id=actor.account_id, hat=actor.hat, hat_label=actor.hat_label)
        audit_record(actor, "window.shift.taken", f"hall_shift:{held.id}", {"from": held.left_by}, now=now)
    return held
