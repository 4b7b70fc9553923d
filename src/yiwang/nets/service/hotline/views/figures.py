"""Figures of a time, by unit, place, type or category, each with its definition; on a page and as a file."""

from datetime import date, timedelta
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.releases.public import world
from yiwang.kernel.spreadsheets import csv_text
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from ..domain.errors import HotlineRefused
from ..policies import FIGURES
from ..selectors.figures import GROUPS, figure_lines
from ..selectors.helping import scripts_helped
from ..selectors.rules import rules_in_force
from .gate import for_staff
from .reading import day_read

LONGEST = timedelta(days=366)
"""A longer time is read as the year before its last day: one page must not count the whole history."""


@require_GET
@for_staff(FIGURES)
def figures(request: ActedRequest) -> HttpResponseBase:
    """The month so far, by unit, unless something else is asked for."""
    try:
        context = _read(request)
    except HotlineRefused as refused:
        return render(request, "hotline/gone.html", {"sentence": str(refused)}, status=404)
    context["helped"] = scripts_helped(request.actor, context["rules"], now=context["now"])
    return render(request, "hotline/figures.html", context)


@require_GET
@for_staff(FIGURES)
def export(request: ActedRequest) -> HttpResponseBase:
    """The same as a file for spreadsheets; that it was taken away is written down."""
    try:
        held = _read(request)
    except HotlineRefused as refused:
        return render(request, "hotline/gone.html", {"sentence": str(refused)}, status=404)
    head = [_("分组"), _("受理（件）")]
    for share in held["total"].shares:
        head += [f"{share.label}（%）", _("分子"), _("分母")]
    rows = [_cells(line) for line in (held["total"], *held["lines"])]
    told = {"since": held["since"].isoformat(), "last": held["last"].isoformat(), "by": held["by"]}
    audit_record(request.actor, "hotline.figures.exported", f"account:{request.actor.account_id}", told)
    return download(csv_text(head, rows), "hotline-figures.csv")


def _cells(line: Any) -> list[object]:
    cells: list[object] = [line.name, line.cases]
    for share in line.shares:
        cells += ["" if share.percent is None else share.percent, share.counts, share.of]
    return cells


def _read(request: ActedRequest) -> dict[str, Any]:
    rules, now = rules_in_force(), timezone.now()
    since, last = _time(request, world().day_at(now))
    by = request.GET.get("by", "")
    by = by if by in GROUPS else GROUPS[0]
    total, lines = figure_lines(
        request.actor, rules, local_instant(since), local_instant(last + timedelta(days=1)), by, now=now
    )
    return {"rules": rules, "total": total, "lines": lines, "since": since, "last": last, "by": by, "now": now,
            "groups": _groups()}  # fmt: skip


def _groups() -> dict[str, str]:
    return {
        "unit": _("现在的承办单位"),
        "division": _("地方"),
        "subject": _("诉求类型"),
        "category": _("诉求分类"),
    }


def _time(request: ActedRequest, today: date) -> tuple[date, date]:
    """First and last day; of what is no date or the wrong way round, the month so far."""
    last = day_read(request.GET.get("last", "")) or today
    since = day_read(request.GET.get("since", "")) or last.replace(day=1)
    since = since if since <= last else last.replace(day=1)
    return max(since, last - LONGEST), last
