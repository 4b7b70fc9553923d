"""A rota as somebody fills it in: a CSV file, read into lines and problems in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yiwang.kernel.ids import phone_read
from yiwang.kernel.tables import LineProblem, csv_table, size_checked, table_lines

COLUMNS = ("登录名", "姓名", "岗位编号", "从", "到", "电话")
"""Headings of the template; the name is for people, the phone may be left empty."""

NO_TABLE = "这不是 CSV 文件。请下载模板，填好以后另存为 CSV 再上传。"
EMPTY = "文件里没有填好起止时间的行。请在模板里填“从”和“到”，再上传。"

_TIME = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2})[:：](\d{2})(?::00)?")


@dataclass(frozen=True)
class RotaLine:
    """One line: who is on duty on which post, in local time. ``line`` is its number in the file."""

    line: int
    username: str
    post: str
    since: datetime
    until: datetime
    phone: str = ""


@dataclass(frozen=True)
class RotaFile:
    """What a file says, and what is wrong with it."""

    lines: tuple[RotaLine, ...]
    problems: tuple[LineProblem, ...]


def rota_read(data: bytes, *, rows: int, kilobytes: int) -> RotaFile:
    """Read a rota.

    Args:
        data: the file.
        rows: lines it may have below the heading.
        kilobytes: size it may have (1 KB = 1024 bytes).

    Raises:
        TableUnreadable: too large, too long, empty, no CSV, or without the template's headings.
    """
    table = csv_table(size_checked(data, kilobytes), NO_TABLE)
    cells = table_lines(table, COLUMNS, filled=("从", "到"), rows=rows, empty=EMPTY)
    problems = [LineProblem(line, what) for line, row in cells for what in _wrong(row)]
    bad = {one.line for one in problems}
    held = [_line(line, row) for line, row in cells if line not in bad]
    return RotaFile(tuple(one for one in held if one), tuple(problems))


def _wrong(row: Mapping[str, str]) -> Iterator[str]:
    for column in ("登录名", "岗位编号"):
        if not row.get(column):
            yield f"没有填“{column}”；模板里已经写好，请不要删。"
    since, until = _time(row.get("从", "")), _time(row.get("到", ""))
    for column, read in (("从", since), ("到", until)):
        if read is None:
            yield f"“{column}”写的“{row.get(column, '')[:20]}”不是日期和时间。请写成 2026-12-01 17:00 这样。"
    if since and until and since >= until:
        yield "“到”不晚于“从”。过半夜的，“到”写第二天的日期。"
    if phone_read(row.get("电话", "")) is None:
        yield "电话号码有误，请核对；可以不填。"


def _time(text: str) -> datetime | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups())
    late = (hour, minute) == (24, 0)
    try:
        at = time(0 if late else hour, minute)
        return datetime.combine(date(year, month, day), at) + timedelta(days=late)
    except (ValueError, OverflowError):
        return None


def _line(line: int, row: Mapping[str, str]) -> RotaLine | None:
    since, until = _time(row["从"]), _time(row["到"])
    if since is None or until is None:
        return None
    return RotaLine(line, row["登录名"], row["岗位编号"], since, until, row.get("电话", ""))
