"""What lists say of cases and tasks: the words of states and steps, from the case types in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from yiwang.kernel.actor import Actor

from ..domain.machine import Machine
from .context import context_for
from .page import CaseAct


class Typed(Protocol):
    """A row of a list: a case or a task's case."""

    @property
    def id(self) -> UUID:
        """The row's id."""
        ...

    @property
    def type(self) -> str:
        """The case type."""
        ...

    @property
    def state(self) -> str:
        """The case's state."""
        ...


@dataclass(frozen=True)
class CaseWords:
    """A case's state for those at work, and for the applicant."""

    label: str
    public: str


def case_words(rows: Iterable[Typed], now: datetime) -> dict[UUID, CaseWords]:
    """The words for the states of rows; a state that the case type in force no longer knows keeps its id."""
    machines = context_for(now).machines
    return {row.id: _words(machines, row) for row in rows}


def _words(machines: Mapping[str, Machine], row: Typed) -> CaseWords:
    machine = machines.get(row.type)
    state = machine.states.get(row.state) if machine else None
    return CaseWords(state.label, state.public) if state else CaseWords(row.state, row.state)


def bulk_acts(actor: Actor, now: datetime) -> list[CaseAct]:
    """The acts that types in force allow on many cases at once, as far as this hat's roles carry them."""
    held = context_for(now)
    acts = [act for machine in held.machines.values() for act in machine.acts.values() if act.bulk]
    mine = [act for act in acts if any(one.step and held.facts.allows(actor, one.may) for one in act.by)]
    return list({act.id: CaseAct.of(act) for act in mine}.values())


def step_words(now: datetime) -> dict[str, str]:
    """Every step of every case type in force, with its label."""
    machines = context_for(now).machines.values()
    return {key: step.label for machine in machines for key, step in machine.steps.items()}
