"""Spans of time: the hours when nobody is at work, and those of them for which nobody is on duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yiwang.kernel.worktime import WorkCalendar

DAY = 24 * 60


@dataclass(frozen=True, order=True)
class Span:
    """From an instant until before another; both aware."""

    since: datetime
    until: datetime

    def meets(self, other: Span) -> bool:
        """Whether there is an instant in both; spans that only touch share none."""
        return self.since < other.until and other.since < self.until


def off_hours(calendar: WorkCalendar, first: date, last: date) -> list[Span]:
    """When nobody is at work from the first of these days until the end of the last, in order: nights and days off.

    The break at noon is no such time; a working day without hours of its own has none.
    """
    start, end = calendar.instant(first.toordinal(), 0), calendar.instant(last.toordinal(), DAY)
    return gaps([Span(start, end)], _at_work(calendar, first, last))


def _at_work(calendar: WorkCalendar, first: date, last: date) -> Iterator[Span]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        opening = calendar.opening_of(day)
        if opening is not None:
            yield Span(*(calendar.instant(day.toordinal(), minute) for minute in opening))


def gaps(needed: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """What of the needed spans no covering span touches, in order; spans that touch one another are one."""
    held, left = sorted(covered), list[Span]()
    for span in sorted(needed):
        left += _uncovered(span, held)
    return [one for one in left if one.since < one.until]


def _uncovered(span: Span, covered: Iterable[Span]) -> Iterator[Span]:
    since = span.since
    for one in (held for held in covered if held.meets(span)):
        yield Span(since, one.since)
        since = max(since, one.until)
    yield Span(since, span.until)
