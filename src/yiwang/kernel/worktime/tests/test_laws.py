"""The laws of clocks, tried on calendars and instants that nobody chose."""

import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.worktime import (
    ClockError,
    Day,
    Limit,
    Unit,
    WorkCalendar,
    due,
    elapsed,
    pause,
    published_calendar,
    resume,
    start,
)

EXACT = (Unit.WORKING_DAY, Unit.WORKING_MINUTE, Unit.HOUR, Unit.MINUTE)


@st.composite
def hours(draw, least=0):
    edges = draw(st.lists(st.integers(0, 1440), min_size=least * 2, max_size=6, unique=True))
    edges = sorted(edges)[: len(edges) // 2 * 2]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def calendars(draw):
    dates = st.dates(date(2026, 1, 1), date(2026, 4, 30))
    day = st.builds(Day, working=st.booleans(), hours=st.none() | hours())
    zone = draw(st.sampled_from(["Asia/Shanghai", "UTC", "Asia/Kathmandu"]))
    return WorkCalendar(zone, draw(hours(least=1)), draw(st.dictionaries(dates, day, max_size=40)))


instants = st.builds(
    lambda seconds: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(seconds=seconds),
    st.integers(0, 121 * 86_400),
)
limits = st.builds(Limit, st.integers(0, 60), st.sampled_from(Unit))


@st.composite
def readings(draw):
    moments = sorted(draw(st.lists(instants, min_size=1, max_size=7)))
    clock = start(draw(limits), moments[0])
    for number, moment in enumerate(moments[1:]):
        clock = resume(clock, moment) if number % 2 else pause(clock, moment)
    return clock, moments[-1]


@given(calendars(), instants, instants, limits)
def test_later_receipt_is_never_due_earlier(cal, one, other, limit):
    first, second = sorted((one, other))
    assert due(first, limit, cal).at <= due(second, limit, cal).at


@given(calendars(), instants, limits, st.integers(0, 30))
def test_a_longer_limit_is_never_due_earlier(cal, moment, limit, more):
    longer = Limit(limit.value + more, limit.unit)
    assert moment <= due(moment, limit, cal).at <= due(moment, longer, cal).at


@given(calendars(), instants, st.integers(0, 60), st.sampled_from(EXACT))
def test_exactly_the_limit_has_gone_when_it_is_due_and_not_before(cal, moment, value, unit):
    at = due(moment, Limit(value, unit), cal).at
    assert elapsed(moment, at, unit, cal) == value
    if value:
        assert elapsed(moment, at - timedelta(microseconds=1), unit, cal) == value - 1


@given(calendars(), instants, st.integers(0, 20), st.sampled_from((Unit.DAY, Unit.MONTH, Unit.YEAR)))
def test_calendar_limits_end_on_a_working_day_with_at_least_their_length_gone(cal, moment, value, unit):
    at = due(moment, Limit(value, unit), cal).at
    assert elapsed(moment, at, unit, cal) >= value
    if value:
        day = (at - timedelta(microseconds=1)).date()
        assert cal.is_working(day)
        assert cal.close_of(day) == at


@given(calendars(), instants, st.lists(instants, min_size=2, max_size=5), st.sampled_from(Unit))
def test_what_has_gone_never_shrinks(cal, moment, ends, unit):
    gone = [elapsed(moment, end, unit, cal) for end in sorted(ends)]
    assert all(a <= b for a, b in pairwise(gone))


@given(calendars(), instants, instants)
def test_working_days_are_the_days_a_calendar_shows(cal, one, other):
    first, last = sorted((one, other))
    day, count = cal.local(first).date(), 0
    while (day := day + timedelta(days=1)) <= cal.local(last).date():
        count += cal.is_working(day) and cal.close_of(day) <= last
    assert elapsed(first, last, Unit.WORKING_DAY, cal) == count


@given(readings(), instants)
def test_resuming_at_the_instant_of_pausing_changes_nothing(read, moment):
    clock, last = read
    now = max(last, moment)
    if clock.paused_at is None:
        assert resume(pause(clock, now), now) == clock


@given(calendars(), readings(), st.lists(instants, min_size=2, max_size=6))
def test_what_is_spent_never_shrinks_with_time(cal, read, moments):
    spent = [read[0].spent(moment, cal) for moment in sorted(moments)]
    assert all(a <= b for a, b in pairwise(spent))


@given(calendars(), readings())
def test_pausing_and_resuming_take_nothing_back_from_what_is_spent(cal, read):
    clock, now = read
    turned = resume(clock, now) if clock.paused_at else pause(clock, now)
    assert turned.spent(now, cal) == clock.spent(now, cal)


@given(calendars(), readings(), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_pause_never_brings_the_end_nearer(cal, read, length):
    clock, now = read
    running = resume(clock, now) if clock.paused_at else clock
    paused = resume(pause(running, now), now + length)
    assert paused.due(cal).at >= running.due(cal).at


@given(calendars(), readings())
def test_a_clock_is_due_when_its_limit_is_spent(cal, read):
    clock, now = read
    running = resume(clock, now) if clock.paused_at else clock
    if running.limit.unit in EXACT:
        at = running.due(cal).at
        assert running.spent(max(at, now), cal) >= running.limit.value
        if at > now:
            assert running.spent(at, cal) == running.limit.value


@given(calendars(), readings(), st.integers(0, 100))
def test_a_mark_is_never_after_the_end(cal, read, percent):
    clock, now = read
    running = resume(clock, now) if clock.paused_at else clock
    assert running.mark(percent, cal).at <= running.due(cal).at


def test_a_pause_moves_the_end_by_the_working_days_that_close_in_it():
    cal = published_calendar(hours=((540, 720), (780, 1020)))
    monday = datetime(2026, 11, 2, 10, tzinfo=cal.tzinfo)
    clock = start(Limit(5, Unit.WORKING_DAY), monday)
    assert clock.due(cal).at.day == 9
    stopped = pause(clock, monday + timedelta(days=1))
    assert stopped.due(cal) is None
    assert stopped.spent(monday + timedelta(days=9), cal) == 0
    # Tuesday and Wednesday close while it stands; Thursday's close finds it running again
    again = resume(stopped, monday + timedelta(days=3))
    assert again.due(cal).at == datetime(2026, 11, 11, 17, tzinfo=cal.tzinfo)


def test_a_pause_over_the_weekend_costs_no_working_day():
    cal = published_calendar(hours=((540, 1020),))
    friday = datetime(2026, 11, 6, 18, tzinfo=cal.tzinfo)
    clock = start(Limit(3, Unit.WORKING_DAY), friday)
    again = resume(pause(clock, friday), friday + timedelta(days=2))
    assert again.due(cal) == clock.due(cal)


def test_acts_out_of_order_are_refused():
    now = datetime(2026, 11, 2, 10, tzinfo=UTC)
    clock = start(Limit(5, Unit.WORKING_DAY), now)
    with pytest.raises(ClockError, match="没有暂停"):
        resume(clock, now)
    with pytest.raises(ClockError, match="早于"):
        pause(clock, now - timedelta(seconds=1))
    with pytest.raises(ClockError, match="已经暂停"):
        pause(pause(clock, now), now)
    with pytest.raises(ClockError, match="早于"):
        resume(pause(clock, now), now - timedelta(seconds=1))


def test_a_calendar_is_a_value():
    one, other = published_calendar(hours=((540, 720),)), published_calendar(hours=((540, 720),))
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert one != published_calendar(hours=((540, 721),))
