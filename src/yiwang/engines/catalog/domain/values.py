"""Values as people and JSON write them, read by the type of their data element."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

TRUTH = {"true": True, "false": False, "是": True, "否": False, "1": True, "0": False}


class Unreadable(ValueError):
    """A value that is not of its type; the sentence says what was expected."""


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return TRUTH[str(value).strip().lower()]


def _whole(value: Any) -> int:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise ValueError(value)
    return int(number)


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError(value)
    number = Decimal(str(value).strip())
    if not number.is_finite():
        raise ValueError(value)
    return number


def _fen(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    fen = _decimal(value) * 100
    if fen != fen.to_integral_value():
        raise ValueError(value)
    return int(fen)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value).strip())


def _text(value: Any) -> str:
    text = str(value).strip()
    if isinstance(value, (dict, list)) or not text:
        raise ValueError(value)
    return text


def _texts(value: Any) -> list[str]:
    return [_text(part) for part in (value if isinstance(value, list) else str(value).split(","))]


_READ: dict[str, tuple[Callable[[Any], Any], str]] = {
    "bool": (_truth, "“是”或“否”"),
    "int": (_whole, "整数"),
    "decimal": (_decimal, "数"),
    "money": (_fen, "金额（整数为分，文字为元）"),
    "date": (_day, "日期，如 2026-03-01"),
    "choices": (_texts, "若干选项"),
}


def read_value(value: Any, type: str, options: Mapping[str, str] | None = None) -> Any:  # noqa: A002
    """A value by its type: money becomes integer fen, numbers ``Decimal``, dates ``date``, the rest text.

    Args:
        value: what was written; whole numbers of money are fen, texts are yuan.
        type: a ``ValueType``.
        options: for choices: the codes allowed.

    Raises:
        Unreadable: it is not of this type, or not one of the options.
    """
    read, expected = _READ.get(type, (_text, "文字"))
    try:
        found = read(value)
    except (ValueError, TypeError, KeyError, InvalidOperation):
        raise Unreadable(f"“{value}”不是{expected}。") from None
    for code in found if isinstance(found, list) else [found]:
        if options and code not in options:
            raise Unreadable(f"“{code}”不在选项 {'、'.join(options)} 中。")
    return found


def plain_number(value: Decimal) -> int | float:
    """A number as JSON writes it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
