"""A case beside the list one is in: how it stands, who has it, what happened; the whole page is one key further."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.engines.cases.public import matter_timelines
from yiwang.faces.matter.public import case_lines
from yiwang.foundations.people.public import party_names
from yiwang.nets.collaboration.desk.domain.lines import held_tasks, time_left
from yiwang.web.requests import ActedRequest

from .cases import case_of
from .gate import staff_only
from .naming import holder_words


@require_GET
@staff_only
def sheet(request: ActedRequest, number: str) -> HttpResponse:
    """The part of a page that the side sheet shows."""
    held, now, actor = case_of(request, number), timezone.now(), request.actor
    times = matter_timelines(actor, [held], now)[held.id]
    names = party_names(actor, [held.party_id] if held.party_id else [])
    context = {
        "case": held,
        "state_label": times.state,
        "light": held.light(now),
        "light_why": time_left(held.due_at, held.paused, now),
        "applicant": names.get(held.party_id, ""),
        "holders": held_tasks(times, actor, holder_words(times.tasks)),
        "timeline": case_lines(times),
    }
    return render(request, "desk/sheet.html", context)
