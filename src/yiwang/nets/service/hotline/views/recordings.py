"""Recordings: only for who may hear them, each time for a purpose; and those whose call is not known yet."""

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.calls.public import CallNotVisible, CallRefused, recording_join, recordings_without_call
from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.calendars.public import local_days
from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done, act_result
from yiwang.web.requests import ActedRequest

from ..domain.errors import HotlineRefused
from ..policies import LISTEN
from ..selectors.looks import looks_waiting
from ..selectors.recordings import recordings_heard_by
from ..services.recordings import recording_listen
from .calls import sound_answer, span_of
from .gate import for_staff

REFUSED = (CallRefused, CallNotVisible, HotlineRefused, PurposeMissing, CaseNotFound)
NOBODY = UUID(int=0)


@require_GET
@for_staff(LISTEN)
def recordings(request: ActedRequest) -> HttpResponseBase:
    """The recordings of some days."""
    first, last = span_of(request)
    since, until = local_days(first, last)
    looks = {one.number: one.id for one in looks_waiting(request.actor, now=timezone.now()) if one.agreed}
    context = {
        "since": first,
        "last": last,
        "rows": recordings_heard_by(request.actor, since, until),
        "looks": looks,
        "alone": recordings_without_call(request.actor),
    }
    return render(request, "hotline/recordings.html", context)


@never_cache
@require_POST
@for_staff(LISTEN)
def hear(request: ActedRequest) -> HttpResponseBase:
    """Hear one, in a page of its own; why is written down before."""
    post = request.POST
    key, look = uuid_of(post.get("recording", "")) or NOBODY, uuid_of(post.get("look", ""))
    sound = act_result(
        request,
        lambda: recording_listen(request.actor, key, post.get("purpose", ""), look, now=timezone.now()),
        refusals=REFUSED,
    )
    return sound_answer(sound) if sound else redirect("hotline:recordings")


@require_POST
@for_staff(LISTEN)
def join(request: ActedRequest) -> HttpResponseBase:
    """Say whose recording it is."""
    key, call = (uuid_of(request.POST.get(name, "")) or NOBODY for name in ("recording", "call"))
    act_done(
        request,
        lambda: recording_join(request.actor, key, call, now=timezone.now()),
        _("已对上。"),
        refusals=REFUSED,
    )
    return redirect("hotline:recordings")
