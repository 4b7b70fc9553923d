"""Prefix sums over every day that calendars hold, so that a deadline is two look-ups and no loop."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
FIRST: Final = date(FIRST_YEAR, 1, 1).toordinal()
"""Ordinal of the first day held; a Monday, so that the week's pattern starts with it."""
LENGTH: Final = date(LAST_YEAR, 12, 31).toordinal() - FIRST + 1

_DAY = 24 * 60
_POST = 4096
_YEARS: Final = tuple(
    year
    for year in range(FIRST_YEAR, LAST_YEAR + 1)
    for _ in range(date(year, 12, 31).toordinal() - date(year, 1, 1).toordinal() + 1)
)
Interval = tuple[int, int]
Override = tuple[bool, tuple[Interval, ...]]


@dataclass(frozen=True)
class Tables:
    """What is computed once per calendar. Days are given by ``date.toordinal()``.

    Attributes:
        counted: per day, how many working days lie up to and including it.
        nth: ordinal of the n-th working day (from 0).
        minutes: per day, how many duty minutes lie before it; one entry more than days.
        closes: minute at which a day closes, where it is not the ordinary one.
        hours: duty hours where they are not the ordinary ones.
        years: per day, its year.
        signposts: for every 4096th duty minute the first day with so many before it, so that the search for
            a minute begins close to it.
    """

    ordinary: tuple[Interval, ...]
    counted: Sequence[int]
    nth: Sequence[int]
    minutes: Sequence[int]
    closes: Mapping[int, int]
    hours: Mapping[int, tuple[Interval, ...]]
    ordinary_close: int
    years: Sequence[int]
    signposts: Sequence[int]

    @classmethod
    def of(cls, hours: tuple[Interval, ...], days: Mapping[int, Override]) -> "Tables":
        """Compute them from ordinary duty hours and the days that differ."""
        held = {day: over for day, over in days.items() if FIRST <= day < FIRST + LENGTH}
        working = _working(held)
        minutes = tuple(accumulate(_duty(hours, held), initial=0))
        return cls(
            ordinary=hours,
            counted=tuple(accumulate(working)),
            nth=tuple(compress(range(FIRST, FIRST + LENGTH), working)),
            minutes=minutes,
            closes={day: over[1][-1][1] if over[1] else _DAY for day, over in held.items()},
            hours={day: over[1] for day, over in held.items()},
            ordinary_close=hours[-1][1] if hours else _DAY,
            years=_YEARS,
            signposts=tuple(
                bisect_left(minutes, count) for count in range(0, minutes[-1] + 2 * _POST, _POST)
            ),
        )

    def close(self, day: int) -> int:
        """The minute at which a day closes; 1440 if nobody is on duty."""
        held = self.closes.get(day)
        if held is not None:
            return held
        return self.ordinary_close if (day - FIRST) % 7 < 5 else _DAY

    def hours_of(self, day: int) -> tuple[Interval, ...]:
        """The duty hours of a day."""
        held = self.hours.get(day)
        if held is not None:
            return held
        return self.ordinary if (day - FIRST) % 7 < 5 else ()

    def is_working(self, day: int) -> bool:
        """Whether it is a working day."""
        index = day - FIRST
        return self.counted[index] > (self.counted[index - 1] if index else 0)

    def next_working(self, day: int) -> int:
        """The day itself if it is a working day, else the next one."""
        index = day - FIRST
        return self.nth[self.counted[index - 1] if index else 0]

    def duty_before(self, day: int, minute: int) -> int:
        """How many duty minutes lie before a minute of a day."""
        count = self.minutes[day - FIRST]
        for start, end in self.hours_of(day):
            if minute <= start:
                break
            count += min(minute, end) - start
        return count

    def duty_end(self, count: int) -> tuple[int, int]:
        """Day and minute at which the ``count``-th duty minute (from 1) ends."""
        post = count // _POST
        index = bisect_left(self.minutes, count, self.signposts[post], self.signposts[post + 1]) - 1
        left = count - self.minutes[index]
        for start, end in self.hours_of(FIRST + index):
            if left <= end - start:
                return FIRST + index, start + left
            left -= end - start
        raise IndexError(count)


def _working(days: Mapping[int, Override]) -> bytearray:
    week = bytes((1, 1, 1, 1, 1, 0, 0))
    working = bytearray((week * (LENGTH // 7 + 1))[:LENGTH])
    for day, (works, _) in days.items():
        working[day - FIRST] = works
    return working


def _duty(hours: tuple[Interval, ...], days: Mapping[int, Override]) -> list[int]:
    ordinary = _total(hours)
    week = [ordinary] * 5 + [0, 0]
    duty = (week * (LENGTH // 7 + 1))[:LENGTH]
    for day, (_, held) in days.items():
        duty[day - FIRST] = _total(held)
    return duty


def _total(hours: tuple[Interval, ...]) -> int:
    return sum(end - start for start, end in hours)
