"""From a problem in a theme's file to the field of its form: by the line, as deep as one line can tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yiwang.kernel.problems import Problem
from yiwang.loader.parse import MarkedDict, MarkedList, parse

from .words import member_key

Path = tuple[str | int, ...]


def theme_errors(problems: Iterable[Problem], shown: str, text: str) -> dict[str, str]:
    """What is wrong, by the path of the form's field; ``""`` for what stands in other files, with the file's name."""
    tree = parse(text).tree
    found: dict[str, list[str]] = {}
    for problem in problems:
        if problem.severity == "error":
            here = problem.file == shown
            path = _form_path(path_at(tree, problem.line), tree) if here else ""
            said = f"{problem.what}{problem.mend}"
            found.setdefault(path, []).append(said if here else f"{problem.file}：{said}")
    return {key: "".join(dict.fromkeys(said)) for key, said in found.items()}


def path_at(tree: Any, line: int) -> Path:
    """The deepest place that begins on or before a line; several on that very line are told as what holds them."""
    steps: list[tuple[int, str | int]] = []
    if isinstance(tree, MarkedDict):
        steps = [(at, key) for key, at in tree.lines.items() if at <= line]
    elif isinstance(tree, MarkedList):
        steps = [(at, place) for place, at in enumerate(tree.lines) if at <= line]
    last = max((at for at, _ in steps), default=0)
    there = [step for at, step in steps if at == last]
    if len(there) != 1:
        return ()
    return (there[0], *path_at(tree[there[0]], line))


def _form_path(path: Path, tree: Any) -> str:
    """The path as the form names its fields: questions and members by name, entries of lists from 1."""
    named: list[str] = []
    for step in path:
        named.append(_name(named, step, tree) if isinstance(step, int) else str(step))
    if named[:1] == ["reference_answers"]:
        return ".".join(["questions", *named[1:2], "reference"]) if len(named) > 1 else "questions"
    return ".".join(["parties"] if named[:1] == ["signers"] else named)


def _name(before: list[str], place: int, tree: Any) -> str:
    if before == ["questions"]:
        return str(tree["questions"][place].get("id", place))
    return member_key(tree["members"][place]) if before == ["members"] else str(place + 1)
