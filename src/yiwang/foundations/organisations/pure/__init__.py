"""Bodies, units, posts and roles as plain values: for catalogues, scenarios and checks of packs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from yiwang.foundations.divisions.pure import DivisionTree
from yiwang.loader import once_per_world

from ..definitions import ORGANISATIONS, ROLE
from .expansion import Body, Post, Structure, Unit, pattern_words, structure

if TYPE_CHECKING:
    from yiwang.loader import World

__all__ = [
    "ORGANISATIONS",
    "ROLE",
    "Body",
    "OrganisationTree",
]


@dataclass(frozen=True)
class OrganisationTree:
    """All bodies, units and posts of a world, patterns written out."""

    whole: Structure
    functions: dict[str, str]
    divisions: DivisionTree
    receiving: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World) -> OrganisationTree:
        """What the packs of this world come to; computed once for each world."""
        return _of_world(world)

    @property
    def bodies(self) -> dict[str, Body]:
        """Bodies by id."""
        return self.whole.bodies

    @property
    def units(self) -> dict[str, Unit]:
        """Units by id; each body is also a unit of the same id."""
        return self.whole.units

    @property
    def posts(self) -> dict[str, Post]:
        """Posts by id."""
        return self.whole.posts

    @cached_property
    def _by_function(self) -> dict[tuple[str, str], Body]:
        return {(body.function, body.division): body for body in self.bodies.values()}

    def body_for(self, function: str, division: str) -> Body | None:
        """The body of this function for a place: the place's own, else the nearest above it."""
        for row in reversed(self.divisions.path(division)):
            if body := self._by_function.get((function, row.id)):
                return body
        return None

    def body_at(self, function: str, division: str) -> Body | None:
        """The body of this function that is a place's own; None if the place has none."""
        return self._by_function.get((function, division))

    def words(self, body: Body) -> dict[str, str]:
        """What texts about a body may say in braces: its place's words, and ``body``, its name."""
        return {**pattern_words(self.divisions.rows[body.division], self.divisions), "body": body.name}

    def subtree(self, unit: str) -> tuple[str, ...]:
        """Ids of this unit and all units within it."""
        below = self._below
        found, queue = [], [unit] if unit in self.units else []
        while queue:
            found.append(queue.pop())
            queue.extend(below.get(found[-1], ()))
        return tuple(found)

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for unit in self.units.values():
            below.setdefault(unit.parent, []).append(unit.id)
        return below

    def unknown(self, units: Iterable[str]) -> list[str]:
        """Those of these unit ids that do not exist; for other kinds' checks."""
        return [unit for unit in units if unit not in self.units]


@once_per_world
def _of_world(world: World) -> OrganisationTree:
    tree = DivisionTree.of(world)
    for definition in world.all("organisations").values():
        held = structure(definition, tree)
        return OrganisationTree(held, dict(definition.functions), tree, dict(definition.receiving))
    return OrganisationTree(Structure(), {}, tree)
