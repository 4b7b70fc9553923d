"""When something falls due, in the cases that the rules name."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from yiwang.kernel.worktime import (
    CalendarError,
    Day,
    Limit,
    LimitError,
    Unit,
    WorkCalendar,
    due,
    elapsed,
    minutes,
    published_calendar,
)

CHINA = timezone(timedelta(hours=8))
HOURS = ((minutes("09:00"), minutes("12:00")), (minutes("13:00"), minutes("17:00")))
CAL = published_calendar(hours=HOURS)


def at(text, limit, cal=CAL):
    start = datetime.fromisoformat(text)
    found = due(start if start.tzinfo else start.replace(tzinfo=CHINA), Limit.parse(limit), cal)
    return found.at.strftime("%Y-%m-%dT%H:%M") + ("?" if found.provisional else "")


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        # 国庆 1-7 October, 10 October (a Saturday) is a working day
        ("2026-09-30T16:50", "7 working days", "2026-10-15T17:00"),
        ("2026-09-30T00:00", "7 working days", "2026-10-15T17:00"),
        ("2026-09-30T23:59", "7个工作日", "2026-10-15T17:00"),
        ("2026-10-01T10:00", "1 working day", "2026-10-08T17:00"),
        ("2026-10-09T10:00", "1 working day", "2026-10-10T17:00"),
        # calendar days and months roll forward over a non-working end
        ("2026-09-30T10:00", "3 days", "2026-10-08T17:00"),
        ("2026-09-01T10:00", "1个月", "2026-10-08T17:00"),
        ("2026-01-31T10:00", "1 month", "2026-02-28T17:00"),
        ("2024-02-29T10:00", "1 year", "2025-02-28T17:00"),
        # hours and minutes run from the instant, through holidays
        ("2026-09-30T16:50", "48 hours", "2026-10-02T16:50"),
        ("2026-09-30T16:50", "5分钟", "2026-09-30T16:55"),
        # working minutes run from the next duty minute
        ("2026-09-30T16:50", "30 working minutes", "2026-10-08T09:20"),
        ("2026-09-29T11:50", "20 working minutes", "2026-09-29T13:10"),
        ("2026-09-29T07:00", "180 working minutes", "2026-09-29T12:00"),
        ("2026-09-29T09:00:30", "1 working minute", "2026-09-29T09:02"),
        # 0 is the same day, or at once
        ("2026-09-30T16:50", "0 working days", "2026-09-30T17:00"),
        ("2026-09-30T18:00", "0 working days", "2026-09-30T18:00"),
        ("2026-09-30T18:00", "0 hours", "2026-09-30T18:00"),
        # years without published holidays: weekends only, and said so
        ("2026-12-31T10:00", "1 working day", "2027-01-01T17:00?"),
        ("2031-10-01T10:00", "1 working day", "2031-10-02T17:00?"),
        ("2031-10-01T10:00", "48 hours", "2031-10-03T10:00"),
    ],
)
def test_a_limit_falls_due(start, limit, expected):
    assert at(start, limit) == expected


def test_the_instant_counts_not_the_zone_it_was_written_in():
    assert at("2026-09-30T17:00+00:00", "1 working day") == "2026-10-08T17:00"
    assert at("2026-09-29T17:00+00:00", "1 working day") == "2026-10-08T17:00"
    assert at("2026-09-29T15:59+00:00", "1 working day") == "2026-09-30T17:00"


def test_the_answer_carries_the_calendars_offset():
    found = due(datetime(2026, 9, 30, 8, 50, tzinfo=UTC), Limit(7, Unit.WORKING_DAY), CAL)
    assert found.at.isoformat() == "2026-10-15T17:00:00+08:00"


def test_a_day_without_duty_hours_closes_at_midnight():
    assert at("2026-09-30T16:50", "7 working days", published_calendar()) == "2026-10-16T00:00"


def test_a_calendar_may_have_half_days_own_holidays_and_own_working_days():
    days = {
        date(2026, 11, 23): Day(working=True, hours=((540, 720),)),
        date(2026, 11, 24): Day(working=False),
        date(2026, 11, 28): Day(working=True),
    }
    cal = published_calendar(hours=HOURS, overrides=days)
    assert at("2026-11-20T10:00", "1 working day", cal) == "2026-11-23T12:00"
    assert at("2026-11-23T10:00", "1 working day", cal) == "2026-11-25T17:00"
    assert at("2026-11-27T10:00", "1 working day", cal) == "2026-11-28T17:00"
    assert at("2026-11-23T11:30", "60 working minutes", cal) == "2026-11-25T09:30"


def test_only_the_years_taken_from_the_built_in_table_are_published():
    cal = published_calendar(years=[2025], hours=HOURS)
    assert at("2026-09-30T16:50", "1 working day", cal) == "2026-10-01T17:00?"
    own = published_calendar(years=[2025], hours=HOURS, published=[2026])
    assert at("2026-09-30T16:50", "1 working day", own) == "2026-10-01T17:00"


def test_a_packs_dates_win_over_the_built_in_ones():
    cal = published_calendar(hours=HOURS, overrides={date(2026, 10, 1): Day(working=True)})
    assert at("2026-09-30T16:50", "1 working day", cal) == "2026-10-01T17:00"


def test_a_day_has_gone_at_its_close():
    start = datetime(2026, 9, 28, 16, 0, tzinfo=CHINA)
    for hour, minute, gone in ((16, 59, 0), (17, 0, 1), (23, 59, 1)):
        end = datetime(2026, 9, 29, hour, minute, tzinfo=CHINA)
        assert elapsed(start, end, Unit.WORKING_DAY, CAL) == gone


def test_nothing_has_gone_before_the_start_or_on_the_day_of_receipt():
    start = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
    for end in (start - timedelta(days=5), start, start.replace(hour=23, minute=59)):
        assert elapsed(start, end, Unit.WORKING_DAY, CAL) == 0


def test_months_and_hours_count_whole_ones_only():
    start = datetime(2026, 1, 31, 9, 0, tzinfo=CHINA)
    assert elapsed(start, datetime(2026, 2, 28, 16, 59, tzinfo=CHINA), Unit.MONTH, CAL) == 0
    assert elapsed(start, datetime(2026, 2, 28, 17, 0, tzinfo=CHINA), Unit.MONTH, CAL) == 1
    assert elapsed(start, start + timedelta(minutes=119), Unit.HOUR, CAL) == 1


def test_an_instant_without_zone_is_refused_with_a_sentence():
    with pytest.raises(CalendarError, match="缺少时区"):
        due(datetime(2026, 9, 30, 16, 50), Limit(1, Unit.DAY), CAL)  # noqa: DTZ001


def test_what_no_calendar_holds_is_refused_with_a_sentence():
    start = datetime(2026, 9, 30, 16, 50, tzinfo=CHINA)
    for unit in Unit:
        with pytest.raises(CalendarError, match="超出工作日历"):
            due(start, Limit(10**9, unit), CAL)
    with pytest.raises(CalendarError, match="超出工作日历"):
        due(datetime(1850, 1, 1, tzinfo=CHINA), Limit(1, Unit.DAY), CAL)
    with pytest.raises(CalendarError):
        due(start, Limit(1, Unit.WORKING_MINUTE), WorkCalendar("Asia/Shanghai"))


@pytest.mark.parametrize("hours", [((720, 540),), ((540, 720), (700, 800)), ((540, 1500),), ((-1, 5),)])
def test_duty_hours_that_contradict_themselves_are_refused(hours):
    with pytest.raises(CalendarError, match="值班时间"):
        WorkCalendar("Asia/Shanghai", hours)


@pytest.mark.parametrize("text", ["9", "9:5", "25:00", "24:01", "九点", "09:60"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(CalendarError, match=re.escape(text)):
        minutes(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("7 working days", 7, Unit.WORKING_DAY),
        ("1 working day", 1, Unit.WORKING_DAY),
        ("7个工作日", 7, Unit.WORKING_DAY),
        ("７ 个 工作日", 7, Unit.WORKING_DAY),
        ("二十个工作日", 20, Unit.WORKING_DAY),
        ("一百二十日", 120, Unit.DAY),
        ("一百零五天", 105, Unit.DAY),
        ("十五个自然日", 15, Unit.DAY),
        ("30 calendar days", 30, Unit.DAY),
        ("6个月", 6, Unit.MONTH),
        ("1年", 1, Unit.YEAR),
        ("48小时", 48, Unit.HOUR),
        ("5 Minutes", 5, Unit.MINUTE),
        ("30个工作分钟", 30, Unit.WORKING_MINUTE),
        ("2 working hours", 120, Unit.WORKING_MINUTE),
    ],
)
def test_a_limit_is_read_as_people_write_it(text, value, unit):
    limit = Limit.parse(text)
    assert limit == Limit(value, unit)
    assert Limit.parse(str(limit)) == Limit.parse(limit.chinese) == limit


@pytest.mark.parametrize(
    "text", ["", "soon", "7", "工作日", "7 fortnights", "-3 days", "1.5 days", "十十日", "7工"]
)
def test_what_is_no_limit_is_refused_with_an_example(text):
    with pytest.raises(LimitError, match="7个工作日"):
        Limit.parse(text)
