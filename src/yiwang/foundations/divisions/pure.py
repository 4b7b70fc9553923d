"""The tree of places as plain values: paths, what lies under, and the names people say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from yiwang.loader import once_per_world

from .definitions import DIVISION, DivisionKind, DivisionRow, Level, short_code

if TYPE_CHECKING:
    from yiwang.loader import World

__all__ = ["DIVISION", "DivisionKind", "DivisionRow", "DivisionTree", "Level", "short_code"]


@dataclass(frozen=True)
class DivisionTree:
    """All divisions of a world, by 12-digit code."""

    rows: Mapping[str, DivisionRow]

    @classmethod
    def of(cls, world: World) -> DivisionTree:
        """The divisions that the packs of this world define; the same tree for the same world."""
        return _of_world(world)

    @cached_property
    def _children(self) -> dict[str, list[DivisionRow]]:
        children: dict[str, list[DivisionRow]] = {}
        for row in self.rows.values():
            children.setdefault(row.parent, []).append(row)
        return children

    def path(self, code: str) -> tuple[DivisionRow, ...]:
        """From the top to this division; empty if there is none of this code."""
        found: dict[str, DivisionRow] = {}
        while (row := self.rows.get(code)) and code not in found:
            found[code] = row
            code = row.parent
        return tuple(reversed(found.values()))

    def under(self, code: str) -> Iterator[DivisionRow]:
        """A division and all below it, parents first."""
        if code in self.rows:
            yield self.rows[code]
        for child in self._children.get(code, ()):
            yield from self.under(child.id)

    def at(self, *levels: Level) -> tuple[DivisionRow, ...]:
        """The ordinary divisions of these levels, by code."""
        return tuple(row for row in self._ordinary if row.level in levels)

    @cached_property
    def _ordinary(self) -> tuple[DivisionRow, ...]:
        ordinary = (row for row in self.rows.values() if row.kind is DivisionKind.ORDINARY)
        return tuple(sorted(ordinary, key=lambda row: row.id))

    def full_name(self, code: str) -> str:
        """The name after the city's, as addresses are written; a zone stands under the city.

        Some names of the register repeat the county's (某区某街道): it is said once.
        """
        path = self.path(code)
        left_out = (
            {Level.PROVINCE, Level.COUNTY}
            if path and path[-1].kind is DivisionKind.ZONE
            else {Level.PROVINCE}
        )
        told = [row.name for row in path if row.level not in left_out]
        return "".join(name.removeprefix(above) for above, name in pairwise(["", *told]))


@once_per_world
def _of_world(world: World) -> DivisionTree:
    return DivisionTree(world.all("division"))
