"""What a pack writes about working time: ``calendars/<id>.yaml``."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from yiwang.kernel.worktime import CalendarError, minutes
from yiwang.loader import Complaint, Definition, Kind, Part, Sourced, World


class Hours(Part):
    """From when to when somebody is on duty, e.g. 09:00 to 12:00."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class DayPart(Part):
    """One date that differs: a holiday, a make-up working day, a half day."""

    working: bool
    hours: tuple[Hours, ...] | None = None
    note: str = ""


class Calendar(Definition, Sourced):
    """工作日历.

    Attributes:
        builtin: ``china`` starts from the State Council's published holidays and make-up days.
        days: dates of one's own; they win over the built-in ones.
        published_years: further years whose days stand here in full.
        is_default: the calendar that clocks use unless they name another.
    """

    title: str
    builtin: Literal["", "china"] = ""
    hours: tuple[Hours, ...] = ()
    days: dict[date, DayPart] = Field(default_factory=dict)
    published_years: tuple[int, ...] = ()
    is_default: bool = False


def _check(calendar: Calendar, world: World) -> Iterator[Complaint]:
    for place, hours in enumerate(calendar.hours):
        yield from _check_hours(hours, ("hours", place))
    for day, part in calendar.days.items():
        for place, hours in enumerate(part.hours or ()):
            yield from _check_hours(hours, ("days", day.isoformat(), "hours", place))
    if (
        calendar.is_default
        and next(one.id for one in world.all(CALENDAR).values() if one.is_default) != calendar.id
    ):
        yield Complaint(
            "默认日历写了不止一个。", "只留一个 is_default: true。", "calendar.default", ("is_default",)
        )


def _check_hours(hours: Hours, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    try:
        in_order = minutes(hours.start) < minutes(hours.end)
    except CalendarError as error:
        yield Complaint(str(error), "时刻写成 09:00 的样子。", "calendar.hours", path)
    else:
        if not in_order:
            yield Complaint("值班时间的起点不早于终点。", "把 from 与 to 调过来。", "calendar.hours", path)


CALENDAR = Kind("calendar", "calendars/*.yaml", Calendar, check=_check, live=True, order=15, word="工作日历")
"""工作日历."""
