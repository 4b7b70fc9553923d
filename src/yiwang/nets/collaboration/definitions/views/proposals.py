"""Pages of proposals: what is mine and what waits for me; one proposal with its difference, and what may be done."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.foundations.proposals.public import (
    DECIDING,
    NotEditable,
    Proposal,
    ProposalRefused,
    access_proposal,
    conflicts_of,
    proposal_decide,
    proposal_submit,
    scenario_key,
    would_be,
)
from yiwang.foundations.proposals.pure import CONFIRM, PUBLISH, REVIEW, Act, State
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.web.requests import ActedRequest

from ..domain.subjects import ITEM, OVERLAY, THEME, ids_of
from ..policies import items_kept_by, items_overlaid_by, may_begin_themes, themes_kept_by, with_a_duty
from ..selectors import (
    acts_for,
    item_lines,
    proposals_of,
    proposals_recent,
    rewritten_whole,
    sentences_of,
    theme_rows,
    themes_touched,
    then_catalogue,
)
from .reaching import version_seen

_WAITING = {
    REVIEW: (State.CHECKED,),
    CONFIRM: (State.REVIEWED,),
    PUBLISH: (State.REVIEWED, State.CONFIRMED, State.SCHEDULED),
}


@require_GET
@with_a_duty
def home(request: ActedRequest) -> HttpResponse:
    """One's items, one's drafts, and what waits for one's word."""
    actor = request.actor
    states = [state for word, held in _WAITING.items() if actor.has(word) for state in held]
    waiting = [one for one in proposals_of(actor, *states) if _mine_to_do(actor, one)]
    done = (State.PUBLISHED, State.WITHDRAWN, State.REFUSED)
    drafts = [one for one in proposals_of(actor, State.DRAFT) if one.owner_unit in actor.units]
    recent = proposals_recent(actor)
    context = {
        "items": item_lines(actor, recent), "themes": theme_rows(actor, recent),
        "may_begin": may_begin_themes(actor, world()),
        "drafts": _rows(drafts), "waiting": _rows(waiting),
        "done": _rows(proposals_of(actor, *done)[:10]),
    }  # fmt: skip
    return render(request, "definitions/home.html", context)


def _mine_to_do(actor: Actor, proposal: Proposal) -> bool:
    return any(doing.act is not Act.WITHDRAW for doing in acts_for(actor, proposal))


def _rows(proposals: list[Proposal]) -> list[dict[str, Any]]:
    return [{"proposal": one, "state": State(one.state).word} for one in proposals]


@require_GET
@with_a_duty
def proposal(request: ActedRequest, proposal_id: UUID) -> HttpResponse:
    """One proposal: the difference in words, themes before and after, who said what, and what may be done."""
    return _page(request, access_proposal(request.actor, proposal_id))


def _page(request: ActedRequest, held: Proposal, *, error: str = "", failed: Any = ()) -> HttpResponse:
    actor = request.actor
    doings = acts_for(actor, held)
    context = {
        "proposal": held,
        "state": State(held.state).word,
        "acts": doings,
        "needs_day": any(doing.act is Act.SCHEDULE for doing in doings),
        "today": timezone.localdate().isoformat(),
        "history": [(one, Act(one.act).word) for one in held.reviews.all()],
        "error": error,
        "wrong": [],
        "failed": [(scenario_key(one), one) for one in failed],
        **_difference(held),
        **_writing(actor, held),
    }
    return render(request, "definitions/proposal.html", context)


def _difference(held: Proposal) -> dict[str, Any]:
    """What changes: as handed in once it is over, otherwise as it would be laid over what is in force now."""
    if held.state not in (State.DRAFT, State.CHECKED, State.REVIEWED, State.CONFIRMED, State.SCHEDULED):
        return {"sentences": [change["sentence"] for change in held.changes]}
    loaded, then = would_be(held), then_catalogue(held)
    problems = [one for one in loaded.problems if one.severity == "error"]
    return {
        "sentences": sentences_of(held),
        "problems": problems,
        "overtaken": conflicts_of(held),
        "whole": rewritten_whole(held),
        "themes": themes_touched(held, then, timezone.localdate()) if then else [],
        "previews": [subject for subject in held.subjects if subject[0] in (ITEM, THEME)] if then else [],
    }


def _writing(actor: Actor, held: Proposal) -> dict[str, Any]:
    """What can be written in a draft, and what else may be added to it."""
    if held.state != State.DRAFT or held.owner_unit not in actor.units or held.restores_id:
        return {"own_draft": held.state == State.DRAFT and held.owner_unit in actor.units}
    kept, overlaid = items_kept_by(actor, world()), items_overlaid_by(actor, world())
    about, of_themes = ids_of(held.subjects, ITEM, OVERLAY), ids_of(held.subjects, THEME)
    led = {key: theme.title for key, theme in themes_kept_by(actor, world()).items()}
    new = {
        key: title for kind, key, title in held.subjects if kind == THEME and key not in world().all("theme")
    }
    return {
        "own_draft": True,
        "writable": [(key, item.title, key in kept) for key, item in overlaid.items() if key in about],
        "writable_themes": [(key, title) for key, title in {**led, **new}.items() if key in of_themes],
        "other_themes": [(key, title) for key, title in led.items() if key not in of_themes],
        "others": [(key, item.title, key in kept) for key, item in overlaid.items() if key not in about],
    }


@require_POST
@with_a_duty
def act(request: ActedRequest, proposal_id: UUID, act: str) -> HttpResponse:
    """Hand in, or decide; what hinders is said, and nothing is half done."""
    if act not in {Act.SUBMIT, *DECIDING}:
        raise Http404
    try:
        said = _done(request, proposal_id, Act(act))
    except (ProposalRefused, NotEditable) as error:
        return _page(request, access_proposal(request.actor, proposal_id), error=str(error))
    if isinstance(said, HttpResponse):
        return said
    messages.success(request, said)
    if act == Act.RETURN:
        return redirect("definitions:home")
    return redirect("definitions:proposal", proposal_id)


def _done(request: ActedRequest, proposal_id: UUID, act: Act) -> str | HttpResponse:
    version, now = version_seen(request), timezone.now()
    if act is Act.SUBMIT:
        accepted = request.POST.getlist("accepted")
        checked = proposal_submit(request.actor, proposal_id, version=version, now=now, accepted=accepted)
        if not checked.sound:
            return _page(
                request,
                access_proposal(request.actor, proposal_id),
                error=checked.why(),
                failed=checked.failed,
            )
        return _("检查通过（{0} 个情景都成立），已送审。").format(checked.ran)
    proposal_decide(
        request.actor, proposal_id, act, version=version, now=now,
        opinion=request.POST.get("opinion", ""), publish_on=_day(request.POST.get("publish_on", "")),
    )  # fmt: skip
    return _("“{0}”已办。").format(act.word)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
