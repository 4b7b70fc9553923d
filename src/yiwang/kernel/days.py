"""Days of the calendar: which it is in a zone, said in words, counted on by months. Working time is ``worktime``'s."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

D = TypeVar("D", bound=date)


YEARS = range(1900, 9000)
"""Years of which days can be reckoned with: around each there is room for zones and for periods."""


def day_words(day: date) -> str:
    """A day as people here write it: ``2026年3月2日``; of an instant, the day in its own zone."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_after(day: D, months: int) -> D:
    """The same day number so many months later (or earlier), else that month's last day."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def last_day(first: date, months: int) -> date:
    """The last day of a period of months: the day before the same day number; without such a day, the month's last."""
    same = months_after(first, months)
    return same - timedelta(days=1) if same.day == first.day else same


def local_day(at: datetime, zone: str) -> date:
    """The day it is in a zone at an aware instant: at 23:30 UTC it is tomorrow already in Asia/Shanghai."""
    return at.astimezone(ZoneInfo(zone)).date()
