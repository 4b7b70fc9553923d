"""Values at run time: UNKNOWN, dated values, and the three-valued comparisons on them.

Plain Python values stand for themselves: ``str``, ``bool``, ``int`` (also money, in fen), ``Decimal``,
``date``, aware ``datetime``, lists and mappings. ``None`` and a missing key mean UNKNOWN. Nothing here
raises because of data: what cannot be computed (division by zero, an index outside, two things without an
order) is UNKNOWN too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

INT_MIN, INT_MAX = -(2**63), 2**63 - 1


class Unknown:
    """The third truth value: missing, withheld or not computable. There is one: ``UNKNOWN``."""

    _only: "Unknown | None" = None

    def __new__(cls) -> "Unknown":
        """Always the same object, also after pickling and copying."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN 既不是真也不是假，请用 is True、is False 或 is UNKNOWN 判断。")

    def __reduce__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
Truth = bool | Unknown


@dataclass(frozen=True)
class DatedValue:
    """A parameter's values, each with the first day on which it holds, oldest first."""

    values: tuple[tuple[date, Any], ...]

    def on(self, day: date) -> Any:
        """The value that holds on this day; UNKNOWN before the first."""
        held = [value for start, value in self.values if start <= day]
        return held[-1] if held else UNKNOWN


def known(value: Any) -> bool:
    """Whether the value is there."""
    return value is not UNKNOWN and value is not None


def number(value: Any) -> int | Decimal | None:
    """The value as an exact number; None if it is not one. Binary floats are read as they are written."""
    if value.__class__ is int or value.__class__ is Decimal:
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def equal(left: Any, right: Any) -> Truth:
    """Whether two values are equal. Types differ: unequal, except numbers; lists go item by item."""
    if left is UNKNOWN or right is UNKNOWN or left is None or right is None:
        return UNKNOWN
    kind = left.__class__
    if kind is right.__class__ and (kind is str or kind is int or kind is bool):
        return bool(left == right)
    return _equal_slowly(left, right)


def _equal_slowly(left: Any, right: Any) -> Truth:
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return _equal_lists(left, right)
    one, other = number(left), number(right)
    if one is not None and other is not None:
        return one == other
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return left.__class__ is right.__class__ and bool(left == right)


def _equal_lists(left: Sequence[Any], right: Sequence[Any]) -> Truth:
    if len(left) != len(right):
        return False
    return every(equal(a, b) for a, b in zip(left, right, strict=True))


def every(truths: Any) -> Truth:
    """Kleene AND over any number of truths: false as soon as one is false."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            result = UNKNOWN
    return result


def some(truths: Any) -> Truth:
    """Kleene OR over any number of truths: true as soon as one is true."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            result = UNKNOWN
    return result


def inside(item: Any, collection: Any) -> Truth:
    """Whether an item is in a list, or a key in a mapping."""
    if isinstance(collection, Mapping):
        return UNKNOWN if not known(item) else item in collection
    if not isinstance(collection, list | tuple | set | frozenset):
        return UNKNOWN
    return some(equal(item, other) for other in collection)


def comparable(left: Any, right: Any) -> tuple[Any, Any] | None:
    """The pair as Python can order it; None if the two have no order."""
    kind = left.__class__
    if kind is right.__class__ and kind in _ORDERED:
        return left, right
    one, other = number(left), number(right)
    if one is not None and other is not None:
        return one, other
    return (left, right) if isinstance(left, str) and isinstance(right, str) else None


_ORDERED = frozenset({int, str, Decimal, date, datetime})


def day_of(env: Mapping[str, Any]) -> date | None:
    """The day an environment speaks of: its ``day``, else the day of its ``now``."""
    day = env.get("day", env.get("now"))
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else None
