"""Meeting a clerk by video about a draft or a case: asking, waiting, going in; the way without is always there."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.engines.cases.public import access_case
from yiwang.engines.video_sessions.public import (
    About,
    NoProvider,
    VideoRefused,
    VideoSession,
    about_case,
    about_draft,
    access_video_session,
    contact_of,
    materials_of,
    video_ask,
    video_enter,
    video_offers,
    video_open_of,
    video_provider,
    video_provider_bound,
    video_settle,
    video_withdraw,
)
from yiwang.faces.video.public import video_card
from yiwang.foundations.organisations.public import unit_names
from yiwang.web.gates import act_done, act_result
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

REFUSED = (VideoRefused, NoProvider)


@require_http_methods(["GET", "POST"])
@citizen_only
def draft_video(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Ask to be met about what one is filling in."""
    back = reverse("portal:draft", args=[draft_id])
    try:
        about = about_draft(request.actor, draft_id, timezone.now())
    except VideoRefused as error:
        messages.info(request, str(error))
        return redirect("portal:cases")
    return _start(request, about, back)


@require_http_methods(["GET", "POST"])
@citizen_only
def case_video(request: ActedRequest, number: str) -> HttpResponse:
    """Ask to be met about a case that is under way."""
    back = reverse("portal:case", args=[access_case(request.actor, number).number])
    try:
        about = about_case(request.actor, number)
    except VideoRefused as error:
        messages.info(request, str(error))
        return redirect(back)
    return _start(request, about, back)


def _start(request: ActedRequest, about: About, back: str) -> HttpResponse:
    held = video_open_of(request.actor, draft_id=about.draft_id, case_id=about.case_id)
    if held is not None and video_settle(held.id, now=timezone.now()).is_open:
        return redirect("portal:video", held.id)
    if request.method == "POST":
        return _asked(request, about)
    offers = video_offers(about, timezone.now()) if video_provider_bound() else []
    context = {
        "about": about,
        "back": back,
        "offers": offers,
        "may_ask": any(one.is_open for one in offers),
        "recorded": [one for one in offers if one.is_open and one.service.recording],
        "is_demo": video_provider_bound() and video_provider().is_demo,
    }
    return render(request, "portal/video_start.html", context)


def _asked(request: ActedRequest, about: About) -> HttpResponse:
    unit, agreed = request.POST.get("unit", ""), request.POST.get("record") == "1"
    made = act_result(
        request,
        lambda: video_ask(request.actor, about, unit, record_agreed=agreed, now=timezone.now()),
        refusals=REFUSED,
    )
    return redirect("portal:video", made.id) if made else redirect(request.path)


@require_http_methods(["GET", "POST"])
@citizen_only
def video(request: ActedRequest, session_id: UUID) -> HttpResponse:
    """One session: how far it is, into the room, and not waiting any more."""
    access_video_session(request.actor, session_id)
    if request.method == "POST":
        return _acted(request, session_id)
    now = timezone.now()
    held = video_settle(session_id, now=now)
    context = {
        "held": held,
        "card": video_card(held, unit_names([held.unit_id]).get(held.unit_id, held.unit_id)),
        "contact": contact_of(held.unit_id),
        "mine": held.account_id == request.actor.account_id,
        "papers": _papers(held, now),
        "is_demo": video_provider_bound() and video_provider().is_demo,
        **_places(request, held),
    }
    return render(request, "portal/video.html", context)


def _acted(request: ActedRequest, session_id: UUID) -> HttpResponse:
    actor, page, now = request.actor, reverse("portal:video", args=[session_id]), timezone.now()
    if request.POST.get("act") == "enter":
        enter = partial(video_enter, actor, session_id, back=page, now=now)
        return redirect(act_result(request, enter, refusals=REFUSED) or page)
    said = _("已经取消，填过的内容都在；需要时可以再约。")
    act_done(request, lambda: video_withdraw(actor, session_id, now=now), said, refusals=REFUSED)
    return redirect(page)


def _papers(held: VideoSession, now: Any) -> list[dict[str, Any]]:
    """What the clerk asked to be photographed, and whether it is there."""
    asked = list(held.papers.all())
    met = {one.key for one in materials_of(held, now) if one.met} if asked else set()
    return [{"label": one.label, "there": one.key in met} for one in asked]


def _places(request: ActedRequest, held: VideoSession) -> dict[str, str]:
    """Where it belongs to, where papers are attached, where one asks again."""
    case = held.case_id or held.root_id
    if case is None:
        names = {"home": "draft", "again": "draft-video", "attach": "draft-materials"}
        word = str(held.draft_id)
    else:
        names, word = {"home": "case", "again": "case-video"}, access_case(request.actor, case).number
    return {key: reverse(f"portal:{name}", args=[word]) for key, name in names.items()}
