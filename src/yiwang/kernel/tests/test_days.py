"""Months are counted to the same day number or to the month's end; days are said as people write them."""

from datetime import UTC, date, datetime

import pytest

from yiwang.kernel.days import day_words, last_day, local_day, months_after


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 5), 14, date(2028, 1, 5)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (datetime(2026, 12, 31, 8, tzinfo=UTC), 2, datetime(2027, 2, 28, 8, tzinfo=UTC)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day, months, then):
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 9, 30), 1, date(2026, 10, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 23), 48, date(2030, 11, 22)),
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
    ],
)
def test_a_period_ends_the_day_before_or_with_the_month(first, months, last):
    assert last_day(first, months) == last


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 16, 30, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_is_the_zones(at, day):
    assert local_day(at, "Asia/Shanghai") == day


def test_a_day_in_words_has_no_zeros():
    assert day_words(date(2026, 3, 2)) == "2026年3月2日"
