"""Types of expressions, and how a value written in JSON becomes one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .values import UNKNOWN, known


@dataclass(frozen=True)
class Type:
    """A type without parts. ``name`` is its identifier, ``word`` what an author reads."""

    name: str
    word: str


ANY = Type("any", "任意值")


@dataclass(frozen=True)
class ListOf(Type):
    """A list of one type."""

    item: Type = ANY

    def __init__(self, item: Type) -> None:
        _set(self, name="list", word=f"{item.word}列表", item=item)


@dataclass(frozen=True)
class Record(Type):
    """Named fields. An open record may hold others, whose type nobody knows beforehand."""

    fields: Mapping[str, Type] = field(default_factory=dict)
    open: bool = False

    def __init__(self, fields: Mapping[str, Type] | None = None, *, open: bool = False) -> None:  # noqa: A002
        _set(self, name="record", word="记录", fields=dict(fields or {}), open=open)

    def __hash__(self) -> int:
        return hash((self.name, tuple(self.fields), self.open))


@dataclass(frozen=True)
class Code(Type):
    """A text out of a closed list of choices: code → label."""

    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def __init__(self, choices: Any) -> None:
        labels = tuple(choices.values()) if isinstance(choices, Mapping) else tuple(choices)
        _set(self, name="code", word="选项", choices=tuple(choices), labels=labels)


@dataclass(frozen=True)
class Dated(Type):
    """A parameter: its value depends on the day."""

    item: Type = ANY

    def __init__(self, item: Type) -> None:
        _set(self, name="dated", word=item.word, item=item)


def _set(target: Type, **values: Any) -> None:
    for key, value in values.items():
        object.__setattr__(target, key, value)


TEXT = Type("text", "文字")
BOOL = Type("bool", "是否")
INT = Type("int", "整数")
DECIMAL = Type("decimal", "小数")
MONEY = Type("money", "金额")
DATE = Type("date", "日期")
TIMESTAMP = Type("timestamp", "时刻")

Schema = Mapping[str, Type]
SIMPLE: Mapping[str, Type] = {t.name: t for t in (ANY, TEXT, BOOL, INT, DECIMAL, MONEY, DATE, TIMESTAMP)}


def plain(kind: Type) -> Type:
    """The type of what is there on a day: a parameter's own type, otherwise the type itself."""
    return kind.item if isinstance(kind, Dated) else kind


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand where another is wanted."""
    given, wanted = plain(given), plain(wanted)
    if ANY in (given, wanted) or given == wanted:
        return True
    if isinstance(given, ListOf) and isinstance(wanted, ListOf):
        return fits(given.item, wanted.item)
    if isinstance(given, Code):
        return wanted == TEXT or isinstance(wanted, Code)
    return (given.name, wanted.name) in {("int", "decimal"), ("text", "code"), ("record", "record")}


def read(kind: Type, raw: Any) -> Any:
    """A JSON value as a value of this type; UNKNOWN if it is missing or cannot be read so.

    Args:
        kind: the wanted type.
        raw: text, number, bool, list or mapping, as JSON or a form gives it; typed values pass unchanged.
    """
    kind = plain(kind)
    if not known(raw):
        return UNKNOWN
    if isinstance(kind, Record):
        return read_record(kind, raw) if isinstance(raw, Mapping) else UNKNOWN
    if isinstance(kind, ListOf):
        return [read(kind.item, item) for item in raw] if isinstance(raw, list | tuple) else UNKNOWN
    reader = _READERS.get(kind.name)
    return reader(raw) if reader else raw


def read_record(kind: Record, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Each field of a mapping read as its type; fields without a declared type pass unchanged."""
    return {key: read(kind.fields[key], value) if key in kind.fields else value for key, value in raw.items()}


def read_env(schema: Schema, env: Mapping[str, Any]) -> dict[str, Any]:
    """An environment of JSON values as one of typed values, root by root."""
    return {root: read(schema[root], value) if root in schema else value for root, value in env.items()}


def _int(raw: Any) -> Any:
    value = _decimal(raw)
    return int(value) if value is not UNKNOWN and value == int(value) else UNKNOWN


def _decimal(raw: Any) -> Any:
    if isinstance(raw, bool):
        return UNKNOWN
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        return UNKNOWN
    return value if value.is_finite() else UNKNOWN


def _bool(raw: Any) -> Any:
    return raw if isinstance(raw, bool) else {"true": True, "false": False}.get(str(raw), UNKNOWN)


def _date(raw: Any) -> Any:
    if isinstance(raw, datetime):
        return raw.date()
    return raw if isinstance(raw, date) else _iso(date.fromisoformat, raw)


def _timestamp(raw: Any) -> Any:
    value = raw if isinstance(raw, datetime) else _iso(datetime.fromisoformat, raw)
    return value if isinstance(value, datetime) and value.tzinfo else UNKNOWN


def _iso(parse: Any, raw: Any) -> Any:
    try:
        return parse(str(raw).strip())
    except ValueError:
        return UNKNOWN


_READERS: Mapping[str, Any] = {
    "int": _int, "money": _int, "decimal": _decimal, "bool": _bool, "date": _date, "timestamp": _timestamp,
    "text": str, "code": str,
}  # fmt: skip
