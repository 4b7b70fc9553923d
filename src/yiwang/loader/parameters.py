"""Dated parameters: every limit, threshold, ratio and amount that a decree may change overnight."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from .codes import SAYINGS
from .definition import Definition, SourcedValue, Status
from .kind import Complaint, Kind

if TYPE_CHECKING:
    from .world import World

ValueType = Literal["int", "decimal", "money", "text", "bool", "date"]


def _fen(text: str) -> int:
    """Yuan as written, e.g. ``1234.50``, in integer fen."""
    fen = Decimal(text) * 100
    if fen != fen.to_integral_value():
        raise ValueError(text)
    return int(fen)


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


_READ: dict[str, Callable[[str], Any]] = {
    "int": int,
    "decimal": Decimal,
    "money": _fen,
    "text": str,
    "bool": _truth,
    "date": date.fromisoformat,
}

_EXAMPLES = {
    "int": "7",
    "decimal": "0.5",
    "money": "1200.50",
    "bool": "true",
    "date": "2026-01-01",
    "text": "文字",
}


class Parameter(Definition):
    """One parameter: its values by the day from which each holds.

    Attributes:
        title: what it is, in words.
        type: how the values are read; ``money`` is written in yuan and read as integer fen.
        unit: the unit of all values, in words; empty for a bare number.
    """

    title: str
    type: ValueType = "int"
    unit: str = ""
    notes: str = ""
    values: dict[date, SourcedValue] = Field(min_length=1)

    def on(self, day: date) -> SourcedValue | None:
        """The sourced value that holds on this day; None before the first."""
        days = [start for start in self.values if start <= day]
        return self.values[max(days)] if days else None

    def value_on(self, day: date) -> Any:
        """The value that holds on this day, read by the parameter's type; None before the first."""
        held = self.on(day)
        return None if held is None else _READ[self.type](held.value)


def _complaints(parameter: Parameter, world: "World") -> Iterable[Complaint]:
    for day, held in parameter.values.items():
        try:
            _READ[parameter.type](held.value)
        except (ValueError, KeyError, InvalidOperation):
            words = {"value": held.value, "type": parameter.type, "example": _EXAMPLES[parameter.type]}
            yield _complaint("parameter.value", ("values", day.isoformat(), "value"), **words)
        if held.status is Status.PUBLISHED and held.checked_on is None:
            yield _complaint("parameter.unchecked", ("values", day.isoformat()))


def _complaint(code: str, path: tuple[str | int, ...], **words: str) -> Complaint:
    saying = SAYINGS[code]
    return Complaint(saying.what.format(**words), saying.mend.format(**words), code, path, saying.severity)


PARAMETER = Kind(
    "parameter",
    "parameters/*.yaml",
    Parameter,
    check=_complaints,
    live=True,
    order=10,
    word="参数",
    id_pattern=r"[a-z][a-z0-9_]*",
)


def parameter_value(world: "World", id: str, day: date) -> Any:  # noqa: A002 - the field's own word
    """The value of a parameter on a day, read by its type (``money`` in fen); None before its first value.

    Raises:
        UnknownDefinition: the pack has no such parameter.
    """
    return world.get(PARAMETER, id).value_on(day)


def parameter_found(world: "World", id: str, day: date) -> Any:  # noqa: A002 - the field's own word
    """Like ``parameter_value``, but None as well where the pack has no such parameter."""
    found = world.find(PARAMETER, id)
    return found.value_on(day) if found else None


def parameter_at(world: "World", id: str, now: datetime) -> Any:  # noqa: A002 - the field's own word
    """Like ``parameter_found``, on the day that an aware instant falls on in the city."""
    return parameter_found(world, id, world.day_at(now))


def parameter_values(world: "World", day: date) -> Mapping[str, Any]:
    """All parameters that hold on a day, by id: the root ``param`` of expressions."""
    values = {key: parameter.value_on(day) for key, parameter in world.all(PARAMETER).items()}
    return {key: value for key, value in values.items() if value is not None}
