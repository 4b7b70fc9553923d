"""The built-in table of published holidays and 调休 working days.

It is taken from the data package ``chinesecalendar``. Its source are the yearly notices of the State
Council's General Office. Packs may override any date of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from .calendar import Day, Interval, WorkCalendar


def published_calendar(
    years: Iterable[int] | None = None,
    zone: str = "Asia/Shanghai",
    hours: Iterable[Interval] = (),
    overrides: Mapping[date, Day] | None = None,
    published: Iterable[int] = (),
) -> WorkCalendar:
    """A calendar with the built-in holidays.

    Args:
        years: which years to take from the built-in table; None takes all it has. Years it has not are left
            out.
        zone: IANA name of the zone.
        hours: duty hours of an ordinary working day; none means that days close at 24:00.
        overrides: dates of one's own, which win over the built-in ones.
        published: further years whose holidays ``overrides`` give in full, so that they are not provisional.
    """
    built_in, known = _built_in()
    wanted = known if years is None else known & frozenset(years)
    days = {day: held for day, held in built_in.items() if day.year in wanted} | dict(overrides or {})
    return WorkCalendar(zone, tuple(hours), days, wanted | frozenset(published))


@cache
def _built_in() -> tuple[Mapping[date, Day], frozenset[int]]:
    from chinese_calendar.constants import holidays, workdays

    days = {day: Day(working=False) for day in holidays} | {day: Day(working=True) for day in workdays}
    years = frozenset(day.year for day in holidays)
    return MappingProxyType(days), years
