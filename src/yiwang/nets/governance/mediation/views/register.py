"""The register of a month or a year, by mediator, and as a file."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.spreadsheets import csv_text
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from ..domain.register import Line, period_of, sums_of
from ..policies import REGISTER
from ..selectors.register import contact_minutes, register_of
from .gate import for_staff

HEAD = (
    "编号", "纠纷", "类别", "来源", "地点", "申请时间", "首次联系的调解员", "首次联系用时（分钟）", "协议",
    "协议生效时间", "状态",
)  # fmt: skip


@require_GET
@for_staff(REGISTER)
def register(request: ActedRequest) -> HttpResponseBase:
    """The register of a period with its sums; of one mediator, if one is chosen."""
    said, lines = _read(request)
    target = contact_minutes(timezone.now())
    whose, sums = _whose(request), sums_of(lines, target)
    chosen = next((one for one in sums if one.post == whose), None)
    shown = {"lines": _of(lines, whose), "whose": whose, "chosen": chosen}
    return render(
        request, "mediation/register.html", {"period": said, "sums": sums, "target": target, **shown}
    )


@require_GET
@for_staff(REGISTER)
def register_export(request: ActedRequest) -> HttpResponseBase:
    """The same as a file for spreadsheets, every cell safe; that it was taken away is written down."""
    said, whole = _read(request)
    whose = _whose(request)
    lines = _of(whole, whose)
    told = {"period": said, "rows": len(lines), **({"mediator": whose} if whose else {})}
    audit_record(request.actor, "mediation.register.exported", f"account:{request.actor.account_id}", told)
    return download(csv_text(HEAD, map(_cells, lines)), f"mediation-{said}.csv")


def _read(request: ActedRequest) -> tuple[str, list[Line]]:
    now = timezone.now()
    said, first, after = period_of(request.GET.get("period", "")[:10].strip(), timezone.localdate(now))
    return said, register_of(request.actor, first, after, now=now)


def _whose(request: ActedRequest) -> str:
    """The post of the mediator whose list is asked for; "" for all."""
    return request.GET.get("mediator", "")[:120].strip()


def _of(lines: list[Line], post: str) -> list[Line]:
    return [line for line in lines if line.post == post] if post else lines


def _cells(line: Line) -> tuple[Any, ...]:
    minutes = "" if line.minutes is None else line.minutes
    return (
        line.number, line.title, line.type, line.source, line.place, _at(line.asked_at), line.mediator, minutes,
        line.agreement, _at(line.agreed_at), line.state,
    )  # fmt: skip


def _at(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
