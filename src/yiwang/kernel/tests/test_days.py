"""Months are counted to the same day number or to the month's end; days are said as people write them."""

from datetime import UTC, date, datetime

import pytest

from yiwang.kernel.days import day_words, months_after


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


def test_a_day_in_words_has_no_zeros():
    assert day_words(date(2026, 3, 2)) == "2026年3月2日"
