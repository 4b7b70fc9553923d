"""Mend by itself what can be mended without guessing: encodings, tabs, full-width colons, file endings."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from yiwang.kernel.problems import Problem


def fix(problems: Iterable[Problem]) -> list[Problem]:
    """Mend every fixable problem in its file; returns those mended."""
    mended = []
    for problem in problems:
        if problem.fixable and problem.code in _FIXES:
            _FIXES[problem.code](Path(problem.file), problem.line)
            mended.append(problem)
    return mended


def _recode(path: Path, line: int) -> None:
    path.write_bytes(path.read_bytes().decode("gb18030").encode())


def _untab(path: Path, line: int) -> None:
    """Every tab in the indentation of the file becomes two spaces."""
    text = path.read_bytes().decode()
    path.write_bytes(re.sub(r"(?m)^[ \t]+", lambda lead: lead[0].replace("\t", "  "), text).encode())


def _colon(path: Path, line: int) -> None:
    lines = path.read_bytes().decode().split("\n")
    lines[line - 1] = re.sub(r"：\s*", ": ", lines[line - 1], count=1)
    path.write_bytes("\n".join(lines).encode())


def _rename(path: Path, line: int) -> None:
    if not path.with_suffix(".yaml").exists():
        path.rename(path.with_suffix(".yaml"))


_FIXES: dict[str, Callable[[Path, int], None]] = {
    "read.gb18030": _recode,
    "read.yml": _rename,
    "parse.tab": _untab,
    "parse.fullwidth_colon": _colon,
}
