"""A rota as somebody fills it in: a CSV file, read into lines and problems in words."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yiwang.kernel.ids import phone_read
from yiwang.kernel.spreadsheets import csv_decoded

COLUMNS = ("登录名", "姓名", "岗位编号", "从", "到", "电话")
"""Headings of the template; the name is for people, the phone may be left empty."""

_TIME = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2})[:：](\d{2})(?::00)?")


class RotaUnreadable(Exception):
    """The file as a whole cannot be read; the sentence says what to do."""


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
class RotaProblem:
    """What is wrong in one line, in words for whoever filled it in."""

    line: int
    sentence: str


@dataclass(frozen=True)
class RotaFile:
    """What a file says, and what is wrong with it."""

    lines: tuple[RotaLine, ...]
    problems: tuple[RotaProblem, ...]


def rota_read(data: bytes, *, rows: int, kilobytes: int) -> RotaFile:
    """Read a rota.

    Args:
        data: the file.
        rows: lines it may have below the heading.
        kilobytes: size it may have (1 KB = 1024 bytes).

    Raises:
        RotaUnreadable: too large, too long, empty, no CSV, or without the template's headings.
    """
    if len(data) > kilobytes * 1024:
        raise RotaUnreadable(f"文件超过 {kilobytes} KB。请分成几个文件，分几次导入。")
    cells = list(_filled(_table(data)))
    if not cells:
        raise RotaUnreadable("文件里没有填好起止时间的行。请在模板里填“从”和“到”，再上传。")
    if len(cells) > rows:
        raise RotaUnreadable(f"文件有 {len(cells)} 行，一次最多 {rows} 行。请分成几个文件，分几次导入。")
    problems = [RotaProblem(line, what) for line, row in cells for what in _wrong(row)]
    bad = {one.line for one in problems}
    held = [_line(line, row) for line, row in cells if line not in bad]
    return RotaFile(tuple(one for one in held if one), tuple(problems))


def _table(data: bytes) -> list[list[str]]:
    text = csv_decoded(data)
    if text is None or "\x00" in text:
        raise RotaUnreadable("这不是 CSV 文件。请下载模板，填好以后另存为 CSV 再上传。")
    try:
        table = [[_word(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        raise RotaUnreadable("这个 CSV 文件的格式不对。请用表格软件打开，另存为 CSV 再上传。") from None
    missing = [column for column in COLUMNS if column not in (table or [[]])[0]]
    if missing:
        raise RotaUnreadable(f"第一行里没有“{'”“'.join(missing)}”。请下载模板，照模板的标题填写。")
    return table


def _word(cell: str) -> str:
    """A cell as it was meant: full-width signs as half-width, no edges, without the quote before a formula."""
    return unicodedata.normalize("NFKC", cell).strip().removeprefix("'")


def _filled(table: list[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines with a time; those of the template that nobody filled in are left out."""
    for number, cells in enumerate(table[1:], 2):
        row = dict(zip(table[0], cells, strict=False))
        if row.get("从") or row.get("到"):
            yield number, row


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
