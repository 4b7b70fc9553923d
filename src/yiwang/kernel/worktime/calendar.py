"""A working calendar: which days are working days, and when somebody is on duty.

It is a plain value; what is computed from it once (``tables``) hangs on it and is shared by all deadlines.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from .tables import FIRST_YEAR, LAST_YEAR, Tables

Interval = tuple[int, int]
"""From minute to minute of a local day; ``(540, 720)`` is 09:00-12:00. 1440 is 24:00."""

_DAY = 24 * 60
_MINUTES = tuple(timedelta(minutes=minute) for minute in range(_DAY + 1))


class CalendarError(ValueError):
    """A calendar that contradicts itself, or an instant it cannot place; the sentence says how to mend it."""


@dataclass(frozen=True)
class Day:
    """What one date is, against the rule of its weekday.

    Attributes:
        working: whether it counts as a working day.
        hours: its own duty hours; None means the calendar's if it is a working day, else no hours.
    """

    working: bool
    hours: tuple[Interval, ...] | None = None


@dataclass(frozen=True, eq=True)
class WorkCalendar:
    """Which days are working days, with duty hours.

    Attributes:
        zone: IANA name of the zone in which days begin and end, e.g. ``Asia/Shanghai``.
        hours: duty hours of an ordinary working day, ascending; empty means that a day closes at 24:00.
        days: dates that differ from their weekday's rule (Monday to Friday work): holidays, 调休, half days.
        published_years: years whose holidays are known; in all others weekends only, and results are
            provisional.
    """

    zone: str
    hours: tuple[Interval, ...] = ()
    days: Mapping[date, Day] = field(default_factory=dict)
    published_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "hours", _ascending(self.hours))
        for day, held in self.days.items():
            if held.hours is not None:
                _ascending(held.hours, f"{day:%Y-%m-%d} 的")
        object.__setattr__(self, "days", MappingProxyType(dict(self.days)))
        object.__setattr__(self, "published_years", frozenset(self.published_years))

    def __hash__(self) -> int:
        return hash((self.zone, self.hours, len(self.days), self.published_years))

    def __reduce__(self) -> tuple[type["WorkCalendar"], tuple[object, ...]]:
        return WorkCalendar, (self.zone, self.hours, dict(self.days), self.published_years)

    @cached_property
    def tzinfo(self) -> tzinfo:
        """The zone itself."""
        return ZoneInfo(self.zone)

    @cached_property
    def tables(self) -> Tables:
        """Prefix sums over all days, made once."""
        days = {day.toordinal(): (held.working, self._hours_of(held)) for day, held in self.days.items()}
        return Tables.of(self.hours, days)

    def is_working(self, day: date) -> bool:
        """Whether this date is a working day."""
        held = self.days.get(day)
        return held.working if held is not None else day.weekday() < 5

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        """The duty hours of this date; empty if nobody is on duty."""
        held = self.days.get(day)
        return self._hours_of(held) if held is not None else self.hours if day.weekday() < 5 else ()

    def opening_of(self, day: date) -> Interval | None:
        """From the first to the last duty minute of this date, breaks within; None on a day off.

        A working day without hours of its own is open all day.
        """
        hours = self.hours_on(day)
        if hours:
            return hours[0][0], hours[-1][1]
        return (0, _DAY) if self.is_working(day) else None

    def is_off(self, at: datetime) -> bool:
        """Whether nobody is at work at this instant: at night, on a day off; the break at noon is none."""
        here = self.local(at)
        opening = self.opening_of(here.date())
        return opening is None or not opening[0] <= here.hour * 60 + here.minute < opening[1]

    def close_of(self, day: date) -> datetime:
        """When this date closes: the end of its duty hours, 24:00 (the next midnight) if it has none."""
        return self.closing(day.toordinal())

    def closing(self, ordinal: int) -> datetime:
        """``close_of`` by ordinal, remembered."""
        at = self._closings.get(ordinal)
        if at is None:
            at = self._closings[ordinal] = self.instant(ordinal, self.tables.close(ordinal))
        return at

    @cached_property
    def _closings(self) -> dict[int, datetime]:
        return {}

    def instant(self, ordinal: int, minute: int) -> datetime:
        """The instant of a minute (0 to 1440) of the day with this ordinal, in the calendar's zone."""
        midnight = self._midnights.get(ordinal)
        if midnight is None:
            midnight = datetime.fromordinal(ordinal).replace(tzinfo=self.tzinfo)
            self._midnights[ordinal] = midnight
        return midnight + _MINUTES[minute]

    @cached_property
    def _midnights(self) -> dict[int, datetime]:
        return {}

    def steady_offset(self, year: int) -> timedelta | None:
        """The zone's distance from UTC in this year; None if its clocks were changed in it or on its edges."""
        if year not in self._offsets:
            first = date(year, 1, 1).toordinal()
            days = (datetime.fromordinal(first + day) for day in range(-1, 368))
            found = {day.replace(tzinfo=self.tzinfo).utcoffset() for day in days}
            self._offsets[year] = found.pop() if len(found) == 1 else None
        return self._offsets[year]

    @cached_property
    def _offsets(self) -> dict[int, timedelta | None]:
        return {}

    def is_provisional(self, first: int, last: int) -> bool:
        """Whether a year from ``first`` to ``last`` has no published holidays."""
        if first == last:
            return last not in self.published_years
        return any(year not in self.published_years for year in range(first, last + 1))

    def local(self, at: datetime) -> datetime:
        """An aware instant on this calendar's wall clock.

        Raises:
            CalendarError: the instant has no zone, or lies outside the years calendars hold.
        """
        if at.tzinfo is None:
            raise CalendarError("时间缺少时区，请写成 2026-09-30T16:50+08:00 这样带时区的时间。")
        here = at if at.tzinfo is self.tzinfo else at.astimezone(self.tzinfo)
        if not FIRST_YEAR <= here.year <= LAST_YEAR:
            raise CalendarError(f"{here:%Y-%m-%d} 超出工作日历的范围（{FIRST_YEAR} 年至 {LAST_YEAR} 年）。")
        return here

    def _hours_of(self, held: Day) -> tuple[Interval, ...]:
        if held.hours is not None:
            return tuple(held.hours)
        return self.hours if held.working else ()


def minutes(text: str) -> int:
    """Minutes from midnight of a time as written: ``09:00`` is 540, ``24:00`` is 1440.

    Raises:
        CalendarError: it is no time of day.
    """
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2 and int(minute) < 60):
        raise CalendarError(f"“{text}”不是时刻，请写成 09:00 这样。")
    if (total := int(hour) * 60 + int(minute)) > _DAY:
        raise CalendarError(f"“{text}”不是时刻，一天最晚到 24:00。")
    return total


def _ascending(hours: Iterable[Interval], whose: str = "") -> tuple[Interval, ...]:
    intervals = tuple((int(start), int(end)) for start, end in hours)
    earliest = 0
    for start, end in intervals:
        if not earliest <= start < end <= _DAY:
            raise CalendarError(f"{whose}值班时间须从早到晚依次排列、互不重叠，并在 00:00 与 24:00 之间。")
        earliest = end
    return intervals
