"""Check your answers: every line with a way to mend it, and what is still missing."""

from typing import Any

from django.utils.translation import gettext as _

from yiwang.engines.applications.public import CheckView, DraftView, FieldView
from yiwang.engines.catalog.pure import Question

from .materials import how
from .steps import object_url, question_url, step_url
from .where import where_in_draft


def check_page(seen: CheckView) -> dict[str, Any]:
    """Everything the template ``portal/check.html`` shows beside the draft itself."""
    view = seen.draft
    return {
        "missing": [{"label": line, "url": _mend_url(view, key)} for key, line in seen.problems.items()],
        "changed": view.changes,
        "answers": [_answer(view, question) for question in view.questions],
        "groups": _groups(view),
        "materials": [_material(view, held) for held in view.materials if held.required or held.met],
        "where": where_in_draft(view),
        "days": view.compiled["schedule"]["days_for_you"],
        "sign_url": step_url(view, "sign"),
    }


def _mend_url(view: DraftView, key: str) -> str:
    """Where a missing thing can be mended: its question, its field, its material."""
    if key in {question.id for question in view.questions}:
        return question_url(view, key)
    if key in {held.key for held in view.materials}:
        return step_url(view, "materials")
    if key.startswith(("condition.", "items")):
        return step_url(view, "questions")
    return f"{step_url(view, 'form')}#f-v-{key.replace('.', '-').replace('[', '-').replace(']', '-')}"


def _answer(view: DraftView, question: Question) -> dict[str, str]:
    return {
        "label": question.ask,
        "value": said(question, view.answers.get(question.id)),
        "url": question_url(view, question.id),
    }


def said(question: Question, value: Any) -> str:
    """An answer as people read it."""
    if value in (None, ""):
        return _("还没有回答")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return f"{question.options.get(str(value), str(value))}{question.unit}"


def _groups(view: DraftView) -> list[dict[str, Any]]:
    fields = [field for field in view.fields if not field.question]
    labels = list(dict.fromkeys(field.party_label for field in fields))
    return [
        {"label": label, "rows": [_row(view, field) for field in fields if field.party_label == label]}
        for label in labels
    ]


def _row(view: DraftView, field: FieldView) -> dict[str, str]:
    prefilled = field.state == "prefilled"
    return {
        "label": field.label,
        "value": field.said or (_("还没有填") if field.required else _("不填")),
        "source": _("来自 {0}").format(field.source) if prefilled else "",
        "url": object_url(view, field.key) if prefilled or field.objected else step_url(view, "form"),
    }


def _material(view: DraftView, held: Any) -> dict[str, str]:
    ours = held.state in ("held", "produced", "generated")
    return {"label": held.label, "how": how(held), "url": "" if ours else step_url(view, "materials")}
