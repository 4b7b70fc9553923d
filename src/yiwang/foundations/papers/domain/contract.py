"""The contract between whoever fills a paper and its template: which fields, which types.

What must not be empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Shape:
    """What one field may hold."""

    label: str
    type: str
    required: bool = True
    of: Mapping[str, "Shape"] = field(default_factory=dict)


class PaperDataError(ValueError):
    """The data do not keep the paper's contract; ``problems`` says everything that is wrong."""

    def __init__(self, title: str, problems: list[str]) -> None:
        super().__init__(
            f"《{title}》的内容不全：" + "；".join(problem.rstrip("。") for problem in problems) + "。"
        )
        self.problems = problems


def contract_problems(shape: Shape, data: Mapping[str, Any]) -> list[str]:
    """Everything wrong with prepared data; an empty list if they keep the contract."""
    return list(_record(shape, data, ""))


def prepared(shape: Shape, value: Any) -> Any:
    """The data as templates get them: texts trimmed, dates as ISO text.

    Numbers and truth values read from text.
    """
    if value is None or value == "":
        return None
    if isinstance(value, Mapping):
        return {name: prepared(shape.of.get(name, _ANY), child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [
            prepared(Shape(shape.label, "record", True, shape.of) if shape.of else _ANY, row) for row in value
        ]
    return _scalar(shape.type, value)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in the data, for the check of glyphs."""
    if isinstance(value, str):
        yield value
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for child in children:
        yield from texts_in(child)


_ANY = Shape("", "text")


def _scalar(kind: str, value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return _read(kind, value.strip())
    return str(value) if kind in ("text", "date", "qr", "barcode") and not isinstance(value, bool) else value


def _read(kind: str, text: str) -> Any:
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    return int(text) if kind == "int" and text.lstrip("-").isdigit() else text


def _record(shape: Shape, data: Mapping[str, Any], at: str) -> Iterator[str]:
    for name in data.keys() - shape.of.keys():
        yield f"{at}没有“{name}”这一栏。"
    for name, wanted in shape.of.items():
        yield from _value(wanted, data.get(name), f"{at}{wanted.label}")


def _value(shape: Shape, value: Any, at: str) -> Iterator[str]:
    if value is None or value == "" or value == []:
        if shape.required:
            yield f"缺少“{at}”。"
    elif not _has_type(shape.type, value):
        yield f"“{at}”的写法不对（应为{_WORDS[shape.type]}）。"
    elif shape.type == "record":
        yield from _record(shape, value, f"{at}·")
    elif shape.type == "list":
        yield from _rows(shape, value, at)


def _rows(shape: Shape, rows: list[Any], at: str) -> Iterator[str]:
    one = Shape(shape.label, "record" if shape.of else "text", True, shape.of)
    for number, row in enumerate(rows, start=1):
        yield from _value(one, row, f"{at}第{number}行")


_WORDS = {
    "text": "文字",
    "date": "日期",
    "int": "整数",
    "bool": "是或否",
    "qr": "文字",
    "barcode": "文字",
    "record": "一组栏目",
    "list": "列表",
}
_TYPES: dict[str, type] = {
    "text": str,
    "qr": str,
    "barcode": str,
    "int": int,
    "bool": bool,
    "record": dict,
    "list": list,
}


def _has_type(kind: str, value: Any) -> bool:
    if kind == "date":
        return isinstance(value, str) and _is_date(value)
    return isinstance(value, _TYPES[kind]) and not (kind == "int" and isinstance(value, bool))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
