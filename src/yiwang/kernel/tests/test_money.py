"""Money is integer fen, read and written as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.money import MoneyError, money_format, money_parse


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.50元", 123450),
        ("1234.5", 123450),
        ("¥ 1,234.50", 123450),
        ("￥-3", -300),
        ("-¥3", -300),
        ("１２３４．５０元", 123450),
        ("3.5万元", 3500000),
        ("2亿", 20000000000),
        ("5分", 5),
        ("0", 0),
    ],
)
def test_an_amount_is_read_in_fen(text, fen):
    assert money_parse(text) == fen


@pytest.mark.parametrize("text", ["", "元", "1.234", "1,23.00", "12,34", "--3", "1e5", "NaN", "0.5分"])
def test_what_is_no_amount_is_refused_with_a_sentence(text):
    with pytest.raises(MoneyError, match="看不懂金额"):
        money_parse(text)


@given(st.integers(-(10**15), 10**15))
def test_what_is_written_can_be_read_back(fen):
    assert money_parse(money_format(fen)) == fen


def test_amounts_are_grouped_by_thousands():
    assert money_format(123456789) == "1,234,567.89元"
    assert money_format(-5, unit="") == "-0.05"


@pytest.mark.parametrize("amount", [1.5, "100", True])
def test_what_is_no_integer_is_never_written(amount):
    with pytest.raises(TypeError):
        money_format(amount)
