"""Half hours that can be booked: the duty hours of the hall's calendar, cut up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yiwang.kernel.worktime import WorkCalendar

HALF = 30


@dataclass(frozen=True)
class Slot:
    """A half hour of a day that may be booked, and how many places are left in it."""

    day: date
    text: str
    left: int


def half_hours(calendar: WorkCalendar, day: date) -> list[str]:
    """The half hours of a day's duty time, by their beginnings: 09:00, 09:30 …; none on a day off."""
    if not calendar.is_working(day):
        return []
    return [
        f"{minute // 60:02d}:{minute % 60:02d}"
        for start, end in calendar.hours_on(day)
        for minute in range(start, end - HALF + 1, HALF)
    ]


def slots(
    calendar: WorkCalendar, now: datetime, days_ahead: int, places: int, taken: Mapping[tuple[date, str], int]
) -> list[Slot]:
    """Everything that can still be booked: from today's next half hour to so many days ahead."""
    local = calendar.local(now)
    days = [local.date() + timedelta(days=ahead) for ahead in range(days_ahead + 1)]
    return [
        Slot(day, text, places - taken.get((day, text), 0))
        for day in days
        for text in half_hours(calendar, day)
        if (day, text) > (local.date(), f"{local:%H:%M}") and taken.get((day, text), 0) < places
    ]


def in_time(calendar: WorkCalendar, slot: str, now: datetime, grace: int) -> bool:
    """Whether somebody who booked this half hour of today comes in time: from before it to so many minutes after."""
    local = calendar.local(now)
    hour, minute = slot.split(":")
    return local.hour * 60 + local.minute <= int(hour) * 60 + int(minute) + HALF + grace
