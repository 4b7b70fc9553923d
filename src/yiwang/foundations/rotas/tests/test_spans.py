"""What is left of nights and days off, whatever shifts there are; and how a file is read."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.foundations.rotas.pure import Span, gaps, off_hours, rota_read
from yiwang.kernel.tables import TableUnreadable
from yiwang.kernel.worktime import WorkCalendar, published_calendar

CALENDAR = published_calendar(None, "Asia/Shanghai", ((540, 720), (780, 1020)), {}, ())
START = datetime(2026, 11, 23, tzinfo=CALENDAR.tzinfo)
HEAD = "登录名,姓名,岗位编号,从,到,电话\n"


def at(day, hour, minute=0):
    return START + timedelta(days=day, hours=hour, minutes=minute)


spans = st.builds(
    lambda a, n: Span(START + timedelta(minutes=a), START + timedelta(minutes=a + n)),
    st.integers(0, 3000), st.integers(1, 900),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(spans, max_size=6), st.lists(spans, max_size=8), st.integers(0, 4000))
def test_an_instant_is_in_a_gap_just_where_it_is_needed_and_nobody_is_there(needed, covered, minute):
    moment = START + timedelta(minutes=minute)
    point = Span(moment, moment + timedelta(seconds=1))
    left = gaps(needed, covered)
    wanted = any(one.meets(point) for one in needed) and not any(one.meets(point) for one in covered)
    assert any(one.meets(point) for one in left) is wanted
    assert not any(gap.meets(one) for gap in left for one in covered)


@settings(max_examples=40, deadline=None)
@given(spans, spans)
def test_two_spans_meet_just_where_one_leaves_less_of_the_other(one, other):
    assert one.meets(other) is other.meets(one) is (gaps([one], [other]) != [one])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 400), st.integers(0, 1439))
def test_a_minute_is_off_just_where_the_spans_say_so(days, minute):
    day = date(2026, 1, 1) + timedelta(days=days)
    moment = CALENDAR.instant(day.toordinal(), minute)
    spans = off_hours(CALENDAR, day - timedelta(days=1), day + timedelta(days=1))
    assert any(one.since <= moment < one.until for one in spans) is CALENDAR.is_off(moment)


def test_nights_and_weekends_are_off_and_noon_is_not():
    assert off_hours(CALENDAR, date(2026, 11, 27), date(2026, 11, 30)) == [
        Span(at(4, 0), at(4, 9)), Span(at(4, 17), at(7, 9)), Span(at(7, 17), at(8, 0)),
    ]  # fmt: skip
    assert not CALENDAR.is_off(at(0, 12, 30)) and CALENDAR.is_off(at(0, 17))


def test_a_night_in_a_zone_that_changes_its_clocks_is_as_long_as_it_is():
    changing = WorkCalendar("Europe/Berlin", ((540, 1020),), published_years=frozenset({2026}))
    night = next(
        one for one in off_hours(changing, date(2026, 3, 27), date(2026, 3, 30)) if one.since.hour == 17
    )
    utc = [one.astimezone(START.astimezone().tzinfo) for one in (night.since, night.until)]
    assert (night.until.hour, utc[1] - utc[0]) == (9, timedelta(hours=63))


def read(text, rows=10):
    return rota_read((HEAD + text).encode(), rows=rows, kilobytes=4)


def test_a_filled_line_is_read_and_one_of_the_template_left_out():
    held = read("ann,安,p-1,2026-11-27 17:00,2026/11/28 9:00,10000000001\nben,本,p-2,,,\n")
    (line,) = held.lines
    assert (line.username, line.post, line.phone) == ("ann", "p-1", "10000000001") and not held.problems
    assert line.until - line.since == timedelta(hours=16)


def test_midnight_may_be_written_as_24():
    (line,) = read("ann,安,p-1,2026-12-31 17:00,2026-12-31 24:00,\n").lines
    assert line.until == datetime.combine(date(2027, 1, 1), datetime.min.time())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ann,安,p-1,2026-11-27 17:00,2026-11-27 09:00,\n", "第二天的日期"),
        ("ann,安,p-1,2026-13-27 17:00,2026-11-28 09:00,\n", "不是日期和时间"),
        ("ann,安,p-1,27.11.2026,2026-11-28 09:00,\n", "不是日期和时间"),
        ("ann,安,,2026-11-27 17:00,2026-11-28 09:00,\n", "岗位编号"),
        ("ann,安,p-1,2026-11-27 17:00,2026-11-28 09:00,12\n", "电话号码有误"),
    ],
)
def test_what_is_wrong_in_a_line_is_said_with_its_number(text, words):
    (problem,) = read(text).problems
    assert problem.line == 2 and words in problem.sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01PK", "不是 CSV"),
        ("姓名,从\n".encode(), "登录名"),
        (HEAD.encode(), "没有填好"),
        (b"x" * 5000, "4 KB"),
        ((HEAD + "ann,安,p,2026-11-27 17:00,2026-11-28 09:00,\n" * 11).encode(), "一次最多 10 行"),
    ],
)
def test_a_file_that_is_no_rota_is_refused_whole(data, words):
    with pytest.raises(TableUnreadable, match=words):
        rota_read(data, rows=10, kilobytes=4)
