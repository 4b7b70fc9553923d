"""The monthly report: made once by a person, kept with its files, the same for whoever reads it later."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import zone_current
from yiwang.foundations.files.public import file_read, file_store_generated
from yiwang.foundations.papers.public import paper_render
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.days import day_words

from ..domain.errors import HotlineRefused
from ..models import HotlineMonthly
from ..policies import HOTLINE, PUBLISH, may
from ..selectors.monthly import monthly_body, monthly_of
from ..selectors.months import month_of
from .publishing import digest_of

PAPER = "hotline_monthly"
KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def monthly_make(actor: Actor, month: date, *, now: datetime) -> UUID:
    """Make the report of a month that is over, once; who asks again gets the one there is.

    Raises:
        HotlineRefused: not this hat's, or the month is not over.
    """
    if not may(actor, PUBLISH) or actor.account_id is None:
        raise HotlineRefused("您现在的岗位不编制热线月报。")
    first = month.replace(day=1)
    if first >= month_of(now):
        raise HotlineRefused("这个月还没有过完，下个月再编制。")
    with transaction.atomic(), as_actor(HOTLINE):
        held = HotlineMonthly.objects.filter(month=first).first()
        return held.id if held else _made(actor, actor.account_id, first, now)


def monthly_file(actor: Actor, report_id: UUID, kind: str) -> tuple[HotlineMonthly, bytes]:
    """A report's file. Raises HotlineRefused where this hat reads no reports, or there is no such file."""
    report = monthly_of(actor, report_id)
    if report is None or kind not in KINDS:
        raise HotlineRefused("没有这份月报，或者您现在的岗位不能看。")
    with as_actor(HOTLINE):
        return report, file_read(HOTLINE, getattr(report, f"{kind}_id"))


def notes_of(body: dict[str, Any]) -> list[str]:
    """The footnotes: what each figure means, and when all of them were counted."""
    at = datetime.fromisoformat(body["counted_at"]).astimezone(zone_current())
    said = f"受理时间在{body['period']}内的诉求，以后的办理情况不再计入本报告。"
    counted = f"统计时间：{day_words(at)} {at:%H:%M}；{said}"
    figures = [
        f"〔{at}〕{one['label']}：{one['note']}（{one['source']}）"
        for at, one in enumerate(body["figures"], 1)
    ]
    return [*figures, counted]


def _made(actor: Actor, account: UUID, month: date, now: datetime) -> UUID:
    body = monthly_body(month, now=now)
    files = {f"{kind}_id": _kept(kind, data, body, now) for kind, data in _files(body).items()}
    row = HotlineMonthly.objects.create(
        month=month, body=body, digest=digest_of(body), made_by=account, made_label=actor.hat_label, made_at=now,
        **files
    )  # fmt: skip
    told = {"month": body["month"], "digest": row.digest}
    audit_record(actor, "hotline.monthly.made", f"hotline.monthly:{row.id}", told, now=now)
    return row.id


def _files(body: dict[str, Any]) -> dict[str, bytes]:
    notes = notes_of(body)
    tables = [
        {
            "title": one["title"],
            "head": one["head"],
            "rows": [{"cells": row} for row in one["rows"]],
        }
        for one in body["tables"]
    ]
    told = {"title": body["title"], "period": body["period"], "total": body["total"], "before": body["before"],
            "figures": body["figures"], "tables": tables, "notes": notes, "demo": body["is_demo"]}  # fmt: skip
    from .sheets import monthly_docx, monthly_xlsx  # slow to import; few processes need it

    return {
        "pdf": paper_render(PAPER, told),
        "xlsx": monthly_xlsx(body, notes),
        "docx": monthly_docx(body, notes),
    }


def _kept(kind: str, data: bytes, body: dict[str, Any], now: datetime) -> UUID:
    name = f"热线月报{body['month']}.{kind}"
    return file_store_generated(
        HOTLINE, data=data, mime=KINDS[kind], name=name, purpose="hotline", now=now
    ).id
