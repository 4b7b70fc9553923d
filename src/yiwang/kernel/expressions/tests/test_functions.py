"""What the functions give, where the spelling alone does not say it."""

import time
from datetime import date
from decimal import Decimal

import pytest

from yiwang.kernel.expressions import (
    ANY,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    TIMESTAMP,
    UNKNOWN,
    ListOf,
    Record,
    compile_expression,
    read,
    read_env,
)


@pytest.mark.parametrize("text,value", [
    ("age_on(date('2008-02-29'), date('2026-02-28'))", 17),
    ("age_on(date('2008-02-29'), date('2026-03-01'))", 18),
    ("date('2008-05-01').age_on(date('2026-05-01'))", 18),
    ("plus_months(date('2026-01-31'), 1)", date(2026, 2, 28)),
    ("plus_months(date('2026-03-31'), -13)", date(2025, 2, 28)),
    ("months_between(date('2026-01-31'), date('2026-02-28'))", 0),
    ("days_between(date('2026-01-01'), date('2026-03-01'))", 59),
    ("weekday(date('2026-11-22'))", 7),
    ("yuan(12.345)", 1235), ("in_yuan(1250)", Decimal("12.5")), ("portion(333, 0.5)", 167),
    ("ratio(yuan(1), yuan(4))", Decimal("0.25")),
    ("round(2.5)", 3), ("round(-2.5)", -3), ("ceil(1.1)", 2), ("floor(-1.1)", -2), ("abs(-3)", 3),
    ("min(3, 1.5, 2)", Decimal("1.5")), ("max([1, 5, 2])", 5), ("sum([1, 2.5])", Decimal("3.5")),
    ("sum([])", 0),
    ("size('中文')", 2), ("trim(' a ') + upper('b')", "aB"), ("string(2.50)", "2.5"),
    ("string(date('2026-01-02'))", "2026-01-02"),
    ("date(timestamp('2026-01-01T23:00:00+08:00'))", date(2026, 1, 1)),
    ("timestamp('2026-01-01T09:00:00')", UNKNOWN),
])  # fmt: skip
def test_values(text, value):
    result = compile_expression(text).value({})
    assert result == value and type(result) is type(value)


@pytest.mark.parametrize("pattern,text,found", [
    ("^[0-9]{6}$", "441202", True), ("^[0-9]{6}$", "44120", False), ("b", "abc", True), ("^(ab|cd)+$",
    "abcdab", True),
    ("^[^a-c]$", "d", True), ("^[^a-c]$", "b", False), ("^a?b*c+$", "bbcc", True), ("a{2,3}$", "caaa", True),
    ("^\\d\\w\\s$", "1a ", True), ("^\\D$", "a", True), ("^.$", "中", True), ("^[一-龥]+$", "端州", True),
    ("^a{2}$", "aaa", False), ("^(?:x|y)*?$", "xyx", True), ("^[]a]$", "]", True), ("\\.", "a.b", True),
    ("^$", "", True),
])  # fmt: skip
def test_patterns(pattern, text, found):
    assert compile_expression("matches(t, r'" + pattern + "')").value({"t": text}) is found


def test_a_hostile_pattern_takes_linear_time():
    condition = compile_expression("matches(t, '^(a|a|aa)*(a*)*b$')")
    started = time.process_time()
    assert condition.value({"t": "a" * 2000}) is False
    assert time.process_time() - started < 5  # a backtracking matcher would not end


def test_json_values_become_typed_values():
    schema = {
        "answers": Record({"area": DECIMAL, "born": DATE, "pay": MONEY}, open=True),
        "parties": Record({"rows": ListOf(Record({"n": INT}))}),
        "now": TIMESTAMP,
        "any": ANY,
    }
    env = read_env(
        schema,
        {
            "answers": {"area": " 60.5", "born": "2026-01-01", "pay": 5, "x": "y"},
            "parties": {"rows": [{"n": "3"}]},
            "any": [1],
        },
    )
    assert env["answers"] == {"area": Decimal("60.5"), "born": date(2026, 1, 1), "pay": 5, "x": "y"}
    assert env["parties"]["rows"] == [{"n": 3}]
    assert (
        read(INT, "1.5") is UNKNOWN
        and read(DATE, "soon") is UNKNOWN
        and read(TIMESTAMP, "2026-01-01T00:00:00") is UNKNOWN
    )
