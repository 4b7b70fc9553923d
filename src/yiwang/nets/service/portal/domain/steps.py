"""The steps of an application: which there are, which is next."""

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.applications.public import DraftView


@dataclass(frozen=True)
class Step:
    """One step as the page shows it."""

    key: str
    label: str
    url: str
    done: bool
    current: bool


def steps(view: DraftView, current: str) -> list[Step]:
    """All steps of this application, with where one is."""
    names = {
        "questions": _("情况"),
        "consent": _("授权"),
        "form": _("填表"),
        "materials": _("材料"),
        "check": _("核对"),
        "sign": _("签名"),
    }
    keys = [key for key in names if key != "consent" or view.offers]
    here = keys.index(current) if current in keys else 0
    return [Step(key, names[key], step_url(view, key), at < here, at == here) for at, key in enumerate(keys)]


def step_url(view: DraftView, key: str) -> str:
    """Address of a step."""
    if key == "questions":
        first = view.next_question or (view.questions[0] if view.questions else None)
        return question_url(view, first.id) if first else reverse("portal:draft-form", args=[view.id])
    return reverse(f"portal:draft-{key}", args=[view.id])


def question_url(view: DraftView, question: str) -> str:
    """Address of one question."""
    return reverse("portal:draft-question", args=[view.id, question])


def resume_url(view: DraftView, *, consent_seen: bool = False) -> str:
    """Where to go on: the first thing that is not done yet."""
    if view.next_question:
        return question_url(view, view.next_question.id)
    if view.offers and not consent_seen and not any(offer.agreed for offer in view.offers):
        return step_url(view, "consent")
    if any(field.required and field.state == "asked" and field.value in (None, "") for field in view.fields):
        return step_url(view, "form")
    waits = any(held.required and not held.met for held in view.materials)
    return step_url(view, "materials" if waits else "check")


def object_url(view: DraftView, key: str) -> str:
    """Address of the page for objecting to one known value."""
    return f"{reverse('portal:draft-object', args=[view.id])}?key={quote(key)}"
