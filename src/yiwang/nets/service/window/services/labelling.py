"""Barcode labels for papers that stay: code, number of the matter, receiving unit, and nobody's name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.papers.public import paper_render
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.counting import whole_number
from yiwang.loader import parameter_value

from ..domain.attending import AttendingRefused
from ..policies import papers_visible_to
from .carrying import codes_in

SHEET, ROWS, COLUMNS = "label_sheet", "label_sheet_rows", "label_sheet_columns"
"""The paper, and the parameters that say how many labels a sheet of A4 has."""
MOST = 200


def labels_print(actor: Actor, codes: Iterable[str], first: str, *, now: datetime) -> bytes:
    """Sheets of A4 with one label for each paper, as PDF.

    Args:
        actor: the official.
        codes: of the papers.
        first: the place on the first sheet to begin with, counted from 1; places before it are used already.
        now: the instant.

    Raises:
        AttendingRefused: no papers, too many, one that the hat does not see, or no such place on the sheet.
    """
    wanted = codes_in(codes)
    rows = list(papers_visible_to(actor).filter(code__in=wanted).order_by("number", "code")[: MOST + 1])
    if not wanted or len(rows) < len(wanted) or len(rows) > MOST:
        raise AttendingRefused(f"请勾选要印标签的材料，一次最多 {MOST} 份；别的单位的材料印不了。")
    high, wide = (int(parameter_value(world(), name, world().day_at(now))) for name in (ROWS, COLUMNS))
    names = unit_names({row.receiver_id for row in rows})
    labels: list[dict[str, Any]] = [
        {"code": row.code, "bars": row.code, "number": row.number,
         "unit": names.get(row.receiver_id, row.receiver_id)}
        for row in rows
    ]  # fmt: skip
    data = {"rows": high, "columns": wide, "skip": _skipped(first, high * wide), "labels": labels}
    return paper_render(SHEET, data)


def _skipped(first: str, places: int) -> int:
    place = whole_number(first.strip() or "1", places)
    if not place:
        raise AttendingRefused(f"从第几张贴起，请写 1 到 {places} 的数字：一张纸有 {places} 个标签。")
    return place - 1
