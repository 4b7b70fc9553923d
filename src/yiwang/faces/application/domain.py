"""Fields and questions of a draft as widgets; how a kept value stands in its control."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yiwang.engines.applications.public import FieldView
from yiwang.engines.catalog.pure import Question
from yiwang.faces.elements.public import Option, Widget, options_of

VALUE = "v."
"""Values are named ``v.<party>.<element>`` in forms."""

ANSWER = "a."
"""Answers are named ``a.<question>``, so that nothing else in an address is taken for one."""

ANSWER_LENGTH = 200


def question_widget(question: Question, value: str = "", error: str = "") -> Widget:
    """A situational question as a field."""
    return Widget(
        ANSWER + question.id,
        question.ask,
        question.type.value,
        value,
        options=options_of(question.options, value),
        hint=question.hint,
        unit=question.unit,
        error=error,
    )


def field_widget(field: FieldView, divisions: tuple[Option, ...], sent: str | None = None) -> Widget:
    """One field as a widget."""
    value = typed_text(field) if sent is None else sent
    return Widget(
        VALUE + field.key,
        field.label,
        field.type,
        value,
        required=field.required,
        hint=field.hint,
        options=_options(field, value, divisions),
        example=field.example,
        unit=field.unit,
        error=field.error,
        autocomplete=field.autocomplete,
        why="、".join(field.items),
    )


def _options(field: FieldView, value: str, divisions: tuple[Option, ...]) -> tuple[Option, ...]:
    if field.type != "division":
        return options_of(field.options, value)
    return tuple(replace(one, chosen=one.value == value) for one in divisions)


def typed_text(field: FieldView) -> str:
    """A kept value as the control takes it: money in yuan, booleans as words of the form, lists joined."""
    value: Any = field.value
    if value is None:
        return ""
    if field.type == "money":
        return f"{int(value) // 100}.{int(value) % 100:02d}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list | tuple) else str(value)


def situation_of(sent: Mapping[str, str]) -> dict[str, str]:
    """The answers an address or a form carries."""
    found = {
        key[len(ANSWER) :]: value[:ANSWER_LENGTH] for key, value in sent.items() if key.startswith(ANSWER)
    }
    return {key: value for key, value in found.items() if value}
