"""The page on which a theme's demo applicants are written: name, story and answers, one more, one less."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.foundations.proposals.public import (
    Proposal,
    ProposalRefused,
    access_proposal,
    sources_of_proposal,
    would_be,
)
from yiwang.loader.editing import CannotRewrite
from yiwang.web.requests import ActedRequest

from ..domain.themes.personas import gone_section, new_sent, persona_errors, persona_sections, persona_wanted
from ..domain.written import Tree, Written, personas_written
from ..policies import with_a_duty
from ..selectors import personas_gone
from ..services.personas import personas_save
from ..services.themes import theme_reached
from .reaching import version_seen


@require_http_methods(["GET", "POST"])
@with_a_duty
def personas(request: ActedRequest, proposal_id: UUID, theme_id: str) -> HttpResponse:
    """The form; what is wrong stands beside its field, and what was typed is kept."""
    held = access_proposal(request.actor, proposal_id)
    theme = theme_reached(request.actor, held, theme_id)
    if theme is None:
        raise Http404
    if request.method == "POST":
        try:
            version, now = version_seen(request), timezone.now()
            held = personas_save(request.actor, held.pk, theme_id, request.POST, version=version, now=now)
        except (ProposalRefused, CannotRewrite) as error:
            return _page(request, held, theme, said=str(error))
        return _after_saving(request, held, theme_id)
    return _page(request, held, theme)


def _after_saving(request: ActedRequest, held: Proposal, theme_id: str) -> HttpResponse:
    if would_be(held).world is None:
        messages.warning(request, _("已保存，但还有不对的地方，见下面的提示。"))
    else:
        messages.success(request, _("已保存。每一位都可以点“用这一位预览”，看申请人会看到什么。"))
    return redirect("definitions:personas", held.pk, theme_id)


def _page(request: ActedRequest, held: Proposal, theme: Written, *, said: str = "") -> HttpResponse:
    sources, asked = sources_of_proposal(held), theme.tree.get("questions", [])
    people = personas_written(sources, theme.id)
    gone = {key: str(one.tree.get("title", key)) for key, one in personas_gone(sources, theme.id).items()}
    errors = persona_errors(would_be(held).problems, people, gone, asked)
    shown = _shown(request, people, asked)
    sections = [*persona_sections(shown, asked, errors, new_sent(request.POST)), *gone_section(gone, errors)]
    context = {
        "proposal": held, "theme_id": theme.id, "title": theme.tree.get("title", theme.id), "said": said,
        "sections": [(one, one.key in people) for one in sections], "elsewhere": errors.get("", ""),
        "wrong": [(one, w) for one in sections for _head, row in one.groups for w in row if w.error],
        "editable": held.state == "draft", "typical": theme.tree.get("typical", ""),
    }  # fmt: skip
    return render(request, "definitions/personas.html", context)


def _shown(request: ActedRequest, people: Mapping[str, Written], asked: Any) -> dict[str, Tree]:
    """As they are written; where saving was refused, as they were sent, and whoever was to go is still shown."""
    return {
        key: persona_wanted(key, one.tree, asked, request.POST) or one.tree for key, one in people.items()
    }
