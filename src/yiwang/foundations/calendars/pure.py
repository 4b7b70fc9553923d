"""From a calendar definition to working time that can be computed with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from yiwang.kernel.worktime import Day, Interval, WorkCalendar, minutes, published_calendar

from .definitions import CALENDAR, Calendar, DayPart, Hours

if TYPE_CHECKING:
    from yiwang.loader import World

__all__ = ["CALENDAR", "calendar_of", "work_calendar"]

_made: WeakKeyDictionary[World, dict[str, WorkCalendar]] = WeakKeyDictionary()


def calendar_of(world: World, calendar_id: str = "") -> WorkCalendar:
    """The calendar of this id in a world, made once; without an id the default one.

    A world without any calendar gets one that knows weekends only, so that every date is provisional.

    Raises:
        UnknownDefinition: no calendar has this id.
    """
    made = _made.setdefault(world, {})
    if calendar_id not in made:
        made[calendar_id] = _make(world, calendar_id)
    return made[calendar_id]


def work_calendar(calendar: Calendar, zone: str) -> WorkCalendar:
    """What a definition says, in the zone of its pack."""
    own = {day: _day(part) for day, part in calendar.days.items()}
    hours = _intervals(calendar.hours)
    if calendar.builtin:
        return published_calendar(None, zone, hours, own, calendar.published_years)
    return WorkCalendar(zone, hours, own, frozenset(calendar.published_years))


def _make(world: World, calendar_id: str) -> WorkCalendar:
    held = list(world.all(CALENDAR).values())
    if calendar_id:
        return work_calendar(world.get(CALENDAR, calendar_id), world.pack.zone)
    if not held:
        return WorkCalendar(world.pack.zone)
    return work_calendar(next((one for one in held if one.is_default), held[0]), world.pack.zone)


def _day(part: DayPart) -> Day:
    return Day(part.working, None if part.hours is None else _intervals(part.hours))


def _intervals(hours: Iterable[Hours]) -> tuple[Interval, ...]:
    return tuple((minutes(one.start), minutes(one.end)) for one in hours)
