"""What everybody reads of a month: the board and its files; and where it is prepared, released and withdrawn."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.kernel.ids import uuid_of
from yiwang.kernel.spreadsheets import csv_text
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import CSV, download

from ..domain.errors import HotlineRefused
from ..models import HotlineRelease
from ..models.publishing import PREPARED, RELEASED
from ..policies import PUBLISH
from ..selectors.board import board_in_force, releases_public, releases_worked_on
from ..selectors.months import month_named, months_past
from ..services.publishing import release_prepare, release_publish, release_withdraw
from .gate import for_everybody, for_staff


@require_GET
@for_everybody
def board(request: ActedRequest) -> HttpResponseBase:
    """The latest month that was released, or another one that is asked for."""
    try:
        held = board_in_force()
    except HotlineRefused as refused:
        return render(request, "hotline/gone.html", {"sentence": str(refused)}, status=404)
    rows = releases_public()
    asked = request.GET.get("month", "")
    shown = next((row for row in rows if f"{row.month:%Y-%m}" == asked), rows[0] if rows else None)
    context = {
        "board": held,
        "rows": rows,
        "shown": shown,
        "lines": list(board_lines(shown)) if shown else [],
    }
    return render(request, "hotline/board.html", context)


@require_GET
@for_everybody
def board_file(request: ActedRequest, month: str, format: str) -> HttpResponseBase:  # noqa: A002
    """A month's figures as a file; the same to the byte as long as the month is released."""
    row = next((row for row in releases_public() if f"{row.month:%Y-%m}" == month), None)
    if row is None:
        raise Http404
    if format == "json":
        text, mime = json.dumps({**row.body, "digest": row.digest}, ensure_ascii=False), "application/json"
    else:
        text, mime = csv_text(HEAD, _csv_rows(row.body)), CSV
    answer = download(text, f"hotline-{month}.{format}", mime)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_GET
@for_staff(PUBLISH)
def publishing(request: ActedRequest) -> HttpResponseBase:
    """What waits for a second person, what is released, what was taken back; and months to prepare."""
    rows = releases_worked_on(request.actor)
    me = request.actor.account_id
    prepared = [row for row in rows if row.state == PREPARED]
    waiting = [(row, list(board_lines(row)), row.prepared_by == me) for row in prepared]
    taken = {row.month for row in rows if row.state == RELEASED}
    months = [month for month in months_past(timezone.now()) if month not in taken]
    return render(request, "hotline/publishing.html", {"waiting": waiting, "rows": rows, "months": months})


@require_POST
@for_staff(PUBLISH)
def publishing_act(request: ActedRequest) -> HttpResponseBase:
    """Prepare a month, release what somebody else prepared, or take back what is released."""
    act_done(request, lambda: _acted(request), str, refusals=(HotlineRefused,))
    return redirect("hotline:publishing")


def _acted(request: ActedRequest) -> str:
    said, now = request.POST, timezone.now()
    if said.get("act") == "prepare":
        release_prepare(request.actor, _month(said.get("month", "")), now=now)
        return _("已编制，请另一个人核对、发布。")
    row = uuid_of(said.get("release", ""))
    if row is None:
        raise HotlineRefused(_("请选一份数据。"))
    if said.get("act") == "withdraw":
        release_withdraw(request.actor, row, said.get("reason", ""), now=now)
        return _("已撤下，公开的页面上看不到了。")
    release_publish(request.actor, row, now=now)
    return _("已发布。")


def _month(said: str) -> date:
    held = month_named(said)
    if held is None:
        raise HotlineRefused(_("请从列出的月份里选。"), "month")
    return held


def board_lines(row: HotlineRelease) -> Iterator[tuple[str, list[int | None], bool]]:
    """Lines of the table: name, counts (None where hidden), whether it is the totals; lines of nought are left out."""
    held: dict[str, Any] = row.body
    last = len(held["categories"]) - 1
    for at, (name, cells) in enumerate(zip(held["categories"], held["cells"], strict=True)):
        if at == last or any(cell != 0 for cell in cells):
            yield name, cells, at == last


HEAD = ("月份", "指标", "分类", "地方", "数值", "单位", "分子", "分母", "定义、许可")


def _csv_rows(held: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """One number a line, as people who reckon like it; the definition beside every one."""
    hidden = f"不公布（少于 {held['fewest']} 或者能由它推算出来）"
    for name, cells in zip(held["categories"], held["cells"], strict=True):
        for place, cell in zip(held["places"], cells, strict=True):
            count = hidden if cell is None else cell
            yield held["month"], "受理件数", name, place, count, "件", "", "", held["note"]
    for one in held["figures"]:
        percent = hidden if one["percent"] is None else one["percent"]
        numbers = (one["counts"], one["of"]) if one["percent"] is not None else ("", "")
        yield held["month"], one["label"], "", "", percent, "%", *numbers, one["note"]
    yield held["month"], "许可", "", "", held["licence"], "", "", "", held["licence_url"]
