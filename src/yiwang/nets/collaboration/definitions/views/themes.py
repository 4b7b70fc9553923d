"""Pages on which a theme is written: begin, the form, one condition judged while it is typed, preview, a new theme."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.catalog.public import Catalogue, catalogue
from yiwang.engines.catalog.pure import ITEM, THEME
from yiwang.faces.application.public import question_widget, situation_of
from yiwang.faces.elements.public import Widget
from yiwang.foundations.proposals.public import (
    NotEditable,
    Proposal,
    ProposalRefused,
    access_proposal,
    would_be,
)
from yiwang.foundations.releases.public import world
from yiwang.loader.editing import CannotRewrite
from yiwang.web.requests import ActedRequest

from ..domain.conditions import ALWAYS
from ..domain.item_form import Section
from ..domain.themes.form import theme_sections
from ..domain.themes.judging import condition_said, judged_name
from ..domain.themes.placing import theme_errors
from ..domain.themes.preview import Applicant, padded_words, theme_guide
from ..domain.themes.sent import theme_wanted
from ..domain.themes.words import Around, around
from ..domain.written import Written
from ..policies import may_begin_themes, with_a_duty
from ..selectors import then_catalogue
from ..services.themes import NewTheme, theme_begin, theme_new, theme_reached, theme_save
from .reaching import result, version_seen

LENGTH = 200


@require_POST
@with_a_duty
def begin(request: ActedRequest, theme_id: str) -> HttpResponse:
    """Begin to change a theme, or go on with the draft there is."""
    held = result(request, lambda: theme_begin(request.actor, theme_id, now=timezone.now()))
    if held is None:
        return redirect("definitions:home")
    return redirect("definitions:theme", held.pk, theme_id)


@require_http_methods(["GET", "POST"])
@with_a_duty
def new(request: ActedRequest) -> HttpResponse:
    """Begin a new theme from one there is, or from one item."""
    if not may_begin_themes(request.actor, world()):
        raise Http404
    wanted = NewTheme(
        *(request.POST.get(name, "").strip()[:LENGTH] for name in ("title", "id", "template", "item"))
    )
    if request.method == "POST":
        try:
            held = theme_new(request.actor, wanted, now=timezone.now())
            return redirect("definitions:theme", held.pk, wanted.id)
        except (ProposalRefused, NotEditable, CannotRewrite) as error:
            return _new_page(request, wanted, str(error))
    return _new_page(request, wanted)


def _new_page(request: ActedRequest, wanted: NewTheme, said: str = "") -> HttpResponse:
    themes = sorted((one.title, key) for key, one in world().all(THEME).items())
    items = sorted((one.title, key) for key, one in world().all(ITEM).items())
    context = {"wanted": wanted, "said": said, "themes": themes, "items": items}
    return render(request, "definitions/theme_new.html", context)


@require_http_methods(["GET", "POST"])
@with_a_duty
def theme(request: ActedRequest, proposal_id: UUID, theme_id: str) -> HttpResponse:
    """The form of a theme; what is wrong stands beside its field, and what was typed is kept."""
    held = access_proposal(request.actor, proposal_id)
    written = _written(request, held, theme_id)
    if request.method == "POST":
        try:
            version, now = version_seen(request), timezone.now()
            held = theme_save(request.actor, held.pk, theme_id, request.POST, version=version, now=now)
        except (ProposalRefused, CannotRewrite) as error:
            tree = theme_wanted(written.tree, request.POST, _around(theme_id))
            return _page(request, held, written, tree=tree, said=str(error))
        return _after_saving(request, held, theme_id)
    return _page(request, held, written)


def _around(theme_id: str) -> Around:
    return around(world(), theme_id, timezone.localdate())


def _written(request: ActedRequest, held: Proposal, theme_id: str) -> Written:
    written = theme_reached(request.actor, held, theme_id)
    if written is None:
        raise Http404
    return written


def _page(
    request: ActedRequest, held: Proposal, written: Written, *, tree: Any = None, said: str = ""
) -> HttpResponse:
    shown, here = tree or written.tree, "/".join(written.own)
    errors = theme_errors(would_be(held).problems, here, written.own_text)
    sections = theme_sections(shown, _around(written.id), errors)
    context = {
        "proposal": held, "theme_id": written.id, "title": shown.get("title", written.id), "said": said,
        "sections": [_shown(one) for one in sections], "elsewhere": errors.get("", ""),
        "wrong": [w for one in sections for _, widgets in one.groups for w in widgets if w.error],
        "editable": held.state == "draft",
    }  # fmt: skip
    return render(request, "definitions/theme.html", context)


def _shown(section: Section) -> dict[str, Any]:
    """A section with its groups open where something is wrong, and which fields are judged while they are typed."""
    return {"section": section, "groups": [_group(head, widgets) for head, widgets in section.groups]}


def _group(head: str, widgets: tuple[Widget, ...]) -> dict[str, Any]:
    return {
        "head": head,
        "says": next((_condition(widget) for widget in widgets if widget.name.endswith(".when.is")), ""),
        "open": any(widget.error for widget in widgets),
        "widgets": [(widget, judged_name(widget.name)) for widget in widgets],
    }


def _condition(widget: Widget) -> str:
    """What is chosen as a condition; empty where there is none."""
    return next((one.label for one in widget.options if one.chosen and one.value != ALWAYS), "")


def _after_saving(request: ActedRequest, held: Proposal, theme_id: str) -> HttpResponse:
    """Back to the form to go on, unless the preview was asked for and nothing is wrong."""
    if would_be(held).world is None:
        messages.warning(request, _("已保存，但还有不对的地方，见下面的提示。"))
        return redirect("definitions:theme", held.pk, theme_id)
    messages.success(request, _("已保存。"))
    page = "definitions:theme" if "stay" in request.POST else "definitions:theme-preview"
    return redirect(page, held.pk, theme_id)


@require_POST
@with_a_duty
def condition(request: ActedRequest, proposal_id: UUID, theme_id: str) -> HttpResponse:
    """What one condition says, or what is wrong with it, while it is typed; saves nothing."""
    held = access_proposal(request.actor, proposal_id)
    written = _written(request, held, theme_id)
    here = _around(theme_id)
    tree = theme_wanted(written.tree, request.POST, here)
    name = request.GET.get("name", "")[:LENGTH]
    context = condition_said(tree, name, would_be(held).world or world(), here, theme_id)
    return render(request, "definitions/condition.html", context)


@require_GET
@with_a_duty
def preview(request: ActedRequest, proposal_id: UUID, theme_id: str) -> HttpResponse:
    """Guide, form and savings for chosen answers, as they are and as they would be, side by side."""
    held = access_proposal(request.actor, proposal_id)
    then = then_catalogue(held)
    if then is None:
        messages.warning(request, _("还有不对的地方，改好了才能预览。"))
        return redirect("definitions:proposal", proposal_id)
    if theme_id not in {**then.themes, **catalogue().themes}:
        raise Http404
    return render(
        request, "definitions/theme_preview.html", {"proposal": held, **_sides(request, then, theme_id)}
    )


def _sides(request: ActedRequest, then: Catalogue, theme_id: str) -> dict[str, Any]:
    day, shown = timezone.localdate(), then.themes.get(theme_id) or catalogue().themes[theme_id]
    personas = {key: one.title for key, one in then.personas.items() if one.theme == theme_id}
    chosen = request.GET.get("persona", "")
    usual = then.personas[chosen].answers if chosen in personas else shown.reference_answers
    answers = situation_of(request.GET) or dict(usual)
    who = Applicant(answers, chosen if chosen in personas else "")
    return {
        "title": shown.title, "personas": personas, "persona": who.persona,
        "questions": [question_widget(one, str(answers.get(one.id, "")), "") for one in shown.questions],
        "padded": padded_words(then, theme_id, day),
        "sides": [
            {"label": _("现在"), "guide": theme_guide(catalogue(), theme_id, who, day)},
            {"label": _("改后（预览）"), "guide": theme_guide(then, theme_id, who, day)},
        ],
    }  # fmt: skip
