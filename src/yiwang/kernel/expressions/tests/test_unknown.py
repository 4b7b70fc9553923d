"""The third answer: what is missing or withheld is unknown, and never decides anything by itself."""

import copy
import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.kernel.expressions import UNKNOWN, DatedValue, compile_expression

from .generated import bools, environments

VALUES = {"t": True, "f": False, "u": UNKNOWN}
PATHS = ["a.i", "a.j", "a.s", "a.t", "a.p", "a.q", "a.l", "b.n", "b.r", "b.m"]


def truth(text, **env):
    return compile_expression(text).truth(env)


@pytest.mark.parametrize("pair,both,either", [
    ("tt", "t", "t"), ("tf", "f", "t"), ("tu", "u", "t"), ("ff", "f", "f"), ("fu", "f", "u"), ("uu", "u",
    "u"),
])  # fmt: skip
def test_kleene_tables(pair, both, either):
    for left, right in (pair, pair[::-1]):
        env = {"a": {"x": VALUES[left], "y": VALUES[right]}}
        assert compile_expression("a.x && a.y").truth(env) is VALUES[both]
        assert compile_expression("a.x || a.y").truth(env) is VALUES[either]


@settings(max_examples=300, deadline=None)
@given(bools(3), environments, st.sets(st.sampled_from(PATHS)))
def test_learning_more_never_turns_an_answer(text, env, hidden):
    """Kleene's law: what was decided with some values withheld stays so once they are told."""
    partial = copy.deepcopy(env)
    for path in hidden:
        root, name = path.split(".")
        del partial[root][name]
    condition = compile_expression(text)
    before = condition.truth(partial)
    assert before is UNKNOWN or before is condition.truth(env)


@settings(max_examples=150, deadline=None)
@given(bools(3), environments)
def test_the_trace_says_the_same_as_the_value(text, env):
    condition = compile_expression(text)
    assert condition.trace(env).value is condition.truth(env)


def test_missing_none_and_withheld_are_the_same():
    for answers in ({}, {"area": None}, {"area": UNKNOWN}):
        assert truth("answers.area > 5", answers=answers) is UNKNOWN
    assert truth("answers.area > 5") is UNKNOWN
    assert truth("answers.a.b.c == 1", answers={"a": "text"}) is UNKNOWN


def test_has_and_known_always_answer():
    assert truth("has(answers.area)", answers={}) is False
    assert truth("has(answers.area)", answers={"area": 0}) is True
    assert truth("known(answers.area > 5)", answers={}) is False


def test_quantifiers_over_rows():
    rows = [{"age": 20}, {}]
    assert truth("p.rows.exists(x, x.age > 18)", p={"rows": rows}) is True
    assert truth("p.rows.all(x, x.age > 18)", p={"rows": rows}) is UNKNOWN
    assert truth("p.rows.all(x, x.age > 30)", p={"rows": rows}) is False
    assert truth("p.rows.exists_one(x, x.age > 18)", p={"rows": rows}) is UNKNOWN
    assert truth("p.rows.exists(x, x.age > 18)", p={}) is UNKNOWN


@pytest.mark.parametrize("text", [
    "1/0 == 1", "a.l[9] == 1", "int('x') == 1", "9223372036854775807 + 1 > 0", "a.l < 3",
    "date('2026-13-01') == date('2026-01-01')",
    "max([]) == 1", "a.l ? true : false", "plus_years(date('9999-01-01'), 5) == date('2026-01-01')",
    "a.s - 1 == 0",
])  # fmt: skip
def test_what_cannot_be_computed_is_unknown(text):
    assert truth(text, a={"l": [1], "s": "x"}) is UNKNOWN


def test_unknown_refuses_to_be_used_as_truth_and_stays_one():
    with pytest.raises(TypeError):
        bool(UNKNOWN)
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN is copy.deepcopy(UNKNOWN)


def test_parameters_hold_by_their_day():
    small = DatedValue(((date(2020, 1, 1), Decimal(50)), (date(2026, 3, 1), Decimal(80))))
    env = {"answers": {"area": 60}, "param": {"small": small}}
    rule = compile_expression("answers.area > param.small")
    assert rule.truth({**env, "day": date(2026, 2, 28)}) is True
    assert rule.truth({**env, "day": date(2026, 3, 1)}) is False
    assert rule.truth({**env, "day": date(2019, 1, 1)}) is UNKNOWN
    assert rule.truth(env) is UNKNOWN
    assert compile_expression("param.small.on(date('2026-03-01'))").value(env) == 80
