"""Taking a list away as a file: what the list shows, through the same access function, and written in the audit log."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yiwang.engines.cases.public import TaskRow, step_words, task_list
from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor
from yiwang.kernel.spreadsheets import csv_text
from yiwang.nets.collaboration.desk.domain.filters import Filters
from yiwang.nets.collaboration.desk.domain.lines import TaskLine, task_lines
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from .gate import staff_only
from .naming import task_words

PAGE, MOST = 200, 5000
"""Rows read at once, and rows of a file."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@staff_only
def export(request: ActedRequest) -> HttpResponse:
    """The list of tasks with its filters, as CSV or as a workbook."""
    now = timezone.now()
    steps = step_words(now)
    asked = Filters.of(request.GET, steps)
    rows = list(_all(request.actor, asked, now))
    lines = task_lines(rows, task_words(request.actor, rows, steps), now)
    account = f"account:{request.actor.account_id}"
    audit_record(request.actor, "desk.tasks.exported", account, {"asked": asked.address(), "rows": len(rows)})
    return _file(request.GET.get("format", ""), [_cells(line) for line in lines], now)


def _all(actor: Actor, asked: Filters, now: datetime) -> Iterator[TaskRow]:
    """The list page by page, up to the most a file holds."""
    after = None
    for _page in range(MOST // PAGE):
        rows = task_list(actor, now, **asked.asked, after=after, limit=PAGE)
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1].cursor


def _head() -> list[str]:
    return [
        _("灯"),
        _("事项"),
        _("环节"),
        _("申请人"),
        _("编号"),
        _("经办"),
        _("到这里"),
        _("期限"),
        _("单位"),
    ]


def _cells(line: TaskLine) -> list[str]:
    since = f"{timezone.localtime(line.opened_at):%Y-%m-%d %H:%M}"
    return [
        str(line.light.word), line.title, line.step, line.applicant, line.number, line.holder, since, line.left,
        line.unit,
    ]  # fmt: skip


def _file(kind: str, rows: Sequence[Sequence[str]], now: datetime) -> HttpResponse:
    name = f"tasks-{timezone.localtime(now):%Y%m%d-%H%M}"
    if kind == "xlsx":
        return download(_workbook(rows), f"{name}.xlsx", XLSX)
    return download(csv_text(_head(), rows), f"{name}.csv")


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook in which every cell is text: what looks like a formula or an address stays what it is."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    for number, row in enumerate([_head(), *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(_head()) - 1)
    book.close()
    return out.getvalue()
