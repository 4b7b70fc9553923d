"""The syntax tree. Every node knows where it stands, so that problems and traces quote the author."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Node:
    """A piece of an expression, from ``start`` to ``end`` (0-based) in its text."""

    start: int
    end: int

    @property
    def column(self) -> int:
        """1-based column at which it starts."""
        return self.start + 1


@dataclass(frozen=True)
class Literal(Node):
    """A value written down."""

    value: str | bool | int | Decimal


@dataclass(frozen=True)
class Name(Node):
    """A root, or the variable of a macro."""

    name: str


@dataclass(frozen=True)
class Select(Node):
    """``target.field``."""

    target: Node
    field: str


@dataclass(frozen=True)
class Index(Node):
    """``target[key]``."""

    target: Node
    key: Node


@dataclass(frozen=True)
class ListNode(Node):
    """``[a, b, c]``."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Logic(Node):
    """``a && b && c`` or ``a || b || c``: a whole chain is one node."""

    sign: str
    clauses: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Node):
    """``!a``."""

    clause: Node


@dataclass(frozen=True)
class Negative(Node):
    """``-a``."""

    target: Node


@dataclass(frozen=True)
class Binary(Node):
    """``a == b``, ``a in b``, ``a + b`` and so on."""

    sign: str
    left: Node
    right: Node
    sign_at: int


@dataclass(frozen=True)
class Choice(Node):
    """``condition ? then : other``."""

    condition: Node
    then: Node
    other: Node


@dataclass(frozen=True)
class Call(Node):
    """A function with its arguments; ``x.f(y)`` and ``f(x, y)`` are the same."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Macro(Node):
    """``list.exists(x, condition)``, also ``all``, ``exists_one``, ``filter`` and ``map``."""

    macro: str
    target: Node
    variable: str
    body: Node


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in reading order."""
    inside: list[Any] = [value for key, value in vars(node).items() if key not in {"start", "end"}]
    flat = [child for value in inside for child in (value if isinstance(value, tuple) else (value,))]
    return tuple(child for child in flat if isinstance(child, Node))


def path(node: Node) -> tuple[str, ...] | None:
    """``a.b.c`` and ``a["b"].c`` as ``("a", "b", "c")``; None for anything else."""
    if isinstance(node, Name):
        return (node.name,)
    if isinstance(node, Select):
        before = path(node.target)
        return (*before, node.field) if before else None
    if isinstance(node, Index) and isinstance(node.key, Literal) and isinstance(node.key.value, str):
        before = path(node.target)
        return (*before, node.key.value) if before else None
    return None


def paths(node: Node) -> frozenset[tuple[str, ...]]:
    """Every whole path an expression reads, without the variables of macros."""
    own = path(node)
    if own is not None:
        return frozenset({own})
    found = frozenset().union(*(paths(child) for child in parts(node)))
    return frozenset(p for p in found if not (isinstance(node, Macro) and p[0] == node.variable))
