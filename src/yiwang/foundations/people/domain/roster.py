"""A roster of staff accounts as somebody fills it in: a workbook or a CSV file, read into rows and problems in words.

The file is looked at, not its name: a workbook is one by its first bytes, everything else must be text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yiwang.kernel.tables import LineProblem, Lines, TableUnreadable, csv_table, size_checked, table_lines

COLUMNS = ("登录名", "姓名", "单位编号", "岗位编号", "任职起", "任职止")
"""Headings of the template; the last two may be left empty: from today, without end."""

NAME_MOST = 100
"""Signs of a name at most: as the table holds them."""
SWELL = 50
"""How many times its size a workbook may unpack to before it is taken for a trap."""

NO_TABLE = "这不是表格文件。请上传按模板填写的 .xlsx 或 .csv。"
EMPTY = "文件里没有账号。请在标题行下面逐行填写后再上传。"

_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,63}")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+00:00:00)?")
_FORMULA = ("=", "+", "-", "@")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class RosterRow:
    """One line: an account and one post it is to hold. ``line`` is the row's number in the file."""

    line: int
    username: str
    name: str
    unit: str
    post: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Roster:
    """What a file says, and what is wrong with it."""

    rows: tuple[RosterRow, ...]
    problems: tuple[LineProblem, ...]


def roster_read(data: bytes, *, rows: int, kilobytes: int) -> Roster:
    """Read a roster.

    Args:
        data: the file.
        rows: lines it may have below the heading.
        kilobytes: size it may have (1 KB = 1024 bytes).

    Raises:
        TableUnreadable: too large, too long, empty, no table, or without the template's headings.
    """
    table = _cells(size_checked(data, kilobytes), rows, kilobytes)
    return _read(table_lines(table, COLUMNS, filled=COLUMNS, rows=rows, empty=EMPTY))


def _cells(data: bytes, rows: int, kilobytes: int) -> list[list[str]]:
    if data.startswith(_OLD_EXCEL):
        raise TableUnreadable("这是旧式的 .xls 文件或加了密码的文件。请去掉密码，另存为 .xlsx 再上传。")
    return _workbook(data, rows, kilobytes) if data.startswith(b"PK") else csv_table(data, NO_TABLE)


def _workbook(data: bytes, rows: int, kilobytes: int) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if (
            sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(data)).infolist())
            > kilobytes * 1024 * SWELL
        ):
            raise TableUnreadable("这个工作簿展开后太大。请只保留要导入的那张表再上传。")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [[_word(cell) for cell in row] for row in sheet.to_python(nrows=rows + 2)]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError):
        raise TableUnreadable("这不是能打开的 Excel 工作簿。请用表格软件另存为 .xlsx 再上传。") from None


def _word(cell: object) -> str:
    """A cell of a workbook as text: days as they are written here, whole numbers without a fraction."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _read(lines: Lines) -> Roster:
    rows, problems = [], []
    for line, cells in lines:
        found = list(_wrong(cells))
        problems += [LineProblem(line, sentence) for sentence in found]
        if not found:
            rows.append(_row(line, cells))
    return Roster(tuple(rows), (*problems, *_against_each_other(rows)))


def _wrong(cells: dict[str, str]) -> Iterator[str]:
    """What is wrong with one line by itself."""
    for column in COLUMNS[:4]:
        if not cells.get(column):
            yield f"没有填“{column}”。"
    for column in COLUMNS:
        if cells.get(column, "").startswith(_FORMULA):
            yield f"“{column}”以 {cells[column][0]} 开头，像是公式。请改成普通文字。"
    name, username = cells.get("姓名", ""), cells.get("登录名", "")
    if username and not username.startswith(_FORMULA) and not _USERNAME.fullmatch(username):
        yield "登录名要用 3 到 64 个字母、数字、点、横线或下划线，以字母或数字开头。"
    if len(name) > NAME_MOST or not name.isprintable():
        yield f"姓名超过 {NAME_MOST} 个字，或者含有看不见的字符。请核对。"
    yield from _wrong_days(cells)


def _wrong_days(cells: dict[str, str]) -> Iterator[str]:
    days = {}
    for column in COLUMNS[4:]:
        try:
            days[column] = _day(cells.get(column, ""))
        except ValueError:
            yield f"“{column}”写的“{cells[column][:20]}”不是日历上的日子。请写成 2026-12-01 这样。"
    since, until = days.get("任职起"), days.get("任职止")
    if since and until and until < since:
        yield "任职止早于任职起。请核对这两个日子。"


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError
    return date(*(int(part) for part in found.groups()))


def _row(line: int, cells: dict[str, str]) -> RosterRow:
    username, name, unit, post, since, until = (cells.get(column, "") for column in COLUMNS)
    return RosterRow(line, username, name, unit, post, _day(since), _day(until))


def _against_each_other(rows: Sequence[RosterRow]) -> Iterator[LineProblem]:
    names: dict[str, RosterRow] = {}
    posts: dict[tuple[str, str], int] = {}
    for row in rows:
        first = names.setdefault(row.username, row)
        if first.name != row.name:
            what = f"登录名“{row.username}”在第 {first.line} 行写的姓名是“{first.name}”，这里是“{row.name}”。"
            yield LineProblem(row.line, what)
        before = posts.setdefault((row.username, row.post), row.line)
        if before != row.line:
            yield LineProblem(row.line, f"和第 {before} 行重复：同一个账号、同一个岗位。请删去一行。")
