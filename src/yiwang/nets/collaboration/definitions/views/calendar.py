"""The calendar of publication: what is to come, what is in force, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yiwang.foundations.proposals.public import proposals_visible_to, rollback_open
from yiwang.foundations.proposals.pure import PUBLISH, State
from yiwang.foundations.releases.public import release_current, releases_recent
from yiwang.web.requests import ActedRequest

from ..policies import with_a_duty
from .reaching import result


@require_GET
@with_a_duty
def calendar(request: ActedRequest) -> HttpResponse:
    """What is scheduled by day, and the last releases with what was published in each."""
    seen = proposals_visible_to(request.actor).defer("changes")
    published = {one.published_id: one for one in seen.filter(state=State.PUBLISHED)[:50]}
    context = {
        "scheduled": seen.filter(state=State.SCHEDULED).order_by("publish_on"),
        "releases": [(release, published.get(release.pk)) for release in releases_recent()],
        "current": release_current(),
        "publishes": request.actor.has(PUBLISH),
    }
    return render(request, "definitions/calendar.html", context)


@require_POST
@with_a_duty
def rollback(request: ActedRequest, release: int) -> HttpResponse:
    """Propose to go back to an earlier release; another person must agree."""
    reason, now = request.POST.get("reason", ""), timezone.now()
    held = result(request, lambda: rollback_open(request.actor, release, reason=reason, now=now))
    if held is None:
        return redirect("definitions:calendar")
    return redirect("definitions:proposal", held.pk)
