"""Lists that people take away: what was rejected, what differs, and the account in words. Every cell is safe."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from yiwang.kernel.spreadsheets import csv_text

from .differing import WORDS, Difference
from .reconciling import GROUPS, OUTCOMES
from .values import Reject

REJECTS = ("行", "原编号", "列", "内容", "原因和怎样改")
DIFFERENCES = ("差异", "原编号", "本站编号", "行", "原系统", "本站")
TOLD = {"rows": "来源行数", "imported": "导入", "there": "先前已在", "rejected": "未导入"}


def rejects_csv(rejects: Iterable[Reject]) -> str:
    """What was rejected, as CSV that spreadsheets open."""
    return csv_text(REJECTS, map(_reject, rejects))


def rejects_xlsx(rejects: Iterable[Reject]) -> bytes:
    """The same as a workbook in which every cell is text."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head, sheet = book.add_format({"bold": True, "bottom": 1}), book.add_worksheet("未导入")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(REJECTS) - 1, 24)
    for number, row in enumerate((REJECTS, *map(_reject, rejects))):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, str(cell), head if number == 0 else None)
    book.close()
    return out.getvalue()


def _reject(one: Reject) -> Sequence[object]:
    return (one.line, one.number, one.column, one.value, one.reason)


def differences_csv(differences: Iterable[Difference]) -> str:
    """What differs, as CSV that spreadsheets open."""
    rows = ((WORDS[d.what], d.number, d.case_number, d.line or "", d.theirs, d.ours) for d in differences)
    return csv_text(DIFFERENCES, rows)


def report_text(report: dict[str, Any]) -> str:
    """The account of a run in lines of text."""
    stored = report["stored"]
    lines = [_told(report), *([] if stored is None else [f"本站实有这次导入的 {stored} 件"])]
    lines.append("来源行数 = 导入 + 先前已在 + 未导入：" + ("相符" if report["holds"] else "不符"))
    for name, label in GROUPS.items():
        lines.append(f"按{label}：")
        lines += [f"  {line['key'] or '（空）'}：{_told(line)}" for line in report["by"][name]]
    lines += [f"合计 {one['label']}：{_told(one)}" for one in report["sums"]]
    return "\n".join(lines)


def _told(line: dict[str, Any]) -> str:
    return "，".join(f"{TOLD[name]} {line[name]}" for name in ("rows", *OUTCOMES))
