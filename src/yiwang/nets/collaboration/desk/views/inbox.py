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
    CaseNotFound,
    TaskRow,
    access_case,
    case_list,
    case_words,
    step_words,
    task_counts,
    task_list,
)
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import party_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.kernel.lights import Light
from yiwang.nets.collaboration.desk.domain.cursors import cursor_of, cursor_text
from yiwang.nets.collaboration.desk.domain.lines import case_lines, task_lines
from yiwang.web.requests import ActedRequest

from .gate import staff_only

PAGE = 50


@require_GET
@staff_only
def inbox(request: ActedRequest) -> HttpResponse:
    """The open tasks of this hat's units."""
    query = request.GET.get("q", "").strip()
    if query:
        return redirect(f"{reverse('desk:search')}?{urlencode({'q': query})}")
    return render(request, "desk/inbox.html", _inbox(request, request.actor))


def _inbox(request: ActedRequest, actor: Actor) -> dict[str, Any]:
    now, light = timezone.now(), _light(request.GET.get("light", ""))
    step, steps = request.GET.get("step", ""), step_words(now)
    step = step if step in steps else ""
    after = cursor_of(request.GET.get("after", ""))
    rows = task_list(actor, now, light=light, step=step, after=after, limit=PAGE)
    return {
        "tasks": task_lines(
            rows, steps, unit_names({row.unit_id for row in rows}), _applicants(actor, rows), now
        ),
        "tabs": _tabs(actor, light, now),
        "filters": {"light": light.key if light else "", "q": ""},
        "steps": [{"value": key, "label": label, "chosen": key == step} for key, label in steps.items()],
        "next": _next(request, rows),
    }


def _light(text: str) -> Light | None:
    return next((light for light in Light if light.key == text), None)


def _applicants(actor: Actor, rows: list[TaskRow]) -> dict[UUID, str]:
    names = party_names(actor, {row.party_id for row in rows if row.party_id})
    return {row.case_id: names.get(row.party_id, "") for row in rows if row.party_id}


def _tabs(actor: Actor, chosen: Light | None, now: Any) -> list[dict[str, Any]]:
    counts = task_counts(actor, now)
    whole = {"label": _("全部"), "url": "?", "count": sum(counts.values()), "current": chosen is None}
    return [whole, *(_tab(light, counts[light], chosen) for light in sorted(counts, key=_urgency))]


def _urgency(light: Light) -> int:
    return [Light.OVERDUE, Light.DUE_SOON, Light.ON_TRACK, Light.PAUSED].index(light)


def _tab(light: Light, count: int, chosen: Light | None) -> dict[str, Any]:
    return {"light": light, "url": f"?light={light.key}", "count": count, "current": light is chosen}


def _next(request: ActedRequest, rows: list[TaskRow]) -> str:
    if len(rows) < PAGE:
        return ""
    kept = {key: request.GET[key] for key in ("light", "step") if request.GET.get(key)}
    return "?" + urlencode({**kept, "after": cursor_text(rows[-1].cursor)})


@require_GET
@staff_only
def search(request: ActedRequest) -> HttpResponse:
    """Cases this hat may see: by number, or all, newest first."""
    query, now = request.GET.get("q", "").strip()[:40], timezone.now()
    found = _by_number(request.actor, query)
    if found:
        return redirect("desk:case", found)
    only_open = request.GET.get("open") == "1"
    before = uuid_of(request.GET.get("before", ""))
    rows = case_list(request.actor, is_open=True if only_open else None, before=before, limit=PAGE)
    units = unit_names({row.owner_unit_id for row in rows})
    next_page = (
        urlencode({"q": query, "open": int(only_open), "before": rows[-1].id}) if len(rows) == PAGE else ""
    )
    context = {
        "cases": case_lines(rows, case_words(rows, now), units),
        "query": query,
        "only_open": only_open,
    }
    return render(request, "desk/search.html", {**context, "next": next_page and f"?{next_page}"})


def _by_number(actor: Actor, query: str) -> str:
    try:
        return access_case(actor, query).number if query else ""
    except CaseNotFound:
        return ""
