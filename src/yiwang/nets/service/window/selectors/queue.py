"""Reads of the queue: what a clerk sees, what hangs on the wall, how long one waits, which half hours are free."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count

from yiwang.foundations.calendars.pure import calendar_of
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import WorkCalendar

from ..definitions import HALL, Hall
from ..domain.slots import Slot, slots
from ..domain.tickets import CALLED, PARKED, PASSED, WAITING, waiting_minutes
from ..models import CounterSession, Ticket
from ..policies import account_of

SHOWN = ("id", "line", "label", "state", "rank", "counter", "queued_at", "called_at", "calls")
"""What anybody may see of a ticket; who serves it is nobody's business."""

ON_THE_WALL = 8
PASSED_KEPT = timedelta(minutes=30)


@dataclass(frozen=True)
class Wait:
    """How a ticket stands: how many are ahead, about how many minutes, which counters serve its line."""

    ahead: int
    minutes: int
    counters: int


def hall_of(hall_id: str) -> Hall | None:
    """The hall of a body, as the pack in force has it; None if it has none."""
    return world().find(HALL, hall_id)


def hall_calendar(hall: Hall) -> WorkCalendar:
    """The calendar whose duty hours are the hall's opening hours."""
    return calendar_of(world(), hall.calendar)


def hall_day(hall: Hall, now: datetime) -> date:
    """The day it is in the hall."""
    return hall_calendar(hall).local(now).date()


def session_of(actor: Actor) -> CounterSession | None:
    """The counter at which this account sits now."""
    return CounterSession.objects.filter(account_id=account_of(actor), closed_at=None).first()


def counters_open(hall: Hall, line: str) -> int:
    """How many counters that serve this line are manned."""
    manned = CounterSession.objects.filter(hall=hall.id, closed_at=None).values_list("counter", flat=True)
    return sum(1 for key in manned if key in hall.counters and line in hall.counters[key].lines)


def ticket_wait(hall: Hall, ticket: dict[str, Any]) -> Wait:
    """How long this waiting ticket still waits, about."""
    before = Ticket.objects.filter(hall=hall.id, day=ticket["day"], line=ticket["line"], state=WAITING)
    ahead = sum(
        1 for rank, at in before.values_list("rank", "queued_at") if (rank, at) < _place(ticket)
    )  # fmt: skip
    open_ = counters_open(hall, ticket["line"])
    return Wait(ahead, waiting_minutes(ahead, hall.lines[ticket["line"]].minutes, open_), open_)


def _place(ticket: dict[str, Any]) -> tuple[int, datetime]:
    return ticket["rank"], ticket["queued_at"]


def ticket_by_code(code: str) -> dict[str, Any] | None:
    """A ticket by the code printed on it; whoever holds the slip may look."""
    found: dict[str, Any] | None = (
        Ticket.objects.filter(code=code).values(*SHOWN, "hall", "day", "issued_at").first()
    )
    return found


def lines_waiting(hall: Hall, now: datetime) -> dict[str, int]:
    """How many wait in each line."""
    held = Ticket.objects.filter(hall=hall.id, day=hall_day(hall, now), state=WAITING)
    counted = dict(held.values_list("line").annotate(Count("id")))
    return {key: counted.get(key, 0) for key in hall.lines}


def tickets_aside(hall: Hall, now: datetime) -> list[dict[str, Any]]:
    """Who is away for a moment or missed the call, and may come back without a new number."""
    held = Ticket.objects.filter(hall=hall.id, day=hall_day(hall, now), state__in=(PARKED, PASSED))
    return list(held.order_by("state", "label").values(*SHOWN))


def tickets_called(hall: Hall, now: datetime) -> list[dict[str, Any]]:
    """What hangs on the wall: who is called where, the latest first; then who missed it lately."""
    held = Ticket.objects.filter(hall=hall.id, day=hall_day(hall, now))
    called = held.filter(state=CALLED).order_by("-called_at").values(*SHOWN)[:ON_THE_WALL]
    missed = held.filter(state=PASSED, called_at__gte=now - PASSED_KEPT).order_by("-called_at").values(*SHOWN)
    return [*called, *missed[:ON_THE_WALL]]


def slots_free(hall: Hall, line: str, now: datetime) -> list[Slot]:
    """Half hours of a line in which a place is left."""
    if hall.appointments is None:
        return []
    first = hall_day(hall, now)
    taken = _taken(hall.id, line, first, first + timedelta(days=hall.appointments.days_ahead))
    return slots(
        hall_calendar(hall), now, hall.appointments.days_ahead, hall.appointments.per_half_hour, taken
    )


def _taken(hall: str, line: str, first: date, last: date) -> dict[tuple[date, str], int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT line, day, slot, taken FROM hall_taken(%s, %s, %s)", [hall, first, last])
        return {(row[1], row[2]): row[3] for row in cursor.fetchall() if row[0] == line}
