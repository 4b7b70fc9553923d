"""What is in force for a case: machines pinned to its release, roles, parameters and calendar of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import release_current, world
from yiwang.kernel.ids import uuid7
from yiwang.kernel.worktime import WorkCalendar
from yiwang.loader import World, once_per_world, parameter_values

from ..domain.acting import UnitFact
from ..domain.machine import Machine
from ..pure import Facts, admitting, machines_of, permissions_of
from .duty import watch_at


@dataclass(frozen=True)
class Context:
    """Everything ``decide`` needs besides the matter."""

    machines: Mapping[str, Machine]
    facts: Facts
    calendar: WorkCalendar
    revision: int


_machines: WeakKeyDictionary[World, Mapping[str, Machine]] = WeakKeyDictionary()


def context_for(now: datetime, revision: int | None = None) -> Context:
    """What is in force now for a case opened under a release; for a new case, the current one.

    Raises:
        NoRelease: nothing has been applied to this database.
    """
    live = world()
    current = release_current()
    pinned = live if revision in (None, current.pk if current else None) else world(revision)
    day = live.day_at(now)
    facts = Facts(
        uuid7,
        _permissions(live),
        _parameters(live, day),
        units_of(live),
        duty=watch_at,
        admits=admitting(live, day),
    )
    return Context(
        _machines_of(pinned), facts, calendar_current(), revision or (current.pk if current else 0)
    )


def case_fields(act: str, now: datetime) -> frozenset[str]:
    """The fields by which acts of this name say another case, in whatever type in force."""
    return _case_fields(_machines_of(world()), act)


def _case_fields(machines: Mapping[str, Machine], act: str) -> frozenset[str]:
    links = (machine.acts[act].link for machine in machines.values() if act in machine.acts)
    return frozenset(link.field for link in links if link and link.field)


def act_fields(case_type: str, revision: int, act: str, now: datetime) -> frozenset[str]:
    """The fields that an act of a running case asks for; empty if its type has no such act."""
    found = context_for(now, revision).machines[case_type].acts.get(act)
    return frozenset(held.key for held in found.data) if found else frozenset()


organisations = OrganisationTree.of
"""Bodies and units as the pack of a world writes them out."""


@once_per_world
def units_of(held: World) -> Mapping[str, UnitFact]:
    """The units in use, by id: their body and its places, as acts that name a unit must know them."""
    tree = organisations(held)
    return {
        key: UnitFact(unit.body, _places(tree, unit.body), unit_name(tree, key))
        for key, unit in tree.units.items()
    }


def unit_name(tree: OrganisationTree, unit: str) -> str:
    """What people call a unit: its body's short name, then its own."""
    held = tree.units[unit]
    body = tree.bodies[held.body].short
    return body if unit == held.body else f"{body} {held.name}"


def _places(tree: OrganisationTree, body: str) -> tuple[str, ...]:
    return tuple(row.id for row in tree.divisions.path(tree.bodies[body].division))


def _machines_of(held: World) -> Mapping[str, Machine]:
    """Compiled once per world and process."""
    if held not in _machines:
        _machines[held] = machines_of(held)
    return _machines[held]


@lru_cache(maxsize=4)
def _permissions(held: World) -> Mapping[str, frozenset[str]]:
    return permissions_of(held)


@lru_cache(maxsize=8)
def _parameters(held: World, day: date) -> Mapping[str, Any]:
    return parameter_values(held, day)
