"""Why an expression has its value: the same tree, every clause with its own value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .compiling import Env, closure
from .tree import Choice, Literal, Logic, Macro, Node, Not, parts, path
from .values import UNKNOWN


@dataclass(frozen=True)
class Trace:
    """A piece of the expression in the author's words, its value, and the pieces that made it so."""

    text: str
    value: Any
    children: tuple["Trace", ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The trace as plain values; UNKNOWN becomes ``null``."""
        return {
            "text": self.text,
            "value": _plain(self.value),
            "children": [child.as_json() for child in self.children],
        }

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The trace as indented lines: ``text = value``."""
        yield f"{'  ' * depth}{self.text} = {said(self.value)}"
        for child in self.children:
            yield from child.lines(depth + 1)


def said(value: Any) -> str:
    """A value as people read it."""
    if value is UNKNOWN or value is None:
        return "未知"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "（一条记录）"
    if isinstance(value, list | tuple):
        return "、".join(said(item) for item in value) or "（无）"
    return value.isoformat() if isinstance(value, date) else str(value)


def trace(text: str, node: Node, env: Env) -> Trace:
    """The trace of a node; every clause is evaluated, also those a plain evaluation would skip."""
    own = text[node.start : node.end]
    return Trace(own, closure(node)(env), tuple(_children(text, node, env)))


def _children(text: str, node: Node, env: Env) -> Iterator[Trace]:
    if isinstance(node, Macro):
        yield from _items(text, node, env)
    elif isinstance(node, Logic | Not | Choice):
        yield from (trace(text, child, env) for child in parts(node))
    elif path(node) is None:
        yield from (trace(text, child, env) for child in _read_by(node))


def _read_by(node: Node) -> Iterator[Node]:
    """What a clause reads: its paths and conditions, without its written values."""
    for child in parts(node):
        if path(child) is not None or isinstance(child, Macro | Logic):
            yield child
        elif not isinstance(child, Literal):
            yield from _read_by(child)


def _items(text: str, node: Macro, env: Env) -> Iterator[Trace]:
    """The condition once for each row."""
    yield trace(text, node.target, env)
    items = closure(node.target)(env)
    if isinstance(items, list | tuple | Mapping):
        for count, item in enumerate(items, start=1):
            row = trace(text, node.body, {**env, node.variable: item})
            yield Trace(f"第 {count} 项：{row.text}", row.value, row.children)


def _plain(value: Any) -> Any:
    if value is UNKNOWN:
        return None
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
