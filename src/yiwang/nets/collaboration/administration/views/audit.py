"""Pages of the audit administrator: who did what, when, under which hat; and taking it away as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_GET

from yiwang.foundations.audit.public import AuditEntry, audit_entries, audit_record
from yiwang.foundations.calendars.public import local_instant
from yiwang.kernel.actor import Actor
from yiwang.kernel.spreadsheets import csv_text
from yiwang.web.responses import download

from ..policies import AUDIT, only

_PAGE = 50
_EXPORT = 10_000
_HEAD = ("时间", "对象", "序号", "行为", "身份", "账号", "公开内容", "内容")


@dataclass(frozen=True)
class Asked:
    """What is searched for; empty means anything."""

    subject: str
    account: UUID | None
    act: str
    since: datetime | None
    until: datetime | None


@only(AUDIT)
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The log, newest first, by subject, account, act and date; pages by the last row's instant."""
    found = _search(request, _asked(request), _PAGE + 1)
    rows, more = found[:_PAGE], len(found) > _PAGE
    query = request.GET.copy()
    if more:
        query["before"] = rows[-1].at.isoformat()
    context = {"rows": rows, "more": more, "next": query.urlencode(), "asked": request.GET}
    return render(request, "administration/audit.html", context)


@only(AUDIT)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """What was searched for, as a CSV file; that it was taken away is itself written."""
    rows = _search(request, _asked(request), _EXPORT)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = {key: value for key, value in request.GET.items() if value}
    audit_record(
        actor, "audit.log.exported", f"account:{actor.account_id}", {"asked": wanted, "rows": len(rows)}
    )
    return download(csv_text(_HEAD, map(_cells, rows)), "audit.csv")


def _search(request: HttpRequest, asked: Asked, limit: int) -> list[AuditEntry]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return audit_entries(
        actor,
        subject=asked.subject or None,
        account=asked.account,
        act=asked.act or None,
        since=asked.since,
        until=asked.until,
        limit=limit,
    )


def _asked(request: HttpRequest) -> Asked:
    get = request.GET
    last = parse_date(get.get("until", "")) if get.get("until") else None
    before = parse_datetime(get.get("before", "")) if get.get("before") else None
    until = before or (local_instant(last + timedelta(days=1)) if last else None)
    first = parse_date(get.get("since", "")) if get.get("since") else None
    account = _uuid(get.get("account", "").strip())
    since = local_instant(first) if first else None
    return Asked(get.get("subject", "").strip(), account, get.get("act", "").strip(), since, until)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)


def _cells(row: AuditEntry) -> tuple[object, ...]:
    said = [json.dumps(one, ensure_ascii=False) if one is not None else "" for one in (row.public, row.body)]
    return (row.at.isoformat(), row.subject, row.seq, row.act, row.hat_label, row.account or "", *said)
