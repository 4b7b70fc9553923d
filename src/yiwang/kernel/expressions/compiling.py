"""From the tree to closures: each node becomes one Python function of the environment."""

import operator
from collections.abc import Callable, Mapping, MutableMapping
from decimal import Decimal
from typing import Any

from .folding import FOLDS
from .functions import FAILURES, FUNCTIONS, SPECIAL, within
from .tree import (
    Binary,
    Call,
    Choice,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    Name,
    Negative,
    Node,
    Not,
    Select,
    path,
)
from .values import UNKNOWN, DatedValue, Truth, comparable, day_of, equal, inside, known, number

Env = Mapping[str, Any]
Closure = Callable[[Env], Any]


def closure(node: Node) -> Closure:
    """The node as a function of the environment; it never raises because of data."""
    return _MAKERS[type(node)](node)


def _literal(node: Literal) -> Closure:
    return lambda env, value=node.value: value  # type: ignore[misc]


def _reading(node: Node) -> Closure:
    names = path(node)
    if names is None:
        return _step(node)
    if names[0] == "param":
        return _dated(_walk(names))
    return _two_steps(*names) if len(names) == 2 else _walk(names)


def _two_steps(root: str, name: str) -> Closure:
    def run(env: Env) -> Any:
        try:
            value = env[root][name]
        except (KeyError, TypeError, IndexError):
            return UNKNOWN
        return UNKNOWN if value is None else value

    return run


def _walk(names: tuple[str, ...]) -> Closure:
    def run(env: Env) -> Any:
        value: Any = env
        try:
            for name in names:
                value = value[name]
        except (KeyError, TypeError, IndexError):
            return UNKNOWN
        return UNKNOWN if value is None else value

    return run


def _dated(read: Closure) -> Closure:
    """A parameter's value on the day the environment speaks of."""

    def run(env: Env) -> Any:
        value = read(env)
        if not isinstance(value, DatedValue):
            return value
        day = day_of(env)
        return UNKNOWN if day is None else value.on(day)

    return run


def _step(node: Node) -> Closure:
    """A field or item of something that is no plain path."""
    assert isinstance(node, Select | Index)  # noqa: S101 - the tree has no other node without a path
    target = closure(node.target)
    key: Closure = closure(node.key) if isinstance(node, Index) else lambda env: node.field

    def run(env: Env) -> Any:
        try:
            index = key(env)
            value = target(env)[index] if index.__class__ is not int or index >= 0 else UNKNOWN
        except (KeyError, TypeError, IndexError):
            return UNKNOWN
        return UNKNOWN if value is None else value

    return run


def _list(node: ListNode) -> Closure:
    items = [closure(item) for item in node.items]
    if all(isinstance(item, Literal) for item in node.items):
        fixed = tuple(item({}) for item in items)
        return lambda env: fixed
    return lambda env: tuple(item(env) for item in items)


def _logic(node: Logic) -> Closure:
    clauses = tuple(closure(clause) for clause in node.clauses)
    decisive: bool = node.sign == "||"

    def run(env: Env) -> Truth:
        result: Truth = not decisive
        for clause in clauses:
            truth: object = clause(env)
            if truth is decisive:
                return decisive
            if truth.__class__ is not bool:
                result = UNKNOWN
        return result

    return run


def _not(node: Not) -> Closure:
    clause = closure(node.clause)

    def run(env: Env) -> Truth:
        truth = clause(env)
        return truth is False if truth.__class__ is bool else UNKNOWN

    return run


def _negative(node: Negative) -> Closure:
    target = closure(node.target)

    def run(env: Env) -> Any:
        value = number(target(env))
        return -value if value is not None and within(-value) else UNKNOWN

    return run


def _choice(node: Choice) -> Closure:
    condition, then, other = closure(node.condition), closure(node.then), closure(node.other)

    def run(env: Env) -> Any:
        truth = condition(env)
        if truth.__class__ is not bool:
            return UNKNOWN
        return then(env) if truth else other(env)

    return run


def _binary(node: Binary) -> Closure:
    left, right = closure(node.left), closure(node.right)
    if node.sign in {"==", "in"}:
        test = equal if node.sign == "==" else inside
        return lambda env: test(left(env), right(env))
    if node.sign == "!=":
        return _unequal(left, right)
    if node.sign in _ORDERS:
        return _ordering(left, right, _ORDERS[node.sign])
    return _arithmetic(left, right, _SUMS[node.sign])


def _unequal(left: Closure, right: Closure) -> Closure:
    def run(env: Env) -> Truth:
        truth = equal(left(env), right(env))
        return truth if truth is UNKNOWN else not truth

    return run


def _ordering(left: Closure, right: Closure, order: Callable[[Any, Any], bool]) -> Closure:
    def run(env: Env) -> Truth:
        one, other = left(env), right(env)
        if one.__class__ is int and other.__class__ is int:
            return order(one, other)
        pair = comparable(one, other)
        return UNKNOWN if pair is None else _safely(order, *pair)

    return run


def _safely(compute: Callable[..., Any], *values: Any) -> Any:
    """A computed value; unknown where these values have no result."""
    try:
        result = compute(*values)
    except FAILURES:
        return UNKNOWN
    return result if result is not None and within(result) else UNKNOWN


def _arithmetic(left: Closure, right: Closure, compute: Callable[[Any, Any], Any]) -> Closure:
    def run(env: Env) -> Any:
        one, other = left(env), right(env)
        if one is UNKNOWN or other is UNKNOWN:
            return UNKNOWN
        return _safely(compute, one, other)

    return run


def _add(one: Any, other: Any) -> Any:
    if isinstance(one, str) and isinstance(other, str):
        return one + other
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return (*one, *other)
    return _numbers(operator.add)(one, other)


def _numbers(compute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def run(one: Any, other: Any) -> Any:
        a, b = number(one), number(other)
        if a is None or b is None:
            return UNKNOWN
        return compute(a, b)

    return run


def _divide(one: Any, other: Any) -> Any:
    """Integers divide towards zero, as in CEL; decimals divide exactly (28 digits)."""
    if isinstance(one, int) and isinstance(other, int):
        quotient = abs(one) // abs(other)
        return quotient if (one < 0) == (other < 0) else -quotient
    return Decimal(one) / Decimal(other)


def _remainder(one: Any, other: Any) -> Any:
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return UNKNOWN
    return one - other * _divide(one, other)


def _call(node: Call) -> Closure:
    if node.function in SPECIAL:
        return _known(closure(node.arguments[0]))
    run_function = FUNCTIONS[node.function].run
    arguments = [closure(argument) for argument in node.arguments]
    if node.function == "on" and (names := path(node.arguments[0])):
        arguments[0] = _walk(names)  # the parameter itself, not its value today

    def run(env: Env) -> Any:
        values = [argument(env) for argument in arguments]
        return UNKNOWN if any(value is UNKNOWN for value in values) else _safely(run_function, *values)

    return run


def _known(target: Closure) -> Closure:
    return lambda env: known(target(env))


def _macro(node: Macro) -> Closure:
    target, body, variable = closure(node.target), closure(node.body), node.variable
    fold = FOLDS[node.macro]

    def run(env: Env) -> Any:
        items = target(env)
        if isinstance(items, Mapping):
            items = tuple(items)
        if not isinstance(items, list | tuple):
            return UNKNOWN
        return fold(items, lambda item, inner={**env}: body(_bound(inner, variable, item)))  # type: ignore[misc]

    return run


def _bound(env: MutableMapping[str, Any], variable: str, item: Any) -> Env:
    env[variable] = item
    return env


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SUMS: dict[str, Callable[[Any, Any], Any]] = {
    "+": _add,
    "-": _numbers(operator.sub),
    "*": _numbers(operator.mul),
    "/": _numbers(_divide),
    "%": _numbers(_remainder),
}
_MAKERS: dict[type[Node], Callable[[Any], Closure]] = {
    Literal: _literal, Name: _reading, Select: _reading, Index: _reading, ListNode: _list, Logic: _logic,
    Not: _not, Negative: _negative, Choice: _choice, Binary: _binary, Call: _call, Macro: _macro,
}  # fmt: skip
