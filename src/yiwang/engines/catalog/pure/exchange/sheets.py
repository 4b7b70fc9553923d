"""Records as a workbook people edit, as CSV, or as JSON; read back with every cell a text.

Cells are written as texts, so that a sentence that begins with ``=`` is never a formula to whoever opens the file.
"""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .records import LINES, Record

WORDS = {
    "row_guid": "记录标识", "task_name": "事项名称", "catalog_code": "基本编码", "task_code": "实施编码",
    "task_handle_item": "业务办理项编码", "dept_code": "实施主体编码", "dept_name": "实施主体", "task_type": "事项类型",
    "use_level": "行使层级", "server_type": "服务对象", "project_type": "办件类型", "anticipate_day": "法定办结时限",
    "anticipate_type": "法定时限单位", "promise_day": "承诺办结时限", "promise_type": "承诺时限单位",
    "accept_condition": "受理条件", "handle_type": "办理形式", "limit_scene_num": "到现场次数",
    "limit_scene_explain": "必须现场办理原因", "result_name": "结果名称", "is_fee": "是否收费",
    "transact_addr": "办理地点",
    "window": "窗口", "transact_time": "办理时间", "link_way": "咨询电话", "law": "法律法规", "article": "条款",
    "version": "文本版本", "url": "链接", "name": "项目名称", "standard": "标准", "basis": "依据", "waiver": "减免",
    "material_name": "材料名称", "is_need": "必要性", "source_type": "来源渠道", "issued_by": "出具单位",
    "original": "原件份数", "copies": "复印件份数", "exempt_method": "免交方式", "handle_case": "办理情形",
}  # fmt: skip
"""Element → heading of its column."""
SHEETS = {"": "事项", "by_law": "设定依据", "fee": "收费", "material": "申请材料"}
LISTS = ("server_type", "accept_condition", "handle_type")
"""Elements that are lists of texts: one line each within their cell."""
MAX_ROWS = 200_000
MAX_BYTES = 64 * 1024 * 1024
_KEYS = {word: key for key, word in WORDS.items()}


class UnreadableSheetError(Exception):
    """The file is no workbook, table or JSON of items; the sentence says what to do."""


def sheet_written(records: Sequence[Record], path: Path) -> None:
    """Write records to ``.xlsx`` or ``.json``.

    Raises:
        UnreadableSheetError: the name ends otherwise.
    """
    if path.suffix == ".json":
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif path.suffix == ".xlsx":
        path.write_bytes(_workbook(records))
    else:
        raise UnreadableSheetError(f"不会写“{path.suffix}”。文件名请以 .xlsx 或 .json 结尾。")


def _workbook(records: Sequence[Record]) -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        columns = [key for key in WORDS if any(key in record for record in records)]
        _sheet(book, SHEETS[""], head, columns, records)
        for table, own in LINES.items():
            rows = [{"row_guid": r["row_guid"], **line} for r in records for line in r.get(table, ())]
            _sheet(book, SHEETS[table], head, ("row_guid", *own), rows)
    return held.getvalue()


def _sheet(
    book: Any, name: str, head: Any, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for at, key in enumerate(columns):
        sheet.write_string(0, at, WORDS[key], head)
        sheet.set_column(at, at, 18)
    for line, row in enumerate(rows, 1):
        for at, key in enumerate(columns):
            sheet.write_string(line, at, _cell(row.get(key, "")))


def _cell(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def sheet_read(path: Path) -> list[Record]:
    """The records of a file: ``.xlsx`` as we write it, or ``.json`` as the national tables have it.

    Raises:
        UnreadableSheetError: the file is missing, too large, broken, or holds no items.
    """
    data = _data(path)
    records = _from_json(data) if path.suffix == ".json" else _from_workbook(data)
    if not records:
        raise UnreadableSheetError(f"{path.name} 里没有事项。第一行应是“{WORDS['task_name']}”等标题。")
    return records


def _data(path: Path) -> bytes:
    if path.suffix not in (".json", ".xlsx"):
        raise UnreadableSheetError(f"不会读“{path.suffix}”。请另存为 .xlsx，或给 .json。")
    try:
        data = path.read_bytes()
    except OSError:
        raise UnreadableSheetError(f"读不到文件 {path}。请核对路径。") from None
    if len(data) > MAX_BYTES:
        raise UnreadableSheetError(f"{path.name} 超过 {MAX_BYTES // 1024 // 1024} MB。请分成几个文件。")
    return data


def _from_json(data: bytes) -> list[Record]:
    try:
        told = json.loads(data)
    except ValueError as error:
        raise UnreadableSheetError(f"不是 JSON：{error}。") from None
    rows = told.get("items", told.get("data")) if isinstance(told, dict) else told
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableSheetError("JSON 应是事项的列表，每个事项是“要素: 值”。")
    return [{key: _plain(value) for key, value in row.items() if value not in (None, "")} for row in rows]


def _plain(value: Any) -> Any:
    """Texts and lists of texts or records; numbers become texts."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: str(held) for key, held in value.items() if held is not None}
    return str(value)


def _from_workbook(data: bytes) -> list[Record]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {
            name: _rows(book.get_sheet_by_name(name).to_python(nrows=MAX_ROWS)) for name in book.sheet_names
        }
    except (CalamineError, OSError, ValueError):
        raise UnreadableSheetError("这不是能打开的 Excel 工作簿。请用表格软件另存为 .xlsx 再试。") from None
    records = [_split(row) for row in sheets.get(SHEETS[""], [])]
    for table in LINES:
        if SHEETS[table] in sheets:
            _attach(records, table, sheets[SHEETS[table]])
    return [record for record in records if record.get("task_name")]


def _rows(cells: Sequence[Sequence[Any]]) -> list[dict[str, str]]:
    """Rows by element; columns with other headings are the author's own and not read."""
    keys = [_KEYS.get(str(cell).strip(), "") for cell in cells[0]] if cells else []
    rows = [{k: _text(c) for k, c in zip(keys, row, strict=False) if k and _text(c)} for row in cells[1:]]
    return [row for row in rows if row]


def _text(cell: Any) -> str:
    """A cell as somebody typed it: spreadsheets make numbers of 20 and 01."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _split(row: dict[str, str]) -> Record:
    lists = {
        key: [line.strip() for line in row[key].splitlines() if line.strip()] for key in LISTS if key in row
    }
    return {**row, **lists}


def _attach(records: Sequence[Record], table: str, rows: Sequence[dict[str, str]]) -> None:
    """Put the lines of a sheet to their items; an item without lines there has none."""
    by_item: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_item.setdefault(row.get("row_guid", ""), []).append(
            {k: v for k, v in row.items() if k != "row_guid"}
        )
    for record in records:
        record[table] = by_item.get(record.get("row_guid", ""), [])
