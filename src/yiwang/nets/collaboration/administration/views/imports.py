"""What came in from old systems: every run with its account, and what it left out. For those who may read that."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yiwang.engines.imports.public import (
    MAY_READ,
    PAGE,
    ImportRun,
    Reject,
    rejects_csv,
    rejects_xlsx,
    run_get,
    run_rejects,
    runs_list,
)
from yiwang.engines.imports.pure import GROUPS
from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor
from yiwang.kernel.counting import whole_number
from yiwang.kernel.ids import uuid_of
from yiwang.web.responses import download

from ..policies import only

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@only(MAY_READ)
@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Every run, the latest first."""
    rows = runs_list(_actor(request), before=uuid_of(request.GET.get("before", "")))
    last = rows[-1].id if len(rows) == PAGE else None
    return render(request, "administration/imports.html", {"runs": rows, "next": last})


@only(MAY_READ)
@require_GET
def one(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run: its account by state, unit and year, its sums, and what it left out."""
    run, after = _run(request, run_id), request.GET.get("after", "")
    rows = run_rejects(_actor(request), run_id, after=whole_number(after) or 0, most=PAGE + 1)
    by = [(label, run.report["by"][name]) for name, label in GROUPS.items()] if run.report else []
    more = rows[PAGE - 1].id if len(rows) > PAGE else None
    context = {"run": run, "by": by, "rejects": rows[:PAGE], "next": more}
    return render(request, "administration/import.html", context)


@only(MAY_READ)
@require_GET
def taken(request: HttpRequest, run_id: UUID, what: str) -> HttpResponse:
    """What a run left out, as CSV or a workbook, or its account as JSON; that it was taken away is itself written."""
    run = _run(request, run_id)
    content, mime = _content(request, run, what)
    actor = _actor(request)
    audit_record(
        actor, "imports.run.taken_away", f"account:{actor.account_id}", {"run": str(run.id), "what": what}
    )
    return download(content, f"import-{what.replace('-', '.')}", mime)


def _content(request: HttpRequest, run: ImportRun, what: str) -> tuple[bytes | str, str]:
    if what == "report-json":
        return json.dumps(run.report, ensure_ascii=False, indent=2), "application/json"
    held = run_rejects(_actor(request), run.id, most=None)
    rejects = [Reject(row.line, row.number, row.column, row.value, row.reason) for row in held]
    if what == "rejects-xlsx":
        return rejects_xlsx(rejects), _XLSX
    if what == "rejects-csv":
        return rejects_csv(rejects), "text/csv; charset=utf-8"
    raise Http404


def _run(request: HttpRequest, run_id: UUID) -> ImportRun:
    found = run_get(_actor(request), run_id)
    if found is None:
        raise Http404
    return found


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
