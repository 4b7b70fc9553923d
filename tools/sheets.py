"""Sets the sheets of docs/how-to/ as PDF, one page of A4 each: ``python -m tools.sheets FOLDER``.

The pages are plain Markdown for people to read on a screen; of that only what a sheet needs is understood here:
headings, paragraphs, tables, lists one deep, bold and code. ``<!-- large -->`` asks for large letters.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yiwang.foundations.papers.pure import typeset

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "how-to"
TEMPLATE = "sheet.typ"
LARGE = "<!-- large -->"
ELSEWHERE = ("desk", "edit-items", "edit-themes", "external-clerk", "village", "window")
"""Sheets that lie one folder up, where they have always been linked from."""

_RUN = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\([^)]*\)")
_ENTRY = re.compile(r"(?P<mark>-|\d+\.) (?P<text>.*)")


def sheets() -> dict[str, Path]:
    """Every sheet by its name."""
    there = [*(FOLDER / "sheets").glob("*.md"), *(FOLDER / f"{name}.md" for name in ELSEWHERE)]
    return {path.stem: path for path in sorted(there) if path.stem != "README"}


def sheet_pdf(text: str) -> bytes:
    """A sheet as PDF, with the fonts of papers; the same text gives the same bytes."""
    blocks = list(_blocks(text))
    title = "".join(run["text"] for run in blocks[0]["runs"])
    template = (FOLDER / "sheets" / TEMPLATE).read_bytes()
    return typeset({TEMPLATE: template}, TEMPLATE, {"title": title, "large": LARGE in text, "blocks": blocks})


def _blocks(text: str) -> Iterator[dict[str, Any]]:
    """Block after block; the line in italics under the title says in English for whom it is, and is not printed."""
    for part in re.split(r"\n\s*\n", text.replace(LARGE, "").strip()):
        lines = part.strip("\n").split("\n")
        while lines and (mark := re.match(r"#+ ", lines[0])):
            kind = "title" if mark[0] == "# " else "heading"
            yield {"kind": kind, "runs": runs(lines.pop(0).removeprefix(mark[0]))}
        if lines and not re.fullmatch(r"\*[^*].*\*", lines[0]):
            yield from _body(lines)


def _body(lines: list[str]) -> Iterator[dict[str, Any]]:
    """A table, a list, or a paragraph; a list may follow a paragraph without an empty line."""
    if lines[0].startswith("|"):
        rows = [line.strip().strip("|").split("|") for line in lines if not re.fullmatch(r"[|\-\s]+", line)]
        yield {"kind": "table", "rows": [[runs(cell.strip()) for cell in row] for row in rows]}
        return
    first = next((at for at, line in enumerate(lines) if _ENTRY.match(line)), len(lines))
    if first:
        yield {"kind": "text", "runs": runs("".join(lines[:first]))}
    if lines[first:]:
        yield _list(lines[first:])


def _list(lines: list[str]) -> dict[str, Any]:
    entries: list[dict[str, Any]] = []
    for line in lines:
        entry = _ENTRY.match(line.strip())
        if entry and not line.startswith(" "):
            entries.append({"text": entry["text"], "below": []})
        elif entry:
            entries[-1]["below"].append(entry["text"])
        else:
            entries[-1]["text"] += line.strip()
    told = [{"runs": runs(one["text"]), "below": [runs(text) for text in one["below"]]} for one in entries]
    return {"kind": "steps" if lines[0][0].isdigit() else "points", "entries": told}


def runs(text: str) -> list[dict[str, str]]:
    """A line as runs of plain, bold and code."""
    found, at = list[dict[str, str]](), 0
    for match in _RUN.finditer(text):
        found.append({"kind": "plain", "text": text[at : match.start()]})
        kind = match.lastgroup or "plain"
        found.append({"kind": kind, "text": match[kind]})
        at = match.end()
    found.append({"kind": "plain", "text": text[at:]})
    return [run for run in found if run["text"]]


def main() -> None:
    """Write them all into the folder named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in sheets().items():
        (folder / f"{name}.pdf").write_bytes(sheet_pdf(path.read_text(encoding="utf-8")))
        sys.stdout.write(f"{folder / name}.pdf\n")


if __name__ == "__main__":
    main()
