"""The monthly reports with their files, and the surges of the moment."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.foundations.audit.public import audit_record
from yiwang.web.gates import act_result
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from ..domain.errors import HotlineRefused
from ..policies import FIGURES, PUBLISH, SURGE, may
from ..selectors.monthly import monthlies, monthly_of
from ..selectors.months import month_named, months_past
from ..selectors.sharing import outside_in_force
from ..selectors.surges import surges_shown
from ..services.monthly import KINDS, monthly_file, monthly_make, notes_of
from .gate import for_staff


@require_http_methods(["GET", "POST"])
@for_staff(FIGURES, PUBLISH)
def monthly(request: ActedRequest) -> HttpResponseBase:
    """The reports there are; one is made for a month that is over."""
    if request.method == "POST":
        return _made(request)
    rows = monthlies(request.actor)
    done = {row.month for row in rows}
    months = [month for month in months_past(timezone.now()) if month not in done]
    context = {"rows": rows, "months": months, "may_make": may(request.actor, PUBLISH)}
    return render(request, "hotline/monthly.html", context)


@require_GET
@for_staff(FIGURES, PUBLISH)
def report(request: ActedRequest, report_id: Any) -> HttpResponseBase:
    """One report as a page."""
    row = monthly_of(request.actor, report_id)
    if row is None:
        raise Http404
    notes = notes_of(row.body)
    return render(
        request, "hotline/report.html", {"row": row, "body": row.body, "notes": notes, "kinds": KINDS}
    )


@require_GET
@for_staff(FIGURES, PUBLISH)
def file(request: ActedRequest, report_id: Any, kind: str) -> HttpResponseBase:
    """One report as a file; that it was taken away is written down."""
    try:
        row, data = monthly_file(request.actor, report_id, kind)
    except HotlineRefused as refused:
        raise Http404 from refused
    told = {"month": row.body["month"], "kind": kind}
    audit_record(request.actor, "hotline.monthly.exported", f"hotline.monthly:{row.id}", told)
    return download(data, f"热线月报{row.body['month']}.{kind}", KINDS[kind])


@require_GET
@for_staff(SURGE)
def surges(request: ActedRequest) -> HttpResponseBase:
    """Surges that last or lasted, with the demands that this hat sees."""
    try:
        rule = outside_in_force().surge
    except HotlineRefused as refused:
        return render(request, "hotline/gone.html", {"sentence": str(refused)}, status=404)
    context = {"rule": rule, "surges": surges_shown(request.actor, now=timezone.now())}
    return render(request, "hotline/surges.html", context)


def _made(request: ActedRequest) -> HttpResponseBase:
    made = act_result(request, partial(_make, request), refusals=(HotlineRefused,))
    if made is None:
        return redirect("hotline:monthly")
    messages.success(request, _("月报已编制，三种格式内容相同，以后不再变动。"))
    return redirect("hotline:monthly-report", made)


def _make(request: ActedRequest) -> UUID:
    month = month_named(request.POST.get("month", ""))
    if month is None:
        raise HotlineRefused(_("请从列出的月份里选。"), "month")
    return monthly_make(request.actor, month, now=timezone.now())
