"""What is declared is bound; numbers tell nothing and catch slips of the pen."""

from datetime import date

import pytest

from yiwang.engines.cases.domain.numbers import SIZE, case_number, number_problem, permuted
from yiwang.engines.cases.domain.registers import ASSIGNEES, GUARDS
from yiwang.engines.cases.pure import ASSIGNEE_IDS, GUARD_IDS
from yiwang.engines.cases.services.effects import bind_effect

SECRET = b"secret of a test"


def test_declared_guards_and_assignees_are_those_bound():
    assert GUARDS.keys() == GUARD_IDS.keys()
    assert ASSIGNEES.keys() == ASSIGNEE_IDS.keys()


def test_undeclared_effect_is_refused_at_once():
    with pytest.raises(LookupError, match="没有登记"):
        bind_effect("no_such_effect", lambda call: None)


def test_no_two_draws_of_a_day_share_a_number():
    drawn = [permuted(n, SECRET) for n in range(0, SIZE, 997)]
    assert len(set(drawn)) == len(drawn) and all(0 <= n < SIZE for n in drawn)


def test_numbers_do_not_grow_with_the_sequence():
    first = [permuted(n, SECRET) for n in range(50)]
    assert first != sorted(first) and max(first) > SIZE // 2
    assert first != [permuted(n, b"another secret") for n in range(50)]


def test_every_wrong_digit_is_found():
    number = case_number(date(2026, 3, 2), 41, SECRET)
    assert (
        number.startswith("20260302")
        and number_problem(number) == ""
        and number_problem(f"{number}-01") == ""
    )
    for place in range(16):
        for digit in "0123456789":
            if digit != number[place]:
                assert "校验位" in number_problem(number[:place] + digit + number[place + 1 :])
    assert "16 位" in number_problem("2026")
