"""Files that go to another system and come back: CSV, every cell safe, what cannot be taken told line by line."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yiwang.kernel.spreadsheets import csv_text
from yiwang.kernel.tables import TableUnreadable, csv_table

from .gateway import Said, SentValue

NUMBER, THEIRS, WORD, NOTE, MESSAGE = "本站编号", "对方编号", "结果", "说明", "回执编号"
BACK: Final = (NUMBER, THEIRS, WORD, NOTE, MESSAGE)
"""Columns of a file that comes back; the last may be left out or empty."""

NO_TEXT = "文件的编码不是 UTF-8 或 GB 18030；请另存为 CSV（UTF-8）再交。"

MOST_ROWS, MOST_BYTES, MOST_CELL = 20_000, 8 * 1024 * 1024, 500


@dataclass(frozen=True)
class Reject:
    """A line that was not taken, and why."""

    line: int
    number: str
    sentence: str


@dataclass(frozen=True)
class ReadSheet:
    """A file that came back: what its lines say, by line, and the lines that cannot be read."""

    said: tuple[tuple[int, Said], ...] = ()
    rejects: tuple[Reject, ...] = ()


def sheet_out(rows: Iterable[tuple[str, str, Sequence[SentValue]]]) -> str:
    """A file to send: our number, the matter, the fields, and the empty columns in which the other side answers.

    Args:
        rows: number, title and fields of each step.
    """
    held = list(rows)
    labels = list(dict.fromkeys(value.label for _, _, values in held for value in values))
    head = [NUMBER, "事项", *labels, *BACK[1:]]
    return csv_text(head, (_line(number, title, values, labels) for number, title, values in held))


def _line(number: str, title: str, values: Sequence[SentValue], labels: Sequence[str]) -> list[str]:
    said: dict[str, list[str]] = {}
    for value in values:
        said.setdefault(value.label, []).append(value.value)
    return [number, title, *("；".join(said.get(label, ())) for label in labels), *("" for _ in BACK[1:])]


def sheet_in(raw: bytes, now: datetime) -> ReadSheet:
    """Read a file that came back, UTF-8 or GB 18030. What is wrong with the whole file is told as line 1."""
    if len(raw) > MOST_BYTES:
        return _whole(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，没有读；请分成几个文件。")
    try:
        head, *below = csv_table(raw, NO_TEXT) or [[]]
    except TableUnreadable as unreadable:
        return _whole(str(unreadable))
    missing = [name for name in BACK[:3] if name not in head]
    rows = [(line, dict(zip(head, cells, strict=False))) for line, cells in enumerate(below, 2) if cells]
    if missing or not rows:
        return _whole(f"文件缺少列“{'、'.join(missing or BACK[:3])}”，或者没有内容；请用导出的文件填写。")
    if len(rows) > MOST_ROWS:
        return _whole(f"文件多于 {MOST_ROWS} 行，没有读；请分成几个文件。")
    return _read(rows, now)


def _whole(sentence: str) -> ReadSheet:
    return ReadSheet(rejects=(Reject(1, "", sentence),))


def _read(rows: Sequence[tuple[int, Mapping[str, str]]], now: datetime) -> ReadSheet:
    said: list[tuple[int, Said]] = []
    rejects: list[Reject] = []
    for line, row in rows:
        cells = {name: _cell(row.get(name, "")) for name in BACK}
        problem = next(_problems(cells), "")
        if problem:
            rejects.append(Reject(line, cells[NUMBER][:40], problem))
        elif cells[THEIRS] or cells[WORD]:
            said.append((line, _said(cells, now)))
    return ReadSheet(tuple(said), tuple(rejects))


def _cell(value: str) -> str:
    """A cell as it was meant: the quote that keeps a formula from running is taken off again."""
    text = value.strip()
    return text[1:] if text[:1] == "'" and text[1:].lstrip(" ")[:1] in "=+-@" else text


def _problems(cells: Mapping[str, str]) -> Iterator[str]:
    if not cells[NUMBER]:
        yield "没有写本站编号；请不要改动导出文件的第一列。"
    long = [name for name in BACK if len(cells[name]) > MOST_CELL]
    if long:
        yield f"“{'、'.join(long)}”超过 {MOST_CELL} 字；请写得短一些。"
    if cells[WORD] and not cells[THEIRS]:
        yield "有结果但没有对方编号；两个编号都要留下，请补上。"


def _said(cells: Mapping[str, str], now: datetime) -> Said:
    whole = "\x1f".join(cells[name] for name in BACK)
    name = cells[MESSAGE] or f"row-{hashlib.sha256(whole.encode()).hexdigest()[:32]}"
    kind = "answered" if cells[WORD] else "received"
    return Said(name, kind, cells[NUMBER], cells[THEIRS], cells[WORD], cells[NOTE], now)  # type: ignore[arg-type]
