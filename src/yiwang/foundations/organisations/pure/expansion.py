"""From the pack's patterns to every single body, unit and post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yiwang.foundations.divisions.pure import DivisionRow, DivisionTree, Level, short_code

from ..definitions import BodyPart, Organisations, PostPart, Shape
from .codes import demo_uscc

_COMMITTEE = re.compile(r"居?民委员会$|居?委会?$")
"""A village is called by its place, without the committee: 杏花社区居委会 → 杏花社区, 大旺村民委员会 → 大旺村."""


@dataclass(frozen=True)
class Body:
    """A body (a bureau, a hall, a company that serves the public) in one division."""

    id: str
    name: str
    short: str
    function: str
    division: str
    level: str
    uscc: str
    address: str
    phone: str
    hours: str
    calendar: str
    is_demo: bool


@dataclass(frozen=True)
class Unit:
    """What work may be given to: the body itself (same id), or a unit within it."""

    id: str
    body: str
    parent: str
    name: str
    division: str


@dataclass(frozen=True)
class Post:
    """A post in a unit, with the roles it carries."""

    id: str
    unit: str
    title: str
    roles: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Structure:
    """Everything a pack's organisations come to."""

    bodies: dict[str, Body] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)


def structure(organisations: Organisations, tree: DivisionTree) -> Structure:
    """Write out every pattern for every division it names."""
    whole = Structure(successors={step.gone: step.successor for step in organisations.successors})
    for part in organisations.bodies:
        shape = organisations.shapes.get(part.shape, Shape())
        for row in _divisions(part, tree):
            _add(whole, part, shape, row, tree)
    return whole


def _divisions(part: BodyPart, tree: DivisionTree) -> Iterator[DivisionRow]:
    words = (part.division,) if part.division else part.for_divisions
    seen: set[str] = set()
    for word in words:
        named = [tree.rows[word]] if word in tree.rows else _at(tree, word)
        yield from (row for row in named if row.id not in seen)
        seen.update(row.id for row in named)


def _at(tree: DivisionTree, word: str) -> tuple[DivisionRow, ...]:
    return tree.at(Level(word)) if word in set(Level) else ()


def _add(whole: Structure, part: BodyPart, shape: Shape, row: DivisionRow, tree: DivisionTree) -> None:
    body = _body(part, row, tree)
    whole.bodies[body.id] = body
    whole.units[body.id] = Unit(body.id, body.id, "", body.short, row.id)
    for unit in (*shape.units, *part.units):
        key = f"{body.id}-{unit.id}"
        parent = f"{body.id}-{unit.parent}" if unit.parent else body.id
        whole.units[key] = Unit(key, body.id, parent, unit.name, row.id)
    for post in (*shape.posts, *part.posts):
        added = _post(body.id, post)
        whole.posts[added.id] = added


def _post(body: str, post: PostPart) -> Post:
    unit = f"{body}-{post.unit}" if post.unit else body
    return Post(f"{unit}-{post.id}", unit, post.title, post.roles, post.count)


def pattern_words(row: DivisionRow, tree: DivisionTree) -> dict[str, str]:
    """What a pattern may say in braces about the division it is written out for.

    ``local`` are the eight digits below the city's four: short enough for a demo phone number.
    """
    return {
        "code": short_code(row.id, row.level),
        "local": row.id[4:],
        "division": row.name,
        "place": _COMMITTEE.sub("", row.name),
        "path": tree.full_name(row.id),
    }


def _body(part: BodyPart, row: DivisionRow, tree: DivisionTree) -> Body:
    words = pattern_words(row, tree)
    key = part.id.format_map(words)
    name = part.names.get(row.id, part.name).format_map(words)
    short = "" if row.id in part.names else part.short.format_map(words)
    return Body(
        id=key,
        name=name,
        short=short or name,
        function=part.function,
        division=row.id,
        level=row.level.value,
        uscc=part.uscc or (demo_uscc(part.demo_uscc, key) if part.demo_uscc else ""),
        address=part.address.format_map(words),
        phone=part.phone.format_map(words),
        hours=part.hours,
        calendar=part.calendar,
        is_demo=bool(part.demo_uscc),
    )
