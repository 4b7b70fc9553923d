"""Numbers that strangers write: exactly those that fit, and never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.counting import MOST, whole_number


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 5))
def test_a_number_is_read_if_it_is_not_too_great(number, most, zeros):
    assert whole_number("0" * zeros + str(number), most) == (number if number <= most else None)


@given(st.text())
def test_anything_else_is_none(text):
    assert whole_number(text) is None or text.isdecimal()


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "１", "²", "1e3", "9" * 5000, str(MOST + 1)])
def test_what_is_no_number_of_ours(text):
    assert whole_number(text) is None


def test_zeros_however_many_are_zero():
    assert whole_number("0" * 5000) == 0
