"""二次录入: how many fields each department typed twice in a month, on a page and as a file."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.engines.externals.public import retyped, systems
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import body_names
from yiwang.kernel.spreadsheets import csv_text
from yiwang.nets.collaboration.externals.domain.months import (
    DEFINITION,
    MonthRow,
    file_head,
    file_lines,
    month_after,
    month_of,
    month_rows,
)
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from .gate import staff_only


@require_GET
@staff_only
def month(request: ActedRequest) -> HttpResponse:
    """The month asked for, or this one."""
    first, rows = _read(request)
    context = {
        "rows": rows,
        "first": first,
        "month": f"{first:%Y-%m}",
        "definition": DEFINITION,
        "copied": sum(row.copied for row in rows),
        "pasted": sum(row.pasted for row in rows),
        "both": sum(row.both for row in rows),
    }
    return render(request, "externals/month.html", context)


@require_GET
@staff_only
def export(request: ActedRequest) -> HttpResponse:
    """The same as a file; that it was taken away is in the audit log."""
    first, rows = _read(request)
    body = {"month": f"{first:%Y-%m}", "rows": len(rows)}
    audit_record(request.actor, "externals.retyped.exported", f"account:{request.actor.account_id}", body)
    text = csv_text(file_head(), file_lines(rows, first))
    return download(text, f"retyped-{first:%Y-%m}.csv")


def _read(request: ActedRequest) -> tuple[date, list[MonthRow]]:
    first = month_of(request.GET.get("month", ""), timezone.localdate())
    held = retyped(request.actor, first, month_after(first))
    names = {key: one.title for key, one in systems().items()}
    return first, month_rows(held, body_names({row.unit_id for row in held}), names)
