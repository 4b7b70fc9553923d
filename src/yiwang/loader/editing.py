"""Change a YAML text so that it says something else, and leave every other line as its author wrote it.

``rewritten`` compares what the text says with what it shall say, and touches only the places that differ:
comments, quotes, order and layout elsewhere stay byte for byte. What comes out is parsed again and must say
exactly what was wanted.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from .parse import parse
from .yaml_writing import flow, lines_of

Path = tuple[str | int, ...]
Node = Any
"""A node as PyYAML composes it; its types do not say that collections know their style."""
Plain = str | dict[str, Any] | list[Any]
Step = tuple[Path, Callable[[str, Path], str]]
"""Where, and what makes of a text one that is changed there."""


class CannotRewrite(ValueError):
    """A text is written in a way that cannot be changed in place."""

    def __init__(self) -> None:
        super().__init__("这个文件的写法没法在网页上逐处修改。请在包的文件夹里改，或者请信息部门协助。")


def rewritten(text: str, wanted: dict[str, Any]) -> str:
    """The text, changed in as few places as it takes to say what is wanted.

    Args:
        text: YAML of one mapping, without anchors or tags; may be empty for a new file.
        wanted: mappings, lists and texts, as ``parse`` gives them.

    Raises:
        CannotRewrite: the text is broken, or did not come out as wanted.
    """
    if not text.strip():
        return _new_text(wanted)
    held = parse(text).tree
    if not isinstance(held, dict):
        raise CannotRewrite
    for steps in (_steps(held, wanted, ()), _mapping_steps(held, wanted, (), _whole)):
        new = _carried_out(text, steps)
        if new is not None and _says(new, held, wanted):
            return new
    raise CannotRewrite


def _new_text(wanted: dict[str, Any]) -> str:
    new = "".join(f"{line}\n" for line in lines_of(wanted, 0))
    if not _says(new, {}, wanted):
        raise CannotRewrite
    return new


def _carried_out(text: str, steps: Sequence[Step]) -> str | None:
    """The text after all steps; None where one of them finds nothing to hold on to."""
    try:
        for path, act in steps:
            text = act(text, path)
    except (IndexError, StopIteration, yaml.YAMLError):
        return None
    return text


def _says(text: str, held: dict[str, Any], wanted: dict[str, Any]) -> bool:
    said = parse(text)
    return not said.flaws and said.tree == wanted and list(said.tree or ()) == _ordered(held, wanted)


def _ordered(held: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Keys as they stand afterwards: those that stay in their old order, new ones behind their forerunner."""
    keys = [key for key in held if key in wanted]
    for place, key in enumerate(wanted):
        if key not in held:
            before = _forerunner(wanted, place, keys)
            keys.insert(keys.index(before) + 1 if before else len(keys), key)
    return keys


def _forerunner(wanted: dict[str, Any], place: int, keys: Sequence[str]) -> str:
    return next((key for key in reversed(list(wanted)[:place]) if key in keys), "")


def _steps(held: Any, wanted: Any, path: Path) -> list[Step]:
    """What to do, in an order in which no step moves what a later one speaks of."""
    if held == wanted:
        return []
    if isinstance(held, dict) and isinstance(wanted, dict) and wanted and held.keys() & wanted.keys():
        return _mapping_steps(held, wanted, path)
    if isinstance(held, list) and isinstance(wanted, list) and held and wanted:
        return _list_steps(held, wanted, path)
    return [(path, _setting(wanted))]


def _whole(held: Any, wanted: Any, path: Path) -> list[Step]:
    """One coarse step, where finer ones do not fit how an entry is laid out."""
    return [] if held == wanted else [(path, _setting(wanted))]


def _mapping_steps(
    held: dict[str, Any],
    wanted: dict[str, Any],
    path: Path,
    inner: Callable[[Any, Any, Path], list[Step]] = _steps,
) -> list[Step]:
    kept = [key for key in held if key in wanted]
    steps = [step for key in kept for step in inner(held[key], wanted[key], (*path, key))]
    steps += [((*path, key), _remove) for key in held if key not in wanted]
    keys = list(kept)
    for place, key in enumerate(wanted):
        if key not in held:
            before = _forerunner(wanted, place, keys)
            keys.insert(keys.index(before) + 1 if before else len(keys), key)
            steps.append((path, _adding(key, wanted[key], before or keys[-2])))
    return steps


def _list_steps(held: list[Any], wanted: list[Any], path: Path) -> list[Step]:
    """From the last place to the first, so that earlier places keep their numbers."""
    if len(held) == len(wanted):
        return [
            step for place in range(len(held)) for step in _steps(held[place], wanted[place], (*path, place))
        ]
    steps: list[Step] = []
    matcher = SequenceMatcher(a=[flow(one) for one in held], b=[flow(one) for one in wanted], autojunk=False)
    for tag, left, left_end, right, right_end in reversed(matcher.get_opcodes()):
        if tag != "equal":
            steps += _range_steps(range(left, left_end), wanted[right:right_end], path, len(held))
    return steps


def _range_steps(places: range, values: list[Any], path: Path, length: int) -> list[Step]:
    shared = min(len(places), len(values))
    steps: list[Step] = [((*path, places.start + at), _setting(values[at])) for at in reversed(range(shared))]
    gone: list[Step] = [((*path, place), _remove) for place in reversed(places[shared:])]
    before = places.start + shared - 1
    added: list[Step] = [(path, _inserting(value, before)) for value in reversed(values[shared:])]
    return [*gone, *added, *steps]


class _Held:
    """A text and its nodes, found by path."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = yaml.compose(text, Loader=yaml.CBaseLoader)

    def node(self, path: Path) -> Node:
        node = self.root
        for step in path:
            node = _child(node, step)[-1]
        return node

    def entry(self, path: Path) -> tuple[Node, Node]:
        """Where an entry begins (its key, or the item) and its value."""
        found = _child(self.node(path[:-1]), path[-1])
        return found[0], found[-1]

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Behind the line break of the line in which a place lies."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def end(self, node: Node) -> int:
        """Where a node really ends: without the empty lines and comments that YAML counts with a block."""
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            piece = self.text[node.start_mark.index : node.end_mark.index]
            return int(node.start_mark.index) + len(piece.rstrip("\n \r"))
        last = node.value[-1]
        return self.end(last[1] if isinstance(last, tuple) else last)


def _child(node: Node, step: str | int) -> tuple[Node, ...]:
    if isinstance(step, int):
        return (node.value[step],)
    return next(pair for pair in node.value if pair[0].value == step)


def _setting(value: Plain) -> Callable[[str, Path], str]:
    def set_(text: str, path: Path) -> str:
        held = _Held(text)
        start, node = held.entry(path)
        parent = held.node(path[:-1])
        if parent.flow_style or (_is_flow(node) and not _wants_block(value)):
            return text[: node.start_mark.index] + flow(value) + text[held.end(node) :]
        key = "" if isinstance(path[-1], int) else str(path[-1])
        new = _entry_lines(key, value, start.start_mark.column - (0 if key else 2))
        first = held.line_start(start.start_mark.index)
        return text[:first] + new + text[held.line_end(held.end(node)) :]

    return set_


def _is_flow(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) or bool(node.flow_style)


def _wants_block(value: Plain) -> bool:
    """Whether a value is written over several lines: a list of mappings."""
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _entry_lines(key: str, value: Plain, indent: int) -> str:
    """An entry of a block as lines of text: ``key: value`` or ``- value``."""
    if key:
        return "".join(f"{line}\n" for line in lines_of({key: value}, indent))
    return f"{' ' * indent}- {flow(value)}\n"


def _remove(text: str, path: Path) -> str:
    held = _Held(text)
    start, node = held.entry(path)
    parent = held.node(path[:-1])
    if parent.flow_style:
        return _without(text, held, parent, start, node)
    first = held.line_start(start.start_mark.index)
    if text[first : start.start_mark.index].strip(" -"):
        raise CannotRewrite
    return text[:first] + text[held.line_end(held.end(node)) :]


def _without(text: str, held: _Held, parent: Node, start: Node, node: Node) -> str:
    """A flow collection without one entry and the comma beside it."""
    first, last = int(start.start_mark.index), held.end(node)
    comma = text.find(",", last, parent.end_mark.index)
    if comma >= 0 and not text[last:comma].strip():
        behind = comma + 1
        return text[:first] + text[behind + len(text[behind:]) - len(text[behind:].lstrip(" ")) :]
    before = text.rfind(",", parent.start_mark.index, first)
    return text[: before if before >= 0 else first] + text[last:]


def _adding(key: str, value: Plain, before: str) -> Callable[[str, Path], str]:
    """Put an entry behind the one with the key ``before``."""

    def add(text: str, path: Path) -> str:
        held = _Held(text)
        parent = held.node(path)
        start, node = held.entry((*path, before))
        if parent.flow_style:
            at = held.end(node)
            return f"{text[:at]}, {flow(key)}: {flow(value)}{text[at:]}"
        return _insert_lines(held, held.end(node), _entry_lines(key, value, start.start_mark.column))

    return add


def _inserting(value: Plain, before: int) -> Callable[[str, Path], str]:
    """Put an item behind the one at a place; -1 means at the front."""

    def insert(text: str, path: Path) -> str:
        held = _Held(text)
        parent, beside = held.node(path), held.node((*path, max(before, 0)))
        if parent.flow_style:
            at = held.end(beside) if before >= 0 else int(beside.start_mark.index)
            return (
                f"{text[:at]}, {flow(value)}{text[at:]}" if before >= 0 else
                f"{text[:at]}{flow(value)}, {text[at:]}"
            )  # fmt: skip
        new = _entry_lines("", value, beside.start_mark.column - 2)
        if before >= 0:
            return _insert_lines(held, held.end(beside), new)
        first = held.line_start(beside.start_mark.index)
        return text[:first] + new + text[first:]

    return insert


def _insert_lines(held: _Held, at: int, new: str) -> str:
    end = held.line_end(at)
    broken = "" if held.text[:end].endswith("\n") else "\n"
    return held.text[:end] + broken + new + held.text[end:]
