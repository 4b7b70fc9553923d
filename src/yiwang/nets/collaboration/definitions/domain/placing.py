"""From a problem in a file to the part of the form it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yiwang.kernel.problems import Problem
from yiwang.loader.parse import MarkedDict, parse


def errors_by_field(problems: Iterable[Problem], shown: str, text: str) -> dict[str, str]:
    """What is wrong in one file, by the uppermost field in which it is written; ``""`` for the whole.

    Two sentences about one field are said one after the other.
    """
    tree = parse(text).tree
    found: dict[str, list[str]] = {}
    for problem in problems:
        if problem.file == shown and problem.severity == "error":
            key = _field(tree, problem.line) if isinstance(tree, MarkedDict) else ""
            found.setdefault(key, []).append(f"{problem.what}{problem.mend}")
    return {key: "".join(dict.fromkeys(said)) for key, said in found.items()}


def errors_by_column(problems: Iterable[Problem], shown: str, labels: Mapping[str, str]) -> dict[str, str]:
    """What is wrong in a table, by the column it names, in the form's words; ``""`` where it names none.

    A table has no line for each cell, so the sentence itself tells which one is meant.
    """
    found: dict[str, str] = {}
    for problem in problems:
        if problem.file == shown and problem.severity == "error":
            said = f"{problem.what}{problem.mend}"
            column = next((name for name in labels if f"“{name}”" in said), "")
            found[column] = found.get(column, "") + _in_words(problem, column, labels)
    return found


def _in_words(problem: Problem, column: str, labels: Mapping[str, str]) -> str:
    if problem.code == "shape.missing" and column:
        return f"请填写{labels[column]}。"
    said = f"{problem.what}{problem.mend}"
    return said.replace(f"“{column}”", f"“{labels[column]}”") if column else said


def _field(tree: MarkedDict, line: int) -> str:
    inner = tree.get("adapt") if "adapt" in tree else tree
    if not isinstance(inner, MarkedDict):
        return ""
    before = [(held, key) for key, held in inner.lines.items() if held <= line]
    return max(before)[1] if before else ""
