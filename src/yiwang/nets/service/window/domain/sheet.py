"""The one page of a matter as plain values: questions, agreement, fields, materials, each with its control."""

from collections.abc import Mapping
from typing import Any

from yiwang.engines.applications.public import DraftView, FieldView, MaterialView
from yiwang.faces.application.public import VALUE, field_widget, question_widget
from yiwang.faces.elements.public import Option, Widget

FILE, PROMISE, TICK = "file.", "promise.", "tick."
"""Names of a material's controls on the page begin so."""

OURS = ("held", "produced", "generated")


def question_widgets(view: DraftView, errors: Mapping[str, str]) -> list[Widget]:
    """Every situational question with its answer."""
    return [
        question_widget(q, _plain(view.answers.get(q.id, "")), errors.get(q.id, "")) for q in view.questions
    ]


def _plain(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def field_groups(
    view: DraftView, divisions: tuple[Option, ...], sent: Mapping[str, str], errors: Mapping[str, str]
) -> list[tuple[str, list[Widget]]]:
    """What is asked, party by party; what was refused stays as it was typed, with the reason."""
    asked = [field for field in view.fields if field.state == "asked" and not field.question]
    groups: dict[str, list[Widget]] = {}
    for held in asked:
        groups.setdefault(held.party_label, []).append(_widget(held, divisions, sent, errors))
    return list(groups.items())


def _widget(
    held: FieldView, divisions: tuple[Option, ...], sent: Mapping[str, str], errors: Mapping[str, str]
) -> Widget:
    wrong = errors.get(held.key, "")
    shown = field_widget(held, divisions, sent.get(held.key) if wrong else None)
    return Widget(**{**vars(shown), "error": wrong, "why": ""})


def known_fields(view: DraftView) -> list[dict[str, str]]:
    """What is known and not asked, to be read to the person in presence."""
    known = [field for field in view.fields if field.state == "prefilled"]
    return [{"party": f.party_label, "label": f.label, "shown": f.said, "source": f.source} for f in known]


def material_rows(
    view: DraftView, ticks: Mapping[str, Any], errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Every material that is asked, with what is there and what was ticked."""
    return [_material(held, ticks.get(held.key), errors) for held in view.materials if held.state not in OURS]


def _material(held: MaterialView, ticked: Any, errors: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": "m-" + "".join(sign if sign.isalnum() else "-" for sign in held.key),
        "key": held.key,
        "label": held.label,
        "hint": held.hint or held.accept_standard,
        "required": held.required,
        "file": held.file_name if held.met == "file" else "",
        "promised": held.met in ("commitment", "tolerance"),
        "promise": {"commitment": "承诺代替", "tolerance": "以后补交"}.get(held.deferred, ""),
        "seen": bool(ticked and ticked.seen),
        "copied": bool(ticked and ticked.copied),
        "original": bool(ticked and ticked.original),
        "error": errors.get(held.key, ""),
    }


def materials_met(view: DraftView) -> list[str]:
    """Materials nobody has to bring."""
    return [held.label for held in view.materials if held.state in OURS]


def values_sent(posted: Mapping[str, str], view: DraftView) -> list[FieldView]:
    """The fields that a page sent."""
    return [field for field in view.fields if field.state == "asked" and VALUE + field.key in posted]
