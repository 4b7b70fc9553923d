"""A pack's calendar decides which days count, with the national table beneath and its own days above."""

from datetime import UTC, date, datetime

import pytest

from yiwang.foundations.calendars.definitions import CALENDAR, Calendar
from yiwang.foundations.calendars.pure import calendar_of, work_calendar
from yiwang.kernel.worktime import Limit, due
from yiwang.loader import PackInfo, UnknownDefinition, World

DUTY = [{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}]


def calendar(**more):
    return Calendar(
        **{"id": "duty", "title": "机关", "hours": DUTY, "source": "示例", "status": "assumed", **more}
    )


def world(*calendars):
    return World(PackInfo("p", "1", "示例"), {"calendar": {one.id: one for one in calendars}})


def test_national_holiday_and_make_up_day_come_from_the_built_in_table():
    made = work_calendar(calendar(builtin="china"), "Asia/Shanghai")
    assert not made.is_working(date(2026, 10, 1))
    assert made.is_working(date(2026, 2, 14)), "调休上班的星期六"


def test_a_packs_own_day_wins_over_the_built_in_table():
    own = {"2026-10-01": {"working": "true", "hours": [{"from": "09:00", "to": "12:00"}]}}
    made = work_calendar(calendar(builtin="china", days=own), "Asia/Shanghai")
    assert made.is_working(date(2026, 10, 1))
    assert made.hours_on(date(2026, 10, 1)) == ((540, 720),)


def test_seven_working_days_over_the_national_day_of_2026():
    start = datetime(2026, 9, 30, 8, 50, tzinfo=UTC)
    made = due(start, Limit.parse("7个工作日"), calendar_of(world(calendar(builtin="china"))))
    assert made.at.isoformat() == "2026-10-15T17:00:00+08:00", "10月10日调休上班也算一天"
    assert not made.provisional


def test_a_year_nobody_has_published_is_provisional():
    start = datetime(2031, 3, 3, 2, 0, tzinfo=UTC)
    assert due(start, Limit.parse("2个工作日"), calendar_of(world(calendar(builtin="china")))).provisional


def test_the_default_calendar_is_taken_without_a_name_and_an_unknown_name_is_told():
    both = world(calendar(id="hall"), calendar(id="duty", is_default="true", hours=[]))
    assert calendar_of(both).hours == ()
    assert calendar_of(both, "hall").hours == ((540, 720), (780, 1020))
    with pytest.raises(UnknownDefinition):
        calendar_of(both, "hal")


def test_one_world_makes_each_calendar_once():
    one = world(calendar(builtin="china"))
    assert calendar_of(one) is calendar_of(one)


@pytest.mark.parametrize("hours", [{"from": "9点", "to": "12:00"}, {"from": "12:00", "to": "09:00"}])
def test_hours_written_wrongly_are_told_with_their_place(hours):
    wrong = calendar(hours=[hours])
    complaints = list(CALENDAR.check(wrong, world(wrong)))
    assert [one.path for one in complaints] == [("hours", 0)]
