"""Importing accounts from a file: a template, a trial that tells every line, then all of it or nothing.

The rows that were tried travel in the form, signed and bound to who tried them; they are tried again when taken in.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import post_label, posts_current
from yiwang.foundations.people.public import (
    ROSTER_COLUMNS,
    AccountRulesMissing,
    RosterOutcome,
    RosterRow,
    account_rules,
    roster_import,
    roster_of,
    roster_try,
)
from yiwang.kernel.actor import Actor
from yiwang.kernel.spreadsheets import csv_text
from yiwang.kernel.tables import TableUnreadable
from yiwang.web.requests import file_sent
from yiwang.web.responses import download

from ..policies import SECURITY, only

_SALT, _AGE = "administration.roster", 3600
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_POSTS = ("岗位编号", "岗位", "单位编号")


@only(SECURITY)
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """The page, and with a file what taking it in would come to; nothing is changed here."""
    if request.method == "GET":
        return _page(request)
    try:
        found = roster_of(_data(request))
        tried = roster_try(_actor(request), found.rows, now=timezone.now())
    except (TableUnreadable, AccountRulesMissing) as error:
        return _page(request, 400, unreadable=str(error))
    problems = sorted([*found.problems, *tried.problems], key=lambda one: one.line)
    if problems:
        return _page(request, 400, problems=problems, lines=len({one.line for one in problems}))
    return _page(request, tried=tried, rows=len(found.rows), sealed=_sealed(request, found.rows))


@only(SECURITY)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take in what was tried: every line or none, with an invitation for each new account."""
    try:
        rows = _unsealed(request)
        outcome = roster_import(_actor(request), rows, now=timezone.now())
    except (BadSignature, AccountRulesMissing):
        return _page(request, 400, unreadable=_("试导入的结果已经过期。请重新上传文件。"))
    if outcome.problems:
        lines = len({one.line for one in outcome.problems})
        return _page(request, 400, problems=outcome.problems, lines=lines)
    return render(request, "administration/roster_taken.html", _taken(request, outcome))


@only(SECURITY)
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The template, as a workbook with the posts in force on a second sheet, or as CSV."""
    audit_record(_actor(request), "people.roster.template_taken", f"account:{_actor(request).account_id}", {})
    if request.GET.get("format") == "csv":
        return download(csv_text(ROSTER_COLUMNS, ()), "accounts.csv")
    return download(_workbook(), "accounts.xlsx", _XLSX)


def invited(request: HttpRequest, word: str) -> str:
    """The address that an invitation leads to, with the site's own name before it."""
    return request.build_absolute_uri(reverse("people:invitation", args=[word]))


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _page(request: HttpRequest, status: int = 200, **told: Any) -> HttpResponse:
    try:
        limits = account_rules().import_limits
    except AccountRulesMissing as error:
        limits, told = None, {"unreadable": str(error)}
    context = {"limits": limits, "columns": ROSTER_COLUMNS, **told}
    return render(request, "administration/roster.html", context, status=status)


def _data(request: HttpRequest) -> bytes:
    """The file, never more of it than the rules let through by one byte."""
    return file_sent(request, account_rules().import_limits.kilobytes.value)


def _sealed(request: HttpRequest, rows: tuple[RosterRow, ...]) -> str:
    cells = [
        [one.line, one.username, one.name, one.unit, one.post, _iso(one.since), _iso(one.until)]
        for one in rows
    ]
    return dumps([str(_actor(request).account_id), cells], salt=_SALT, compress=True)


def _unsealed(request: HttpRequest) -> list[RosterRow]:
    who, cells = loads(request.POST.get("sealed", ""), salt=_SALT, max_age=_AGE)
    if who != str(_actor(request).account_id):
        raise PermissionDenied("这份试导入的结果是别人的。请自己上传文件。")
    return [
        RosterRow(line, username, name, unit, post, _day(since), _day(until))
        for line, username, name, unit, post, since, until in cells
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _taken(request: HttpRequest, outcome: RosterOutcome) -> dict[str, Any]:
    slips = [(username, name, invited(request, word)) for username, (name, word) in outcome.made.items()]
    return {"outcome": outcome, "slips": slips, "hours": account_rules().invitation_hours.value}


def _workbook() -> bytes:
    """Headings to fill in, every column text; and the posts there are."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
    posts = [(one.id, post_label(one), one.unit_id) for one in posts_current()]
    for name, columns, rows in (("账号", ROSTER_COLUMNS, ()), ("岗位", _POSTS, posts)):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 24, text)
        for number, row in enumerate((columns, *rows)):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, head if number == 0 else text)
    book.close()
    return out.getvalue()
