"""Tables that people fill in by a template and send back: read into lines, or refused with a sentence that says why."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .spreadsheets import csv_decoded

Lines = list[tuple[int, dict[str, str]]]
"""Lines by their number in the file, each with its cells by column."""


class TableUnreadable(Exception):
    """The file as a whole cannot be read; the sentence says what to do."""


@dataclass(frozen=True)
class LineProblem:
    """What is wrong in one line, in words for whoever filled it in. ``line`` is its number in the file."""

    line: int
    sentence: str


def csv_table(data: bytes, no_table: str) -> list[list[str]]:
    """The cells of a CSV file in UTF-8 or GB 18030. Raises TableUnreadable, with ``no_table`` where it is no text."""
    text = csv_decoded(data)
    if text is None or "\x00" in text:
        raise TableUnreadable(no_table)
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise TableUnreadable("这个 CSV 文件的格式不对。请用表格软件打开，另存为 CSV 再上传。") from None


def size_checked(data: bytes, kilobytes: int) -> bytes:
    """The file, if it is no larger than this (1 KB = 1024 bytes). Raises TableUnreadable."""
    if len(data) > kilobytes * 1024:
        raise TableUnreadable(f"文件超过 {kilobytes} KB。请分成几个文件，分几次导入。")
    return data


def table_lines(
    table: Sequence[Sequence[str]], columns: Sequence[str], *, filled: Sequence[str], rows: int, empty: str
) -> Lines:
    """The lines below the heading that somebody filled in.

    Args:
        table: every cell of the file.
        columns: headings of the template, all of which must be there.
        filled: columns of which one at least says something in a line that counts.
        rows: how many such lines there may be.
        empty: what is said where there is none.

    Raises:
        TableUnreadable: without the template's headings, empty, or too long.
    """
    head, *below = [[cell_meant(cell) for cell in cells] for cells in table or [[]]]
    missing = [column for column in columns if column not in head]
    if missing:
        raise TableUnreadable(f"第一行里没有“{'”“'.join(missing)}”。请下载模板，照模板的标题填写。")
    read = [(number, dict(zip(head, cells, strict=False))) for number, cells in enumerate(below, 2)]
    held = [(number, row) for number, row in read if any(row.get(column) for column in filled)]
    if not held:
        raise TableUnreadable(empty)
    if len(held) > rows:
        raise TableUnreadable(f"文件有 {len(held)} 行，一次最多 {rows} 行。请分成几个文件，分几次导入。")
    return held


def cell_meant(cell: str) -> str:
    """A cell as it was meant: full-width signs as half-width, no edges, without the quote before a formula."""
    return unicodedata.normalize("NFKC", cell).strip().removeprefix("'")
