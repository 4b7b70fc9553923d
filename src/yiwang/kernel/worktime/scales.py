"""Scales: each unit seen as a row of numbered ticks, so that due, elapsed and pauses are the same sums.

A tick is what a unit counts (a working day, a day, a duty minute, a microsecond). ``base`` is the last tick
that is not counted for something that starts at an instant; ``reached`` the last tick that has closed by an
instant; ``at`` the instant at which a tick closes. Instants that come in stand on the calendar's wall clock
already (``WorkCalendar.local``): once for each, because a million deadlines are worked out at a time.
"""

import calendar as gregorian
from abc import ABC, abstractmethod
from datetime import UTC, date, datetime, timedelta
from typing import Final

from typing_extensions import override

from .calendar import WorkCalendar
from .tables import FIRST
from .units import Unit

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
Years = tuple[int, int]
"""First and last of a span of years."""


class Scale(ABC):
    """One unit's row of ticks on a calendar."""

    @abstractmethod
    def base(self, start: datetime, cal: WorkCalendar) -> int:
        """The last tick that does not count for something received at ``start``."""

    @abstractmethod
    def reached(self, now: datetime, cal: WorkCalendar) -> int:
        """The last tick closed by ``now``."""

    @abstractmethod
    def at(self, tick: int, cal: WorkCalendar) -> datetime:
        """When a tick closes; rolled to a working day where the unit says so."""

    def span(self, base: int, value: int) -> int:
        """How many ticks a limit of ``value`` units after ``base`` takes."""
        return value

    def whole(self, base: int, ticks: int) -> int:
        """How many whole units ``ticks`` after ``base`` make: the inverse of ``span``."""
        return ticks

    def at_once(self, start: datetime, cal: WorkCalendar) -> datetime:
        """When a limit of 0 units falls due."""
        return start

    def straight(self, start: datetime, value: int, cal: WorkCalendar) -> tuple[datetime, Years | None]:
        """When ``value`` units without a pause fall due, and the years consulted."""
        base = self.base(start, cal)
        tick = base + self.span(base, value)
        at = self.at(tick, cal)
        return at, self.consulted(start, tick, at, cal)

    def consulted(self, start: datetime, tick: int, due: datetime, cal: WorkCalendar) -> Years | None:
        """First and last year whose holidays mattered; None if none did."""
        return start.year, due.year


class WorkingDays(Scale):
    """Ticks are working days, numbered from the first one held."""

    @override
    def base(self, start: datetime, cal: WorkCalendar) -> int:
        return cal.tables.counted[start.toordinal() - FIRST]

    @override
    def reached(self, now: datetime, cal: WorkCalendar) -> int:
        return cal.tables.counted[_closed_day(now, cal) - FIRST]

    @override
    def at(self, tick: int, cal: WorkCalendar) -> datetime:
        return cal.closing(cal.tables.nth[tick - 1])

    @override
    def at_once(self, start: datetime, cal: WorkCalendar) -> datetime:
        return max(start, cal.closing(start.toordinal()))


class Days(Scale):
    """Ticks are calendar days, numbered by their ordinal; the last one rolls to a working day."""

    @override
    def base(self, start: datetime, cal: WorkCalendar) -> int:
        return start.toordinal()

    @override
    def reached(self, now: datetime, cal: WorkCalendar) -> int:
        return _closed_day(now, cal)

    @override
    def at(self, tick: int, cal: WorkCalendar) -> datetime:
        return cal.closing(cal.tables.next_working(tick))

    @override
    def at_once(self, start: datetime, cal: WorkCalendar) -> datetime:
        return max(start, cal.closing(start.toordinal()))

    @override
    def consulted(self, start: datetime, tick: int, due: datetime, cal: WorkCalendar) -> Years | None:
        return cal.tables.years[tick - FIRST], due.year


class Months(Days):
    """Days again, but a limit reaches to the same day number so many months later, or to the month's end."""

    def __init__(self, months: int) -> None:
        self._months = months

    @override
    def span(self, base: int, value: int) -> int:
        return _months_later(base, value * self._months) - base

    @override
    def whole(self, base: int, ticks: int) -> int:
        first, last = date.fromordinal(base), date.fromordinal(base + ticks)
        months = (last.year - first.year) * 12 + last.month - first.month
        if _months_later(base, months) > base + ticks:
            months -= 1
        return months // self._months


class DutyMinutes(Scale):
    """Ticks are minutes of duty; a minute already begun at the start does not count."""

    @override
    def base(self, start: datetime, cal: WorkCalendar) -> int:
        begun = start.second > 0 or start.microsecond > 0
        return cal.tables.duty_before(start.toordinal(), start.hour * 60 + start.minute + begun)

    @override
    def reached(self, now: datetime, cal: WorkCalendar) -> int:
        return cal.tables.duty_before(now.toordinal(), now.hour * 60 + now.minute)

    @override
    def at(self, tick: int, cal: WorkCalendar) -> datetime:
        return cal.instant(*cal.tables.duty_end(tick))


class Elapsing(Scale):
    """Ticks are microseconds: hours and minutes run through nights and holidays."""

    def __init__(self, minutes: int) -> None:
        self._unit = minutes * 60_000_000
        self._delta = timedelta(minutes=minutes)

    @override
    def base(self, start: datetime, cal: WorkCalendar) -> int:
        return self.reached(start, cal)

    @override
    def reached(self, now: datetime, cal: WorkCalendar) -> int:
        gone = now - _EPOCH
        return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds

    @override
    def at(self, tick: int, cal: WorkCalendar) -> datetime:
        seconds, microseconds = divmod(tick, 1_000_000)
        return cal.local(_EPOCH + timedelta(0, seconds, microseconds))

    @override
    def straight(self, start: datetime, value: int, cal: WorkCalendar) -> tuple[datetime, Years | None]:
        """The hands of the clock moved on, where its zone changes no clocks between."""
        at = start + value * self._delta
        offset = cal.steady_offset(start.year)
        if offset is not None and offset == cal.steady_offset(at.year):
            return cal.local(at), None
        return super().straight(start, value, cal)

    @override
    def span(self, base: int, value: int) -> int:
        return value * self._unit

    @override
    def whole(self, base: int, ticks: int) -> int:
        return ticks // self._unit

    @override
    def consulted(self, start: datetime, tick: int, due: datetime, cal: WorkCalendar) -> Years | None:
        return None


SCALES: Final[dict[Unit, Scale]] = {
    Unit.WORKING_DAY: WorkingDays(),
    Unit.DAY: Days(),
    Unit.MONTH: Months(1),
    Unit.YEAR: Months(12),
    Unit.HOUR: Elapsing(60),
    Unit.MINUTE: Elapsing(1),
    Unit.WORKING_MINUTE: DutyMinutes(),
}


def _closed_day(now: datetime, cal: WorkCalendar) -> int:
    """Ordinal of the last day closed by an instant: its own once duty is over, else the day before."""
    day = now.toordinal()
    return day if now.hour * 60 + now.minute >= cal.tables.close(day) else day - 1


def _months_later(base: int, months: int) -> int:
    first = date.fromordinal(base)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    number = first.day
    if number > 28:
        number = min(number, gregorian.monthrange(year, month + 1)[1])
    return date(year, month + 1, number).toordinal()
