"""On complete data the answers equal those of the Rust library ``common-expression-language``."""

from decimal import Decimal

import cel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwang.kernel.expressions import UNKNOWN, compile_expression

from .generated import bools, environments, ints, lists, texts

ENV = {"a": {"i": 5, "f": False, "s": "abc", "l": [{"n": 1}, {"n": 3}], "d": 1.5}}


def theirs(text, env):
    """Their value; UNKNOWN where they raise because it cannot be computed."""
    try:
        return cel.evaluate(text, env)
    except (ZeroDivisionError, OverflowError, IndexError):
        return UNKNOWN
    except RuntimeError as error:
        if "Undefined" in str(error):
            raise
        return UNKNOWN


def alike(ours, other):
    if isinstance(ours, Decimal):
        return float(ours) == other
    if isinstance(ours, tuple | list):
        return len(ours) == len(other) and all(alike(a, b) for a, b in zip(ours, other, strict=True))
    return type(ours) is type(other) and ours == other


@settings(max_examples=600, deadline=None)
@given(st.one_of(bools(3), ints(3), texts(2), lists(2)), environments)
def test_generated_expressions(text, env):
    ours, other = compile_expression(text).value(env), theirs(text, env)
    assert alike(ours, other), (text, env, ours, other)


@pytest.mark.parametrize(
    "text",
    [
        "1 == 1.0", "1 < 1.5", "true == 1", "5/2", "-5/2", "-5 % 3", "5 % -3", "false && 1/0 == 1",
        "1/0 == 2 || true",
        "[1, 2.0] == [1.0, 2]", "2 in [1, 2]", "int('12')", "int(-1.9)", "double('1.5')", "string(1.5)",
        "has(a.i)", "has(a.nothing)", "a.l.exists(x, x.n > 2)", "a.l.exists_one(x, x.n > 0)", "a['i']",
        "a.l[1].n",
        "9223372036854775807 + 1", "-9223372036854775808", "0x1F", "1e3 == 1000.0", "-1 - -1", "2.0 / 4.0",
        "'x' == 1",
        "1 < 2 == true", "r'\\d' + '\\n\\x41\\u4e2d'", "'''a'b'''", "a.d * 2.0 == 3.0", "!a.f ? 'y' : 'n'",
        "[[1],[2]].exists(x, 2 in x)",
        "timestamp('2026-03-01T08:30:00Z').getMonth()", "timestamp('2026-03-01T08:30:00Z').getDayOfWeek()",
        "timestamp('2026-03-01T08:30:00Z') < timestamp('2026-03-01T16:31:00+08:00')",
        "size([1,2]) + size('abc')",
        "'i' in a", "1 // a comment\n + 2", "a.s.endsWith('c') && a.s.contains('b')",
    ],
)  # fmt: skip
def test_written_expressions(text):
    assert alike(compile_expression(text).value(ENV), theirs(text, ENV))
