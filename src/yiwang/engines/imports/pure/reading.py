"""Reading a file whole: CSV in UTF-8 or GB 18030, or a workbook; held to the mapping's limits before it is taken apart.

The file is looked at, not its name. Rows keep the numbers that a spreadsheet shows.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from yiwang.kernel.spreadsheets import csv_decoded

from ..definitions import ImportMapping, Source
from ..domain.values import Row, SourceUnreadable, Table
from .columns import columns_of

SWELL = 50
"""How many times its size a workbook may unpack to before it is taken for a trap."""

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
RAGGED = "这一行比标题行多出内容，多半是内容里有没加引号的分隔符。请在原系统重新导出，或者给这一格加上引号。"


def table_of(data: bytes, name: str, mapping: ImportMapping) -> Table:
    """The rows of a file.

    Args:
        data: the file.
        name: its name, shown and sealed.
        mapping: what is read of it, and how much at most.

    Raises:
        SourceUnreadable: too large, too long, damaged, in another encoding, or without a column that is needed.
    """
    most = mapping.limits.kilobytes.value
    if len(data) > most * 1024:
        raise SourceUnreadable(
            f"文件超过 {most} KB。请分成几个文件，分几次导入；要放宽的，改映射的 limits.kilobytes。"
        )
    lines = _workbook(data, mapping) if mapping.source.kind == "xlsx" else _text(data, mapping.source)
    return Table(name, hashlib.sha256(data).hexdigest(), rows_of(lines, mapping))


def rows_of(lines: Iterable[Sequence[object]], mapping: ImportMapping) -> tuple[Row, ...]:
    """Rows from lines of cells, the first of which is the headings.

    Raises:
        SourceUnreadable: too many, or a column is missing or there twice.
    """
    held = iter(lines)
    head = [str(cell).strip() for cell in next(held, ())]
    _columns(head, mapping)
    most, rows = mapping.limits.rows.value, list[Row]()
    for number, cells in enumerate(held, 2):
        if not any(str(cell).strip() for cell in cells if cell is not None):
            continue
        if len(rows) == most:
            raise SourceUnreadable(
                f"数据超过 {most} 行。请分成几个文件，分几次导入；要放宽的，改映射的 limits.rows。"
            )
        ragged = any(str(cell).strip() for cell in cells[len(head) :] if cell is not None)
        rows.append(Row(number, dict(zip(head, cells, strict=False)), RAGGED if ragged else ""))
    return tuple(rows)


def _columns(head: Sequence[str], mapping: ImportMapping) -> None:
    wanted = columns_of(mapping)
    missing = [name for name in wanted if name not in head]
    if missing:
        names = "”“".join(missing)
        raise SourceUnreadable(f"第一行里没有“{names}”。请核对导出的列名，或者改映射里的 column。")
    twice = [name for name in wanted if head.count(name) > 1]
    if twice:
        raise SourceUnreadable(f"列名“{'”“'.join(twice)}”出现了两次，不知道该读哪一列。请改掉一个。")


def _text(data: bytes, source: Source) -> Iterator[list[str]]:
    if data.startswith((b"PK", _OLD_EXCEL)):
        raise SourceUnreadable(
            "这是 Excel 文件，映射写的是 csv。请另存为 CSV，或者把映射的 source.kind 改为 xlsx。"
        )
    text = _decoded(data, source.encoding)
    if "\x00" in text:
        raise SourceUnreadable("文件里有空字符，不是文本文件。请在原系统重新导出。")
    return _lines(text, source.delimiter)


def _decoded(data: bytes, encoding: str) -> str:
    if encoding == "auto":
        text = csv_decoded(data)
        if text is None:
            raise SourceUnreadable("文件既不是 UTF-8 也不是 GB 18030 编码。请在原系统换一种编码导出。")
        return text
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"文件第 {line} 行附近有不是 {encoding} 编码的字。"
        raise SourceUnreadable(f"{what}请核对映射的 source.encoding，或者换一种编码导出。") from None


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error:
        raise SourceUnreadable(
            f"CSV 文件第 {reader.line_num} 行附近引号不成对，或者一格太长。请在原系统重新导出。"
        ) from None


def _workbook(data: bytes, mapping: ImportMapping) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    if data.startswith(_OLD_EXCEL):
        raise SourceUnreadable("这是旧式的 .xls 文件或加了密码的文件。请去掉密码，另存为 .xlsx。")
    try:
        _swelling(data, mapping)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = mapping.source.sheet
        if name and name not in book.sheet_names:
            raise SourceUnreadable(f"工作簿里没有名为“{name}”的表。请核对映射的 source.sheet。")
        sheet = book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
        return sheet.to_python(skip_empty_area=False, nrows=mapping.limits.rows.value + 2)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError):
        raise SourceUnreadable("这不是能打开的 Excel 工作簿。请用表格软件另存为 .xlsx。") from None


def _swelling(data: bytes, mapping: ImportMapping) -> None:
    whole = sum(one.file_size for one in zipfile.ZipFile(io.BytesIO(data)).infolist())
    if whole > mapping.limits.kilobytes.value * 1024 * SWELL:
        raise SourceUnreadable("这个工作簿展开后太大。请只保留要导入的那张表。")
