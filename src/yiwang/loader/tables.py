"""CSV tables as mappings id → body: the first column is the id, an empty cell is a field not written."""

import csv
import io
from collections.abc import Iterator
from functools import lru_cache

from .codes import Flaw, flaw
from .parse import MarkedDict, Parsed


@lru_cache(maxsize=2048)
def parse_table(text: str) -> Parsed:
    """Parse one CSV text with a header row. Never raises."""
    tree, flaws = MarkedDict(1), list[Flaw]()
    rows = _rows(text.removeprefix("\ufeff"))
    try:
        _, header = next(rows, (1, []))
        if why := _header_fault([name.strip() for name in header]):
            return Parsed(None, (flaw(1, "csv.header", why=why),), broken=True)
        for line, cells in rows:
            flaws += _row_into(tree, [name.strip() for name in header], line, cells)
    except csv.Error:
        return Parsed(tree, (*flaws, flaw(1, "csv.quote")), broken=True)
    return Parsed(tree, tuple(flaws))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on; blank lines left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _header_fault(header: list[str]) -> str:
    if not header:
        return "文件是空的"
    if "" in header:
        return f"第 {header.index('') + 1} 列没有名字"
    twice = {name for name in header if header.count(name) > 1}
    return f"“{min(twice)}”写了两次" if twice else ""


def _row_into(tree: MarkedDict, header: list[str], line: int, cells: list[str]) -> Iterator[Flaw]:
    """Put one row into the tree; yields what is wrong with it."""
    if len(cells) > len(header):
        yield flaw(line, "csv.cells", cells=len(cells), columns=len(header))
    elif not (key := cells[0].strip()):
        yield flaw(line, "csv.empty_id")
    elif key in tree:
        yield flaw(line, "parse.repeated_key", key=key, first=tree.lines[key])
    else:
        tree[key], tree.lines[key] = _body(header, cells, line), line


def _body(header: list[str], cells: list[str], line: int) -> MarkedDict:
    body = MarkedDict(line)
    for name, cell in zip(header, cells, strict=False):
        if cell.strip():
            body[name] = cell.strip()
            body.lines[name] = line
    return body
