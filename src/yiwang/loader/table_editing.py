"""Change one row of a CSV table and leave every other line as it is."""

import csv
import io
from collections.abc import Mapping, Sequence

from .editing import CannotRewrite
from .tables import parse_table


def table_rewritten(text: str, row_id: str, wanted: Mapping[str, str] | None, columns: Sequence[str]) -> str:
    """The table with one row changed, added or taken out.

    Args:
        text: CSV with a header; empty for a new file.
        row_id: what stands in the first column.
        wanted: the row's other cells by column; None takes the row out.
        columns: the header of a new file; columns an existing header lacks are added to it where needed.

    Raises:
        CannotRewrite: the table is broken, or did not come out as wanted.
    """
    if not text.strip():
        text = _written(columns, "\n")
    if parse_table(text).broken:
        raise CannotRewrite
    text = _widened(text, wanted or {})
    new = _spliced(text, row_id, wanted)
    held = parse_table(new).tree
    row = held.get(row_id) if isinstance(held, dict) else None
    said = None if row is None else dict(list(row.items())[1:])
    if said != (None if wanted is None else {key: cell for key, cell in wanted.items() if cell}):
        raise CannotRewrite
    return new


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _written(cells: Sequence[str], newline: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=newline).writerow(cells)
    return out.getvalue()


def _header(text: str) -> list[str]:
    return [name.strip() for name in next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))]


def _widened(text: str, wanted: Mapping[str, str]) -> str:
    """The table with the columns that the row needs."""
    header = _header(text)
    missing = [name for name, cell in wanted.items() if cell and name not in header]
    if not missing:
        return text
    first, newline = text.split("\n", 1)[0].rstrip("\r"), _newline(text)
    return f"{first},{','.join(missing)}{newline}" + text.split("\n", 1)[1]


def _spliced(text: str, row_id: str, wanted: Mapping[str, str] | None) -> str:
    cells = {**(wanted or {}), _header(text)[0]: row_id}
    new = "" if wanted is None else _written([cells.get(name, "") for name in _header(text)], _newline(text))
    found = _lines_of(text, row_id)
    if found is None:
        return text + ("" if text.endswith("\n") else _newline(text)) + new
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: found[0]], new, *lines[found[1] :]])


def _lines_of(text: str, row_id: str) -> tuple[int, int] | None:
    """The lines a row takes, from 0, the last excluded."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 0
    for cells in reader:
        if cells and cells[0].removeprefix("\ufeff").strip() == row_id and start:
            return start, reader.line_num
        start = reader.line_num
    return None
