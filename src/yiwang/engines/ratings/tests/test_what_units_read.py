"""A rated unit reads whole months, after some days, where enough people rated, in another order each time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from yiwang.engines.ratings.models import Rating
from yiwang.engines.ratings.public import NotForThisHat, rules_in_force, unit_months, unit_words
from yiwang.foundations.scope.public import as_actor

from .world import WORKER, clerk, head, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def put(count, day, unit="market-approval", grade=2, doubts=()):
    rows = [
        Rating(event_blind=str(uuid4()), unit_id=unit, item="i", title="t", grade=grade, channel="qr", is_named=True,
               words=f"{unit} {day} {n}", day=day + timedelta(days=n % 20), doubts=list(doubts))
        for n in range(count)
    ]  # fmt: skip
    with as_actor(WORKER):
        Rating.objects.bulk_create(rows)


def months(today, who=None):
    who = who or head()
    with as_actor(who):
        return [(one.month, one.total) for one in unit_months(who, rules_in_force(), today)]


def words(today):
    with as_actor(head()):
        return [one.words for one in unit_words(head(), rules_in_force(), today)]


def test_a_month_appears_whole_and_some_days_after_its_end():
    put(6, date(2026, 2, 1))
    put(6, date(2026, 3, 1))
    assert months(date(2026, 3, 31)) == [(date(2026, 2, 1), 6)]
    assert months(date(2026, 4, 7)) == [(date(2026, 2, 1), 6)]
    assert months(date(2026, 4, 8)) == [(date(2026, 3, 1), 6), (date(2026, 2, 1), 6)]


def test_few_ratings_are_not_shown_at_all():
    put(4, date(2026, 2, 1))
    assert months(date(2026, 5, 1)) == [] and words(date(2026, 5, 1)) == []
    put(1, date(2026, 2, 1), grade=5)
    assert months(date(2026, 5, 1)) == [(date(2026, 2, 1), 5)]


def test_what_is_doubtful_and_what_is_another_bodys_is_not_there():
    put(6, date(2026, 2, 1), doubts=["刷评"])
    put(6, date(2026, 2, 1), unit="digital-approval")
    assert months(date(2026, 5, 1)) == []
    other = staff("head", "digital")
    assert months(date(2026, 5, 1), other) == [(date(2026, 2, 1), 6)]


def test_words_come_in_no_order():
    put(12, date(2026, 2, 1))
    seen = {tuple(words(date(2026, 5, 1))) for _ in range(4)}
    assert len(seen) > 1 and all(len(set(one)) == 12 for one in seen)


def test_the_clerk_at_the_window_reads_none_of_it():
    put(6, date(2026, 2, 1))
    with as_actor(clerk()), pytest.raises(NotForThisHat):
        unit_months(clerk(), rules_in_force(), date(2026, 5, 1))
