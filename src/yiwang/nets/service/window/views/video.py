"""Meeting applicants by video: who waits, the one in hand, and how it ended."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.cases.public import CaseNotFound, access_case
from yiwang.engines.video_sessions.public import (
    HELD,
    NOTES,
    OUTCOMES,
    NoProvider,
    VideoRefused,
    VideoSession,
    access_video_session,
    materials_missing,
    materials_of,
    recordings_shown_to,
    serves,
    video_close,
    video_enter,
    video_in_hand,
    video_lately,
    video_note,
    video_paper_ask,
    video_paper_read,
    video_provider,
    video_provider_bound,
    video_queue,
    video_recording_show,
    video_settle,
    video_take,
)
from yiwang.faces.video.public import video_card
from yiwang.foundations.organisations.public import unit_names
from yiwang.web.gates import act_result
from yiwang.web.requests import ActedRequest

from .gate import video_seen, video_serving

REFUSED = (VideoRefused, NoProvider)


@require_GET
@video_serving
def videos(request: ActedRequest) -> HttpResponse:
    """Who waits for this hat's units, what one has in hand, what one had lately."""
    actor, now = request.actor, timezone.now()
    queue, hand, lately = video_queue(actor), video_in_hand(actor), video_lately(actor)
    settled = [video_settle(one.id, now=now) for one in queue]
    names = unit_names({one.unit_id for one in (*queue, *hand, *lately)})
    context = {
        "queue": [(one, names.get(one.unit_id, one.unit_id)) for one in settled if one.state == "waiting"],
        "hand": [(one, video_card(one, names.get(one.unit_id, one.unit_id))) for one in hand],
        "lately": [(one, video_card(one, names.get(one.unit_id, one.unit_id))) for one in lately],
        "busy": any(one.state in HELD for one in hand),
        "is_demo": _is_demo(),
    }
    return render(request, "window/videos.html", context)


def _is_demo() -> bool:
    return video_provider_bound() and video_provider().is_demo


@require_http_methods(["GET", "POST"])
@video_seen
def video(request: ActedRequest, session_id: UUID) -> HttpResponseBase:
    """One session, with what may be done with it now."""
    access_video_session(request.actor, session_id)
    now = timezone.now()
    if request.method == "POST":
        return _acted(request, session_id, now)
    held = video_settle(session_id, now=now)
    return render(request, "window/video.html", _shown(request, held, now))


def _shown(request: ActedRequest, held: VideoSession, now: datetime) -> dict[str, Any]:
    actor = request.actor
    mine = serves(actor) and held.unit_id in actor.own_units
    holds = mine and held.desk_account_id == actor.account_id
    talked = holds and held.state in ("running", "over")
    return {
        "held": held,
        "card": video_card(held, unit_names([held.unit_id]).get(held.unit_id, held.unit_id)),
        "may_take": mine and held.state == "waiting",
        "may_enter": holds and held.state in HELD,
        "may_note": talked,
        "may_close": holds and held.state in (*HELD, "over"),
        "may_watch": bool(held.recording) and recordings_shown_to(actor),
        "missing": materials_missing(held, now) if talked else [],
        "papers": _papers(held, now),
        "case_number": _case_number(request, held),
        "kinds": NOTES.items(),
        "outcomes": OUTCOMES.items(),
        "is_demo": _is_demo(),
    }


def _papers(held: VideoSession, now: datetime) -> list[dict[str, Any]]:
    """What was asked to be photographed, and whether it has come."""
    asked = list(held.papers.all())
    come = {one.key for one in materials_of(held, now) if one.file_id} if asked else set()
    return [{"id": one.id, "label": one.label, "there": one.key in come} for one in asked]


def _case_number(request: ActedRequest, held: VideoSession) -> str:
    """The case it is about, where this hat sees it."""
    if held.case_id is None:
        return ""
    try:
        return str(access_case(request.actor, held.case_id).number)
    except CaseNotFound:
        return ""


def _acted(request: ActedRequest, session_id: UUID, now: datetime) -> HttpResponseBase:
    page = reverse("window:video", args=[session_id])
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return redirect(page)
    there = act_result(request, lambda: act(request, session_id, now), refusals=REFUSED)
    return redirect(there or page)


def _take(request: ActedRequest, session_id: UUID, now: datetime) -> str:
    video_take(request.actor, session_id, now=now)
    return ""


def _enter(request: ActedRequest, session_id: UUID, now: datetime) -> str:
    back = reverse("window:video", args=[session_id])
    return video_enter(request.actor, session_id, back=back, now=now)


def _note(request: ActedRequest, session_id: UUID, now: datetime) -> str:
    sent = request.POST
    video_note(request.actor, session_id, sent.get("kind", ""), sent.get("text", ""), now=now)
    messages.success(request, _("已记下。"))
    return ""


def _paper(request: ActedRequest, session_id: UUID, now: datetime) -> str:
    video_paper_ask(request.actor, session_id, request.POST.get("key", ""), now=now)
    messages.success(request, _("对方的页面上已经出现这份材料；拍好上传以后，这里可以打开。"))
    return ""


def _close(request: ActedRequest, session_id: UUID, now: datetime) -> str:
    sent = request.POST
    video_close(request.actor, session_id, sent.get("outcome", ""), sent.get("reason", ""), now=now)
    messages.success(request, _("这次视频已结束，结果申请人看得到。"))
    return reverse("window:videos")


def _watch(request: ActedRequest, session_id: UUID, now: datetime) -> str:
    return video_recording_show(request.actor, session_id, request.POST.get("purpose", ""), now=now)


ACTS: dict[str, Callable[[ActedRequest, UUID, datetime], str]] = {
    "take": _take, "enter": _enter, "note": _note, "paper": _paper, "close": _close, "watch": _watch,
}  # fmt: skip
"""What a form on the page does; each gives where to go on, "" for the page itself."""


@require_GET
@video_seen
def paper(request: ActedRequest, session_id: UUID, paper_id: int) -> HttpResponseBase:
    """A paper that was asked for in this session; that it was opened is logged where the applicant can see it."""
    read = act_result(
        request,
        lambda: video_paper_read(request.actor, session_id, paper_id, now=timezone.now()),
        refusals=REFUSED,
    )
    if read is None:
        return redirect("window:video", session_id)
    label, data = read
    return FileResponse(BytesIO(data), filename=f"{label}.pdf", content_type="application/pdf")
