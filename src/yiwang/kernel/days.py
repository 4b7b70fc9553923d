"""Days of the calendar: said in words, and counted on by months. Working time is ``worktime``'s."""

from calendar import monthrange
from datetime import date
from typing import TypeVar

D = TypeVar("D", bound=date)


def day_words(day: date) -> str:
    """A day as people here write it: ``2026年3月2日``; of an instant, the day in its own zone."""
    return f"{day.year}年{day.month}月{day.day}日"


def months_after(day: D, months: int) -> D:
    """The same day number so many months later (or earlier), else that month's last day."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
