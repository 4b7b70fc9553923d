"""Acts at the queue: sit down at a counter, give a number, call, and what may happen to a called ticket."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from ..definitions import Hall
from ..domain.slots import in_time
from ..domain.tickets import (
    BOOKED,
    CALLED,
    DONE,
    MOVES,
    ORDINARY,
    PASSED,
    WAITING,
    QueueRefused,
    moved,
    rank_after_return,
    ticket_label,
)
from ..models import Booking, CounterSession, Ticket
from ..policies import access_hall, access_ticket, account_of, bookings_visible_to
from ..selectors.queue import hall_calendar, hall_day, session_of

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

_NEXT = """
SELECT id FROM hall_ticket WHERE hall = %s AND day = %s AND state = 'waiting' AND line = ANY(%s)
ORDER BY rank, queued_at LIMIT 1 FOR UPDATE SKIP LOCKED
"""


def counter_open(actor: Actor, hall_id: str, counter: str, *, now: datetime) -> CounterSession:
    """Sit down at a counter; the one this account sat at before is left.

    Raises:
        QueueRefused: no such counter here, somebody sits there, or a ticket is still being served.
    """
    hall = access_hall(actor, world(), hall_id)
    if counter not in hall.counters:
        raise QueueRefused("这个大厅没有这个窗口，请刷新页面。")
    counter_close(actor, now=now)
    made = CounterSession(
        hall=hall_id, counter=counter, account_id=account_of(actor), hat=actor.hat, opened_at=now
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        title = hall.counters[counter].title
        raise QueueRefused(f"{title}已经有人值守。请选别的窗口，或请对方先离座。") from None
    audit_record(actor, "window.counter.opened", _of_session(made), {"counter": counter}, now=now)
    return made


def counter_close(actor: Actor, *, now: datetime) -> None:
    """Leave the counter. Raises QueueRefused while a ticket is still being served there."""
    held = session_of(actor)
    if held is None:
        return
    if current := ticket_current(held):
        raise QueueRefused(f"{current.label} 号还在办理。请先办结、过号或设为暂离，再离座。")
    CounterSession.objects.filter(id=held.id).update(closed_at=now)
    audit_record(actor, "window.counter.closed", _of_session(held), {"counter": held.counter}, now=now)


def _of_session(held: CounterSession) -> str:
    return f"hall_session:{held.id}"


def ticket_current(session: CounterSession) -> Ticket | None:
    """The ticket being served at a counter."""
    held = Ticket.objects.filter(hall=session.hall, counter=session.counter, state=CALLED)
    return held.order_by("-called_at").first()


def ticket_issue(actor: Actor, hall_id: str, line: str, *, now: datetime, code: str = "") -> Ticket:
    """Give a number of a line; with the code of an appointment that line's appointment queue.

    Args:
        actor: a guide, or the machine that runs under a guide's post.
        hall_id: the hall.
        line: the line; an appointment brings its own.
        now: the instant; numbers run per day.
        code: appointment code, if the customer has one.

    Raises:
        QueueRefused: no such line, or no such appointment today.
    """
    hall = access_hall(actor, world(), hall_id)
    booking = _booking(actor, hall, code, now) if code else None
    line = booking.line if booking else line
    if line not in hall.lines:
        raise QueueRefused("请选择要办的业务。")
    made = _numbered(hall, line, BOOKED if booking and _in_time(hall, booking, now) else ORDINARY, now)
    if booking:
        Booking.objects.filter(id=booking.id).update(state="arrived", ticket_id=made.id)
    audit_record(actor, "window.ticket.issued", f"hall_ticket:{made.id}", {"label": made.label}, now=now)
    return made


def _booking(actor: Actor, hall: Hall, code: str, now: datetime) -> Booking:
    today = bookings_visible_to(actor).filter(hall=hall.id, day=hall_day(hall, now), state="booked")
    found = today.select_for_update().filter(code=code.strip()).first()
    if found is None:
        raise QueueRefused("今天没有这个预约码，或已经取过号。请核对，或直接取普通号。")
    return found


def _in_time(hall: Hall, booking: Booking, now: datetime) -> bool:
    grace = hall.appointments.grace_minutes if hall.appointments else 0
    return in_time(hall_calendar(hall), booking.slot, now, grace)


def _numbered(hall: Hall, line: str, rank: int, now: datetime) -> Ticket:
    day = hall_day(hall, now)
    with connection.cursor() as cursor:  # numbers of one line and day are drawn one after another
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"hall:{hall.id}:{line}:{day}"]
        )
    held = Ticket.objects.filter(hall=hall.id, line=line, day=day).order_by("-number").first()
    number = held.number + 1 if held else 1
    return Ticket.objects.create(
        hall=hall.id, line=line, day=day, number=number, rank=rank, state=WAITING, issued_at=now,
        queued_at=now, label=ticket_label(hall.lines[line].prefix, number),
        code="".join(secrets.choice(_SIGNS) for _ in range(10)),
    )  # fmt: skip


def ticket_call(actor: Actor, *, now: datetime) -> Ticket | None:
    """Call the next ticket to the counter where this account sits; None if nobody waits.

    Two counters that call at once get two tickets: a row that is being taken is skipped, never waited for.

    Raises:
        QueueRefused: the account sits nowhere, or has not finished with the ticket before.
    """
    session, hall = _seated(actor)
    if held := ticket_current(session):
        raise QueueRefused(f"{held.label} 号还没有结束。请先办结、过号或设为暂离。")
    found = _next(session, hall, now)
    if found is None:
        return None
    found.state, found.counter, found.account_id = CALLED, session.counter, actor.account_id
    found.called_at, found.calls = now, found.calls + 1
    found.save(update_fields=["state", "counter", "account_id", "called_at", "calls"])
    _record(actor, found, "called", now)
    return found


def _seated(actor: Actor) -> tuple[CounterSession, Hall]:
    session = session_of(actor)
    if session is None:
        raise QueueRefused("请先选择您坐的窗口，再叫号。")
    CounterSession.objects.select_for_update().get(pk=session.pk)
    return session, access_hall(actor, world(), session.hall)


def _next(session: CounterSession, hall: Hall, now: datetime) -> Ticket | None:
    lines = list(hall.counters[session.counter].lines) if session.counter in hall.counters else []
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [hall.id, hall_day(hall, now), lines])
        row = cursor.fetchone()
    return Ticket.objects.get(id=row[0]) if row else None


def ticket_move(actor: Actor, ticket_id: UUID, act: str, *, now: datetime) -> Ticket:
    """Recall, pass, park, take back or finish a ticket.

    Raises:
        QueueRefused: it is not of this hall, not in a state for it, or served at another counter.
    """
    ticket = access_ticket(actor, ticket_id)
    before, ticket.state = ticket.state, moved(ticket.state, act, ticket.label)
    session = session_of(actor)
    if before == CALLED and (session is None or session.counter != ticket.counter):
        raise QueueRefused(f"{ticket.label} 号在别的窗口办理，请由那个窗口操作。")
    _settle(ticket, before, act, now)
    ticket.save()
    _record(actor, ticket, MOVES[act].past, now)
    return ticket


def _settle(ticket: Ticket, before: str, act: str, now: datetime) -> None:
    if act == "recall":
        ticket.called_at, ticket.calls = now, ticket.calls + 1
    elif act == "return":
        ticket.rank, ticket.queued_at, ticket.counter = rank_after_return(before), now, ""
    elif ticket.state in (DONE, PASSED):
        ticket.ended_at = now


def _record(actor: Actor, ticket: Ticket, past: str, now: datetime) -> None:
    body = {"label": ticket.label, "counter": ticket.counter}
    audit_record(actor, f"window.ticket.{past}", f"hall_ticket:{ticket.id}", body, now=now)
