"""Ratings that look stuffed are marked with the reason, left out of the counts and listed for the supervisor."""

from datetime import timedelta
from uuid import uuid4

import pytest

from yiwang.engines.ratings.models import Rating
from yiwang.engines.ratings.public import (
    NotForThisHat,
    RatingRefused,
    Wanted,
    rating_doubt,
    rating_give_by_token,
    rating_lines,
    rating_list,
    rating_token,
    rating_trust,
    rules_in_force,
)
from yiwang.foundations.scope.public import as_actor

from .world import NOW, WORKER, clerk, event, opinion, staff

pytestmark = pytest.mark.django_db
MARCH = Wanted(NOW.date().replace(day=1), NOW.date().replace(month=4, day=1))


def rate(number, at=NOW, channel="qr", grade=1, **more):
    """A rating; ``accounts`` are who was at work."""
    accounts = more.pop("accounts", (uuid4(),))
    token = rating_token(event(number, accounts=accounts), channel, now=at)
    return rating_give_by_token(token, opinion(grade, **more), now=at)


def doubted():
    with as_actor(WORKER):
        return {rating.id: rating.doubts for rating in Rating.objects.exclude(doubts=[])}


def city():
    return staff("supervisor", "government", "office", city=True)


@pytest.mark.usefixtures("city")
class TestDetectors:
    def test_one_device_again_and_again(self):
        given = [rate(n, NOW + timedelta(minutes=10 * n), device="one") for n in range(3)]
        rate(9, device="another")
        assert doubted() == {}
        given.append(rate(3, NOW + timedelta(minutes=40), device="one"))
        assert doubted() == {one: ["同一台设备 60 分钟内评价 4 次以上"] for one in given}

    def test_one_device_now_and_then_is_no_sign(self):
        for n in range(6):
            rate(n, NOW + timedelta(minutes=25 * n), device="one")
        assert doubted() == {}

    def test_no_device_is_not_one_device(self):
        for n in range(6):
            rate(n)
        assert doubted() == {}

    def test_the_tablet_of_one_clerk_minutes_apart(self):
        me, other = uuid4(), uuid4()
        given = [rate(n, NOW + timedelta(minutes=n), "tablet", accounts=(me,), device="t") for n in range(3)]
        for n in range(10, 20):
            rate(n, NOW + timedelta(minutes=n * 5), "tablet", accounts=(other,), device="t")
        assert set(doubted()) == set(given)

    def test_staff_rating_what_they_did_themselves(self):
        token = rating_token(event(1), "qr", now=NOW)
        given = rating_give_by_token(token, opinion(1), actor=clerk(), now=NOW)
        assert list(doubted()) == [given]

    def test_at_a_tablet_the_clerk_is_signed_in_and_did_not_rate(self):
        token = rating_token(event(1), "tablet", now=NOW)
        rating_give_by_token(token, opinion(1), actor=clerk(), now=NOW)
        assert doubted() == {}


@pytest.mark.usefixtures("city")
class TestWhatFollows:
    def test_doubtful_ones_are_left_out_and_listed_with_the_reason(self):
        for n in range(4):
            rate(n, device="one")
        rate(9, grade=5)
        with as_actor(city()):
            (line,) = rating_lines(city(), rules_in_force(), MARCH, "unit_id")
            listed = rating_list(city(), Wanted(MARCH.since, MARCH.until, doubtful=True))
        assert (line.counted, line.satisfied, line.doubtful, line.bad, line.share) == (1, 0, 4, 1, 0.0)
        assert len(listed) == 4 and all(one.doubts for one in listed)

    def test_the_supervisor_judges_with_a_reason_others_do_not(self):
        given = rate(1)
        with as_actor(clerk()), pytest.raises(NotForThisHat):
            rating_doubt(clerk(), given, reason="不喜欢", now=NOW)
        with as_actor(city()), pytest.raises(RatingRefused):
            rating_doubt(city(), given, reason=" ", now=NOW)
        with as_actor(city()):
            rating_doubt(city(), given, reason="核对过录像", now=NOW)
            assert doubted() == {given: ["核对过录像"]}
            rating_trust(city(), given, reason="看错了", now=NOW)
        assert doubted() == {}
