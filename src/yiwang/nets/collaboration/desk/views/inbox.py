"""The inbox: open tasks of the hat's units by light and due time; and the search over cases."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yiwang.engines.cases.public import (
    SHORTEST,
    CaseNotFound,
    CaseRow,
    TaskCounts,
    TaskRow,
    access_case,
    case_list,
    case_search,
    case_words,
    cases_changed,
    step_words,
    task_counts,
    task_list,
)
from yiwang.engines.imports.public import case_by_old_number
from yiwang.faces.matter.public import case_address
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.kernel.lights import Light
from yiwang.nets.collaboration.desk.domain.cursors import cursor_of, cursor_text
from yiwang.nets.collaboration.desk.domain.filters import WHOSE, Filters
from yiwang.nets.collaboration.desk.domain.lines import case_lines, task_lines
from yiwang.web.requests import ActedRequest

from .bulk import bulk_choices
from .gate import staff_only
from .naming import task_words

PAGE = 50
PARTS = ("supervise", "watch", "co")
"""Parts of the own unit by which cases are looked for."""


@require_GET
@staff_only
def inbox(request: ActedRequest) -> HttpResponse:
    """The open tasks of this hat's units."""
    query = request.GET.get("q", "").strip()
    if query:
        return redirect(f"{reverse('desk:search')}?{urlencode({'q': query})}")
    return render(request, "desk/inbox.html", _inbox(request, request.actor))


def _inbox(request: ActedRequest, actor: Actor) -> dict[str, Any]:
    now = timezone.now()
    steps = step_words(now)
    asked = Filters.of(request.GET, steps)
    rows = task_list(actor, now, **asked.asked, after=cursor_of(request.GET.get("after", "")), limit=PAGE)
    counts = task_counts(actor, now, whose=asked.whose, unit=asked.unit)
    words = task_words(actor, rows, steps)
    changed = cases_changed(actor, {row.case_id for row in rows})
    return {
        "tasks": task_lines(rows, words, now, changed),
        "whose": _whose(asked),
        "tabs": _tabs(asked, counts),
        "filters": asked,
        "unit": words.units.get(asked.unit, asked.unit),
        "without_unit": asked.address(unit=""),
        "steps": [
            {"value": key, "label": label, "chosen": key == asked.step} for key, label in steps.items()
        ],
        "bulk": bulk_choices(actor, now) if rows else None,
        "here": request.get_full_path(),
        "next": _next(asked, rows),
    }


def _whose(asked: Filters) -> list[dict[str, Any]]:
    labels = {"mine": _("我的"), "free": _("未分派"), "": _("本单位全部")}
    return [
        {"label": labels[one], "url": asked.address(whose=one), "current": one == asked.whose}
        for one in WHOSE
    ]


def _tabs(asked: Filters, counts: TaskCounts) -> list[dict[str, Any]]:
    whole: dict[str, Any] = {"label": _("全部"), "url": asked.address(light=None), "count": counts.said()}
    whole["current"] = asked.light is None
    return [whole, *(_tab(light, counts, asked) for light in sorted(counts.counts, key=_urgency))]


def _urgency(light: Light) -> int:
    return [Light.OVERDUE, Light.DUE_SOON, Light.ON_TRACK, Light.PAUSED].index(light)


def _tab(light: Light, counts: TaskCounts, asked: Filters) -> dict[str, Any]:
    current = light is asked.light
    return {
        "light": light,
        "url": asked.address(light=light),
        "count": counts.said(light),
        "current": current,
    }


def _next(asked: Filters, rows: list[TaskRow]) -> str:
    if len(rows) < PAGE:
        return ""
    return asked.address() + "&" + urlencode({"after": cursor_text(rows[-1].cursor)})


@require_GET
@staff_only
def search(request: ActedRequest) -> HttpResponse:
    """Cases this hat may see: by number, by the names of their people or their item, or all, newest first."""
    query, now = request.GET.get("q", "").strip()[:40], timezone.now()
    found = _by_number(request.actor, query)
    if found:
        return redirect(case_address(found))
    only_open = request.GET.get("open") == "1"
    before = uuid_of(request.GET.get("before", ""))
    part = request.GET.get("part", "") if request.GET.get("part", "") in PARTS else ""
    rows = _found(request.actor, query, only_open=only_open, part=part, before=before)
    units = unit_names({row.owner_unit_id for row in rows})
    next_page = (
        urlencode({"q": query, "open": int(only_open), "part": part, "before": rows[-1].id})
        if len(rows) == PAGE
        else ""
    )
    context = {
        "cases": case_lines(rows, case_words(rows, now), units),
        "query": query,
        "only_open": only_open,
        "part": part,
        "too_short": 0 < len(query) < SHORTEST,
    }
    return render(request, "desk/search.html", {**context, "next": next_page and f"?{next_page}"})


def _found(actor: Actor, query: str, *, only_open: bool, part: str, before: UUID | None) -> list[CaseRow]:
    """The cases whose people or item hold the words; without words all, newest first."""
    is_open = True if only_open else None
    if query:
        return case_search(actor, query, is_open=is_open, part=part, before=before, limit=PAGE)
    return case_list(actor, is_open=is_open, part=part, before=before, limit=PAGE)


def _by_number(actor: Actor, query: str) -> str:
    try:
        return access_case(actor, query).number if query else ""
    except CaseNotFound:
        return case_by_old_number(actor, query)
