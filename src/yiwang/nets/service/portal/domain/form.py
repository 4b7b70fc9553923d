"""The one form as widgets: what is asked, party by party; and what is known, with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.engines.applications.public import DraftView, FieldView
from yiwang.faces.elements.public import Option, Widget, options_of

from .steps import object_url

PREFIX = "v."
"""Values are named ``v.<party>.<element>`` in forms."""


@dataclass(frozen=True)
class Group:
    """One party's fields."""

    label: str
    asked: tuple[Widget, ...]


def groups(
    view: DraftView, divisions: tuple[Option, ...], sent: Mapping[str, str] | None = None
) -> list[Group]:
    """What is asked, party by party; what was just sent stays in the fields, also where it was refused."""
    asked = [field for field in view.fields if field.state == "asked" and not field.question]
    labels = list(dict.fromkeys(field.party_label for field in asked))
    return [Group(label, _widgets(asked, label, divisions, sent or {})) for label in labels]


def _widgets(
    fields: Iterable[FieldView], label: str, divisions: tuple[Option, ...], sent: Mapping[str, str]
) -> tuple[Widget, ...]:
    mine = (field for field in fields if field.party_label == label)
    return tuple(field_widget(field, divisions, sent.get(field.key)) for field in mine)


def field_widget(field: FieldView, divisions: tuple[Option, ...], sent: str | None = None) -> Widget:
    """One field as a widget."""
    value = typed_text(field) if sent is None else sent
    return Widget(
        PREFIX + field.key,
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
    return tuple(Option(one.value, one.label, one.value == value) for one in divisions)


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


def known(view: DraftView) -> list[dict[str, str]]:
    """What is known and not asked for, each with source, ground and a way to object."""
    fields = [field for field in view.fields if field.state == "prefilled" or field.objected]
    return [_known(view, field) for field in fields]


def _known(view: DraftView, field: FieldView) -> dict[str, str]:
    return {
        "party": field.party_label,
        "label": field.label,
        "shown": field.said,
        "source": field.source,
        "ground": field.ground,
        "objection": field.said if field.objected else "",
        "object_url": object_url(view, field.key),
    }
