"""How a session goes on, whatever the order in which notices come; and when one is open."""

from datetime import datetime, timedelta, timezone
from itertools import permutations

import pytest

from yiwang.engines.video_sessions.domain.hours import open_until, opens_at
from yiwang.engines.video_sessions.domain.states import WORDS, Presence, after_notice, after_time, missing
from yiwang.kernel.worktime import WorkCalendar

EAST = timezone(timedelta(hours=8))
AT = datetime(2027, 1, 12, 10, 0, tzinfo=EAST)
NOBODY, THERE = Presence(), Presence(joined_at=AT)
DUTY = WorkCalendar("Asia/Shanghai", ((540, 720), (780, 1020)))


def test_presence_is_the_same_in_whatever_order_it_is_told():
    told = [("joined", AT), ("left", AT + timedelta(minutes=1)), ("joined", AT + timedelta(minutes=2))]
    for order in permutations(told):
        held = NOBODY
        for kind, at in order:
            held = held.told(kind, at)
        assert held == Presence(AT + timedelta(minutes=2), AT + timedelta(minutes=1)) and held.there


@pytest.mark.parametrize(
    ("applicant", "desk", "absent"),
    [(NOBODY, NOBODY, "desk"), (THERE, NOBODY, "desk"), (NOBODY, THERE, "applicant"), (THERE, THERE, "")],
)
def test_who_is_absent(applicant, desk, absent):
    assert missing(applicant, desk) == absent
    assert after_notice("taken", "ended", applicant, desk) == ("missed" if absent else "over")
    assert after_notice("taken", "joined", applicant, desk) == ("taken" if absent else "running")


def test_what_is_done_with_is_moved_by_nothing():
    times = {"wait_until": AT, "join_until": AT, "talk_until": AT}
    for state in set(WORDS) - {"waiting", "taken", "running"}:
        assert after_time(state, AT + timedelta(days=1), **times) == state
        for kind in ("joined", "left", "ended"):
            assert after_notice(state, kind, THERE, THERE) == state


def test_the_clock_moves_at_the_instant_and_not_before():
    times = {"wait_until": AT, "join_until": AT, "talk_until": AT}
    for state, later in (("waiting", "missed"), ("taken", "missed"), ("running", "over")):
        assert after_time(state, AT - timedelta(seconds=1), **times) == state
        assert after_time(state, AT, **times) == later


@pytest.mark.parametrize(
    ("now", "until", "again"),
    [
        ((12, 8, 59), None, (12, 9, 0)),
        ((12, 9, 0), (12, 12, 0), (12, 13, 0)),
        ((12, 12, 0), None, (12, 13, 0)),
        ((12, 16, 59), (12, 17, 0), (13, 9, 0)),
        ((15, 17, 0), None, (18, 9, 0)),
        ((16, 10, 0), None, (18, 9, 0)),
    ],
)
def test_open_within_duty_hours_only(now, until, again):
    at = datetime(2027, 1, *now, tzinfo=EAST)
    assert open_until(DUTY, at) == (datetime(2027, 1, *until, tzinfo=EAST) if until else None)
    assert opens_at(DUTY, at) == datetime(2027, 1, *again, tzinfo=EAST)
    assert opens_at(WorkCalendar("Asia/Shanghai"), at) is None
