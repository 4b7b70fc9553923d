"""When something falls due, and how much of its time has gone.

Pure: the calendar and every instant are arguments. Rules: the day of receipt is not counted, whatever the
hour; due is the end of duty hours of the last day (24:00 if it has none); calendar days, months and years
that end on a non-working day roll forward; hours and minutes run from the instant, working
minutes from the next duty minute.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from .calendar import CalendarError, WorkCalendar
from .scales import SCALES, Years
from .tables import LAST_YEAR
from .units import Limit, Unit

Pause = tuple[datetime, datetime]
"""From an instant to an instant: a unit that closes after the first and not after the second does not
count."""


class Due(NamedTuple):
    """When something falls due.

    Attributes:
        at: the last instant in time, on the calendar's wall clock.
        provisional: a year without published holidays was needed, so the day may still move.
    """

    at: datetime
    provisional: bool


_TOO_LATE: Final = "期限超出工作日历的范围（到 {year} 年为止），请核对时限“{limit}”。"


def due(start: datetime, limit: Limit, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Due:
    """When a limit that starts at an instant falls due.

    Args:
        start: aware; the instant of receipt.
        limit: 0 days means the same day, 0 hours or minutes at once.
        calendar: whose working days, duty hours and zone hold.
        pauses: closed pauses in order, not overlapping; what falls into them is added at the end.

    Raises:
        CalendarError: the start has no zone, or start or end lie outside the years calendars hold.
    """
    scale, start = SCALES[limit.unit], calendar.local(start)
    if limit.value == 0:
        return Due(scale.at_once(start, calendar), False)
    try:
        at, years = (
            scale.straight(start, limit.value, calendar)
            if not pauses
            else _with_pauses(start, limit, calendar, pauses)
        )
    except (IndexError, OverflowError, ValueError) as error:
        if isinstance(error, CalendarError):
            raise
        raise CalendarError(_TOO_LATE.format(year=LAST_YEAR, limit=limit.chinese)) from error
    return Due(at, years is not None and calendar.is_provisional(*years))


def _with_pauses(
    start: datetime, limit: Limit, calendar: WorkCalendar, pauses: Sequence[Pause]
) -> tuple[datetime, Years | None]:
    scale = SCALES[limit.unit]
    tick = _due_tick(start, limit, calendar, pauses)
    at = scale.at(tick, calendar)
    return at, scale.consulted(start, tick, at, calendar)


def _due_tick(start: datetime, limit: Limit, calendar: WorkCalendar, pauses: Sequence[Pause]) -> int:
    scale = SCALES[limit.unit]
    base = scale.base(start, calendar)
    target = base + scale.span(base, limit.value)
    for paused, resumed in pauses:
        here = max(base, scale.reached(calendar.local(paused), calendar))
        if here >= target:
            break
        target += max(base, scale.reached(calendar.local(resumed), calendar)) - here
    return target


def elapsed(
    start: datetime, end: datetime, unit: Unit, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> int:
    """How many whole units have gone from one instant to another; 0 if ``end`` comes first.

    A day has gone at its close: the end of its duty hours, 24:00 if it has none. The day of receipt is not
    counted. ``elapsed(start, due(start, n))`` is n for working units, hours and minutes; for calendar days,
    months and years it is at least n, because those roll forward.

    Raises:
        CalendarError: an instant has no zone or lies outside the years calendars hold.
    """
    scale = SCALES[unit]
    base = scale.base(calendar.local(start), calendar)
    ticks = max(0, scale.reached(calendar.local(end), calendar) - base)
    for paused, resumed in pauses:
        last = max(base, scale.reached(calendar.local(min(resumed, end)), calendar))
        ticks -= max(0, last - max(base, scale.reached(calendar.local(paused), calendar)))
    return scale.whole(base, ticks)
