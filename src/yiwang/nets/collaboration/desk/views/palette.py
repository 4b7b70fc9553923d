"""The command palette: a case by its number, its people or its item, or one of the desk's pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.engines.cases.public import CaseNotFound, access_case, case_search, case_words
from yiwang.engines.imports.public import case_by_old_number
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.nets.collaboration.desk.domain.lines import case_lines
from yiwang.web.navigation import navigation_of
from yiwang.web.requests import ActedRequest

from .gate import staff_only

MOST = 8


@require_GET
@staff_only
def palette(request: ActedRequest) -> HttpResponse:
    """What fits the words typed so far, as a part of a page."""
    words, now = request.GET.get("q", "").strip()[:40], timezone.now()
    number = _numbered(request.actor, words)
    rows = [] if number else case_search(request.actor, words, limit=MOST)
    units = unit_names({row.owner_unit_id for row in rows}) if rows else {}
    pages = [entry for entry in navigation_of("desk", request.actor) if words in str(entry.label)]
    context = {"number": number, "cases": case_lines(rows, case_words(rows, now), units), "pages": pages}
    return render(request, "desk/palette.html", {**context, "words": words})


def _numbered(actor: Actor, words: str) -> str:
    """The number of the case with exactly this number, ours or an old system's; "" if this hat sees none."""
    try:
        return access_case(actor, words).number if words else ""
    except CaseNotFound:
        return case_by_old_number(actor, words)
