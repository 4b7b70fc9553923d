"""Run a pack's own tests. The runner is given as an argument: the loader knows no engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.kernel.problems import Problem

from .extend import Entry, Key
from .kind import Complaint, Kind
from .places import problem_of
from .world import World


@dataclass(frozen=True)
class Outcome:
    """How one scenario of a definition went: its sentence, and what was otherwise than expected."""

    name: str
    complaints: tuple[Complaint, ...] = ()


Runner = Callable[[Any, World], Iterable[Outcome]]
"""Runs the scenarios of one definition of the scenario kind against a world."""


@dataclass(frozen=True)
class Ran:
    """One scenario as run: the definition it stands in, its sentence, and the problems found."""

    id: str
    name: str
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether everything went as expected."""
        return not self.problems


def run_scenarios(
    world: World, entries: Mapping[Key, Entry], kind: Kind[Any], runner: Runner, only: str = ""
) -> list[Ran]:
    """Run every scenario of a world, those of packs below included; ``only`` picks one definition by id."""
    return [
        Ran(id_, outcome.name, _problems(entries[kind.name, id_], outcome))
        for id_, definition in world.all(kind).items()
        if only in ("", id_)
        for outcome in runner(definition, world)
    ]


def _problems(entry: Entry, outcome: Outcome) -> tuple[Problem, ...]:
    return tuple(problem_of(entry, complaint) for complaint in outcome.complaints)
