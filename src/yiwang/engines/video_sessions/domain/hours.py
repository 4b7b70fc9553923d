"""Opening hours: when a body's duty hours that run now end, and when the next begin."""

from datetime import datetime, timedelta

from yiwang.kernel.worktime import WorkCalendar

AHEAD = 60
"""Days in which the next duty hours are looked for; no holiday is longer."""


def open_until(calendar: WorkCalendar, now: datetime) -> datetime | None:
    """The end of the duty hours in which this instant lies; None if nobody is on duty."""
    day = calendar.local(now).date().toordinal()
    spans = (
        (calendar.instant(day, start), calendar.instant(day, end)) for start, end in _spans(calendar, now)
    )
    return next((end for start, end in spans if start <= now < end), None)


def opens_at(calendar: WorkCalendar, now: datetime) -> datetime | None:
    """When the next duty hours begin; None if there are none in sight."""
    for ahead in range(AHEAD):
        later = now + timedelta(days=ahead)
        day = calendar.local(later).date().toordinal()
        for start, _end in _spans(calendar, later):
            if calendar.instant(day, start) > now:
                return calendar.instant(day, start)
    return None


def _spans(calendar: WorkCalendar, at: datetime) -> tuple[tuple[int, int], ...]:
    day = calendar.local(at).date()
    return calendar.hours_on(day) if calendar.is_working(day) else ()
