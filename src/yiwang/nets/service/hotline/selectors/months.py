"""Months of the city: whole, by the city's own midnight."""

from collections.abc import Iterator
from datetime import date, datetime

from yiwang.foundations.calendars.public import local_instant, zone_current
from yiwang.kernel.days import YEARS, months_after


def month_of(at: datetime) -> date:
    """The first day of the month it is here at an instant."""
    return at.astimezone(zone_current()).date().replace(day=1)


def month_span(first: date) -> tuple[datetime, datetime]:
    """A month's first instant, and that of the next."""
    return local_instant(first), local_instant(months_after(first, 1))


def months_within(since: datetime, until: datetime) -> Iterator[tuple[date, datetime, datetime]]:
    """The whole months that a time touches: first day, first instant, the instant after the last."""
    first = month_of(since)
    begin, end = month_span(first)
    while begin < until:
        yield first, begin, end
        first = months_after(first, 1)
        begin, end = month_span(first)


def month_named(said: str) -> date | None:
    """The first day of a month as addresses write it (``2026-03``); None for what is none."""
    try:
        held = date.fromisoformat(f"{said}-01")
    except ValueError:
        return None
    return held if held.year in YEARS and len(said) == len("2026-03") else None


def months_past(now: datetime, count: int = 24) -> list[date]:
    """The months that are over, the latest first."""
    return [months_after(month_of(now), -back) for back in range(1, count + 1)]
