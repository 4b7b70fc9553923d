"""二次录入 by department: sums, months, and a file that says what the number means."""

from datetime import date

import pytest

from yiwang.engines.externals.public import Retyped
from yiwang.kernel.spreadsheets import csv_text
from yiwang.nets.collaboration.externals.domain.months import (
    DEFINITION,
    file_head,
    file_lines,
    month_after,
    month_of,
    month_rows,
)

FIRST = date(2026, 11, 1)
ROWS = [
    Retyped("u1", FIRST, "s", "姓名", 3, 0, 3),
    Retyped("u2", FIRST, "s", "姓名", 2, 0, 2),
    Retyped("u1", FIRST, "s", "结果", 0, 1, 1),
    Retyped("u3", FIRST, "gone", "=1+1", 1, 0, 1),
]


def test_units_of_one_department_are_added_up():
    made = month_rows(ROWS, {"u1": "某局", "u2": "某局", "u3": "别局"}, {"s": "某系统"})
    assert [(row.unit, row.label, row.copied, row.pasted, row.both) for row in made] == [
        ("别局", "=1+1", 1, 0, 1), ("某局", "姓名", 5, 0, 5), ("某局", "结果", 0, 1, 1),
    ]  # fmt: skip
    assert made[0].system == "gone"


def test_the_file_says_what_the_number_means_and_keeps_formulas_text():
    text = csv_text(file_head(), file_lines(month_rows(ROWS, {}, {}), FIRST))
    assert DEFINITION in text and "'=1+1" in text and "2026-11" in text


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "x-1", "99999-01", "2026-00"])
def test_what_is_no_month_is_todays(text):
    assert month_of(text, date(2026, 11, 27)) == FIRST


def test_months_follow_one_another():
    assert month_of("2026-12", FIRST) == date(2026, 12, 1) and month_after(date(2026, 12, 1)) == date(
        2027, 1, 1
    )
    assert month_after(FIRST) == date(2026, 12, 1)
