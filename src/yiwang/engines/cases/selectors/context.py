"""What is in force for a case: machines pinned to its release, roles, parameters and calendar of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.releases.public import release_current, world
from yiwang.kernel.ids import uuid7
from yiwang.kernel.worktime import WorkCalendar
from yiwang.loader import World, parameter_values

from ..domain.machine import Machine
from ..pure import Facts, machines_of, permissions_of


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
    facts = Facts(uuid7, _permissions(live), _parameters(live, day))
    return Context(
        _machines_of(pinned), facts, calendar_current(), revision or (current.pk if current else 0)
    )


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
