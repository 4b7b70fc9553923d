"""Conditions and formulas in CEL, as packs write them, with a third answer: unknown.

``compile_expression(text, schema)`` gives a ``Compiled`` whose ``truth`` is True, False or ``UNKNOWN`` and
whose ``trace`` says why, clause by clause. A missing key at any depth, ``None`` and ``UNKNOWN`` mean: not
known. Data never make an expression raise; only its author's mistakes do, as ``ExpressionError`` with
column, sentence and remedy. ``docs/explanation/expressions.md`` states the promises.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .checking import Typed, check_tree
from .compiling import Closure, closure
from .forms import name_problem
from .functions import FUNCTIONS, age_on
from .parser import parse_tree
from .problems import ExpressionError, ExpressionProblem
from .tracing import Trace, said, trace
from .tree import Node, parts, paths
from .types import (
    ANY,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    SIMPLE,
    TEXT,
    TIMESTAMP,
    Code,
    Dated,
    ListOf,
    Record,
    Schema,
    Type,
    read,
    read_env,
)  # fmt: skip
from .values import UNKNOWN, DatedValue, Truth, Unknown, known


@dataclass(frozen=True)
class Expression:
    """A parsed expression: its text and its tree."""

    text: str
    tree: Node

    def check(self, schema: Schema, wants: Type | None = None) -> list[ExpressionProblem]:
        """Everything wrong with it under this schema (root → type), in reading order; [] if nothing is.

        Args:
            schema: the roots it may read and their types.
            wants: the type its value must have, e.g. ``BOOL`` for a condition; None for any.
        """
        return list(check_tree(self.tree, schema, wants)[1])

    def typed(self, schema: Schema) -> Typed:
        """The typed tree, for compilers to other languages. Raises ExpressionError if it does not fit."""
        typed, problems = check_tree(self.tree, schema, None)
        if problems:
            raise ExpressionError(*problems)
        return typed

    def paths(self) -> frozenset[tuple[str, ...]]:
        """Every path it reads, e.g. ``{("answers", "area")}``."""
        return paths(self.tree)

    def compiled(self) -> "Compiled":
        """The expression ready to run. Raises ExpressionError for a function that does not exist."""
        problems = _name_problems(self.tree)
        if problems:
            raise ExpressionError(*problems)
        return Compiled(self, closure(self.tree))


@dataclass(frozen=True)
class Compiled:
    """An expression ready to run on environments: nested mappings by root."""

    expression: Expression
    run: Closure = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The author's text."""
        return self.expression.text

    def value(self, env: Mapping[str, Any]) -> Any:
        """Its value, or UNKNOWN."""
        return self.run(env)

    def truth(self, env: Mapping[str, Any]) -> Truth:
        """True, False or UNKNOWN; anything that is no truth value is UNKNOWN."""
        value = self.run(env)
        return value if value is True or value is False else UNKNOWN

    def trace(self, env: Mapping[str, Any]) -> Trace:
        """Why it has its value: every clause in the author's words with its own value."""
        return trace(self.text, self.expression.tree, env)

    def paths(self) -> frozenset[tuple[str, ...]]:
        """Every path it reads."""
        return self.expression.paths()


def parse(text: str) -> Expression:
    """The expression a text says. Raises ExpressionError with column, what is wrong and how to mend it."""
    return Expression(text, parse_tree(text))


def compile_expression(text: str, schema: Schema | None = None, wants: Type | None = None) -> Compiled:
    """A text ready to run, checked against the schema if one is given.

    Args:
        text: the expression, CEL.
        schema: the roots it may read and their types; None leaves types unchecked.
        wants: the type its value must have.

    Raises:
        ExpressionError: with every problem found.
    """
    expression = parse(text)
    problems = expression.check(schema, wants) if schema is not None else []
    if problems:
        raise ExpressionError(*problems)
    return expression.compiled()


def _name_problems(node: Node) -> Sequence[ExpressionProblem]:
    own = name_problem(node)
    inner = [problem for part in parts(node) for problem in _name_problems(part)]
    return [own, *inner] if own else inner


__all__ = [
    "ANY", "BOOL", "DATE", "DECIMAL", "FUNCTIONS", "INT", "MONEY", "SIMPLE", "TEXT", "TIMESTAMP", "UNKNOWN",
    "Code", "Compiled", "Dated", "DatedValue", "Expression", "ExpressionError", "ExpressionProblem", "ListOf",
    "Record", "Schema", "Trace", "Truth", "Type", "Typed", "Unknown", "age_on", "compile_expression", "known",
    "parse", "read", "read_env", "said",
]  # fmt: skip
