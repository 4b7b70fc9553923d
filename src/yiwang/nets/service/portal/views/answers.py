"""Answers in approved words for everybody: looked for as one would ask, read without signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.engines.knowledge.public import EVERYBODY, knowledge_search, versions_in_force
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.ids import lifted
from yiwang.web.requests import ActedRequest

PAGE = 20


@require_GET
def answers(request: ActedRequest) -> HttpResponse:
    """What holds today and everybody may read; narrowed by words, in which no person's number stays."""
    words, day = lifted(request.GET.get("q", "").strip()[:60], (), ""), timezone.localdate()
    found = knowledge_search(request.actor, words, day=day, limit=PAGE) if words else []
    held = versions_in_force(request.actor, day).filter(audience=EVERYBODY)
    latest = held.order_by("-valid_from", "-id")[:PAGE] if not words else ()
    units = unit_names({one.unit_id for one in found} | {one.article.unit_id for one in latest})
    context = {"q": words, "found": found, "latest": latest, "units": units}
    return render(request, "portal/answers.html", context)
