"""Pydantic's findings, said again in Chinese for the person who wrote the file, with the line."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from yiwang.kernel.problems import Problem

from .annotations import models_at, names_of
from .codes import problem
from .definition import Mistake
from .nearest import did_you_mean
from .parse import line_of

M = TypeVar("M", bound=BaseModel)
Step = str | int
Words = dict[str, Any]


def told(
    model: type[M], data: Mapping[str, Any], tree: Any, line: int, file: str
) -> tuple[M | None, list[Problem]]:
    """The data as the model reads it, or what is wrong with it.

    ``tree`` is the data with its line marks, ``line`` where it begins, ``file`` its path as shown.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, _problems(error, model, data, tree, line, file)


def _problems(
    error: ValidationError, model: type[BaseModel], data: Mapping[str, Any], tree: Any, line: int, file: str
) -> list[Problem]:
    found: dict[tuple[Step, ...], Problem] = {}
    for detail in error.errors(include_url=False):
        path = written_path(detail["loc"], data, missing=detail["type"] == "missing")
        code, words = _saying(detail, path, model)
        at = line_of(tree, path, line)
        found.setdefault(path, problem(code, file, at, **words))
    return list(found.values())


def written_path(loc: tuple[Step, ...], data: Any, *, missing: bool) -> tuple[Step, ...]:
    """Pydantic's location without what only it knows (branches of unions): the author's path."""
    path: list[Step] = []
    for number, step in enumerate(loc):
        if _holds(data, step):
            data = data[step]
            path.append(step)
        elif missing and number == len(loc) - 1:
            path.append(step)
    return tuple(path)


def _holds(data: Any, step: Step) -> bool:
    if isinstance(data, Mapping):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def said_path(path: tuple[Step, ...]) -> str:
    """A path as people read it: ``members.第 2 项.item``."""
    return ".".join(f"第 {step + 1} 项" if isinstance(step, int) else step for step in path)


def _saying(detail: Any, path: tuple[Step, ...], model: type[BaseModel]) -> tuple[str, Words]:
    kind: str = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_field(path, model)
    if kind in ("value_error", "assertion_error"):
        return _own(detail)
    say = _BY_TYPE.get(kind)
    code, words = say(detail) if say else ("shape.other", {"said": detail["msg"]})
    value = detail["input"]
    return code, {"field": said_path(path), "value": value, "found": _found(value), **words}


def _unknown_field(path: tuple[Step, ...], model: type[BaseModel]) -> tuple[str, Words]:
    placed = {"id"} if len(path) == 1 else set()
    known = sorted({name for held in models_at(model, path[:-1]) for name in names_of(held)} - placed)
    field = str(path[-1])
    return "shape.unknown_field", {
        "field": field,
        "nearest": did_you_mean(field, known),
        "known": "、".join(known),
    }


def _own(detail: Any) -> tuple[str, Words]:
    """What a validator of the definition's owner said."""
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, Mistake):
        return "shape.value", {"what": error.what, "mend": error.mend}
    return "shape.value", {"what": str(error or detail["msg"]), "mend": ""}


def _found(value: Any) -> str:
    if isinstance(value, Mapping):
        return "若干“键: 值”"
    return "列表" if isinstance(value, list) else f"“{value}”"


def _fixed(code: str, **words: Any) -> Callable[[Any], tuple[str, Words]]:
    return lambda detail: (code, words)


def _choice(detail: Any) -> tuple[str, Words]:
    ctx = detail["ctx"]
    known = re.findall(r"'([^']*)'", str(ctx.get("expected") or ctx.get("expected_tags")))
    value = ctx.get("tag", detail["input"])
    return "shape.choice", {
        "value": value,
        "known": "、".join(known),
        "nearest": did_you_mean(str(value), known),
    }


def _length(detail: Any) -> tuple[str, Words]:
    ctx = detail["ctx"]
    unit = "个字" if detail["type"].startswith("string") else "项"
    if "min_length" in ctx:
        return "shape.length", {"bound": f"至少要有 {ctx['min_length']} {unit}"}
    return "shape.length", {"bound": f"至多只能有 {ctx['max_length']} {unit}"}


_BOUNDS = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于", "multiple_of": "是倍数："}


def _range(detail: Any) -> tuple[str, Words]:
    name, bound = next((name, bound) for name, bound in detail["ctx"].items() if name in _BOUNDS)
    return "shape.range", {"bound": f"{_BOUNDS[name]} {bound}"}


_INT = _fixed("shape.number", wanted="整数")
_NUMBER = _fixed("shape.number", wanted="数")
_LIST = _fixed("shape.list")
_MAPPING = _fixed("shape.mapping")
_DATE = _fixed("shape.date")
_CLOCK = _fixed("shape.time", example='"09:00"')
_INSTANT = _fixed("shape.time", example="2026-01-31T09:00:00+08:00")
_BOOL = _fixed("shape.bool")

_BY_TYPE: dict[str, Callable[[Any], tuple[str, Words]]] = {
    "missing": _fixed("shape.missing"),
    "union_tag_not_found": lambda detail: (
        "shape.missing",
        {"field": detail["ctx"]["discriminator"].strip("'")},
    ),
    "union_tag_invalid": _choice,
    "enum": _choice,
    "literal_error": _choice,
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), _INT),
    **dict.fromkeys(
        ("float_parsing", "float_type", "decimal_parsing", "decimal_type", "finite_number"), _NUMBER
    ),
    **dict.fromkeys(("bool_parsing", "bool_type"), _BOOL),
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing"), _DATE),
    "date_from_datetime_inexact": _DATE,
    **dict.fromkeys(("time_parsing", "time_type"), _CLOCK),
    **dict.fromkeys(("datetime_parsing", "datetime_type", "datetime_from_date_parsing"), _INSTANT),
    "string_type": _fixed("shape.text"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), _LIST),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), _MAPPING),
    "string_pattern_mismatch": lambda detail: ("shape.pattern", {"pattern": detail["ctx"]["pattern"]}),
    **dict.fromkeys(("string_too_short", "string_too_long", "too_short", "too_long"), _length),
    **dict.fromkeys(
        ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "multiple_of"), _range
    ),
}
