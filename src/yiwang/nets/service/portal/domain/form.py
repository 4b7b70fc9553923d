"""The one form as widgets: what is asked, party by party; and what is known, with its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yiwang.engines.applications.public import DraftView, FieldView
from yiwang.faces.application.public import field_widget
from yiwang.faces.elements.public import Option, Widget

from .steps import object_url


@dataclass(frozen=True)
class Section:
    """Fields of one party that the same items ask for."""

    label: str
    asked: tuple[Widget, ...]


@dataclass(frozen=True)
class Group:
    """One party's fields, those that several items share first."""

    label: str
    sections: tuple[Section, ...]

    @property
    def asked(self) -> tuple[Widget, ...]:
        """All fields of the party."""
        return tuple(widget for section in self.sections for widget in section.asked)


def groups(
    view: DraftView, divisions: tuple[Option, ...], sent: Mapping[str, str] | None = None
) -> list[Group]:
    """What is asked, party by party; what was just sent stays in the fields, also where it was refused."""
    asked = [field for field in view.fields if field.state == "asked" and not field.question]
    labels = list(dict.fromkeys(field.party_label for field in asked))
    return [
        _group([f for f in asked if f.party_label == label], label, divisions, sent or {}) for label in labels
    ]


def _group(
    fields: list[FieldView], label: str, divisions: tuple[Option, ...], sent: Mapping[str, str]
) -> Group:
    needed = sorted(
        {field.items for field in fields}, key=lambda items: (-len(items), fields_first(fields, items))
    )
    return Group(label, tuple(_section(fields, items, divisions, sent) for items in needed))


def fields_first(fields: list[FieldView], items: tuple[str, ...]) -> int:
    """Where a set of items is first asked for: sections keep the order of the form."""
    return next(at for at, field in enumerate(fields) if field.items == items)


def _section(
    fields: list[FieldView], items: tuple[str, ...], divisions: tuple[Option, ...], sent: Mapping[str, str]
) -> Section:
    mine = (field for field in fields if field.items == items)
    label = (
        _("{0}都要用，只填一次").format("、".join(items))
        if len(items) > 1
        else _("{0}要用").format("".join(items))
    )
    return Section(label, tuple(field_widget(field, divisions, sent.get(field.key)) for field in mine))


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
