"""A matter lived through on paper: the same decisions as in earnest, without database, at the instants one says.

Pack scenarios, property tests and dry runs use it. Clocks are worked off between steps exactly when they are due.
After-effects answer at once, as ``effects`` says.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.kernel.actor import PUBLIC, Actor, system_actor
from yiwang.kernel.worktime import WorkCalendar

from .acting import Consequence, Decision, Event, Facts, Refusal, Request, Ruling
from .decide import clock_marks, decide
from .machine import Machine
from .opening import open_matter
from .seeds import CaseSeed
from .values import Case, Matter

EFFECT = system_actor("effect")
ANSWERS: Mapping[str, str] = {"issue_result": "record_issue"}
"""Which act an after-effect does when it has succeeded."""


@dataclass(frozen=True)
class SimulatedStep:
    """One act at one instant. ``case`` is a seed's key; an empty ``act`` only lets time pass."""

    at: datetime
    case: str = ""
    act: str = ""
    actor: Actor = PUBLIC
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Simulation:
    """What has happened so far. ``refusals`` holds the refusal of each refused step by its number (from 0)."""

    machines: Mapping[str, Machine]
    facts: Facts
    calendar: WorkCalendar
    matter: Matter
    keys: Mapping[str, UUID]
    effects: Mapping[str, str] = field(default_factory=lambda: ANSWERS)
    events: list[Event] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    refusals: dict[int, Refusal] = field(default_factory=dict)
    steps: int = 0

    def case(self, key: str) -> Case:
        """The case of a seed as it stands; parts that an act split off are ``part-1`` and so on."""
        return self.matter.cases[self.keys[key]]

    def state(self, key: str) -> str:
        """Its state."""
        return self.case(key).state

    def pass_time(self, until: datetime) -> None:
        """Let the clocks run to an instant; every mark is worked off when it is due."""
        while (due := self._next_mark()) is not None and due <= until:
            decision = clock_marks(self.matter, self.machines, self.facts, self.calendar, due)
            if decision is None:
                return
            self._take(decision, due)

    def do(self, step: SimulatedStep) -> Refusal | None:
        """Do one step; a refusal is kept and given back."""
        number, self.steps = self.steps, self.steps + 1
        self.pass_time(step.at)
        if not step.act:
            return None
        request = Request(self.keys[step.case], step.act, step.actor, step.data)
        made = decide(self.matter, request, self.machines, self.facts, self.calendar, step.at)
        if isinstance(made, Refusal):
            self.refusals[number] = made
            return made
        self._take(made, step.at)
        return None

    def _take(self, decision: Decision, now: datetime) -> None:
        self.matter = decision.matter
        if len(self.matter.cases) > len(self.keys):
            self.keys = {**keys_of(self.matter), **self.keys}
        self.events += decision.events
        self.consequences += decision.consequences
        self.rulings += decision.rulings
        for effect in decision.consequences:
            if effect.kind == "after" and effect.name in self.effects:
                self._answer(effect, now)

    def _answer(self, effect: Consequence, now: datetime) -> None:
        request = Request(effect.case_id, self.effects[effect.name], EFFECT)
        made = decide(self.matter, request, self.machines, self.facts, self.calendar, now)
        if isinstance(made, Decision):
            self._take(made, now)

    def _next_mark(self) -> datetime | None:
        clocks = (clock for case in self.matter for clock in case.clocks if clock.state == "running")
        return min((clock.next_at for clock in clocks if clock.next_at is not None), default=None)


def keys_of(matter: Matter) -> dict[str, UUID]:
    """The cases of a matter by the keys of their seeds."""
    return {str(case.section("seed")["key"]): case.id for case in matter}


def counted_ids() -> Callable[[], UUID]:
    """Ids 1, 2, 3 … : a simulation is the same every time."""
    last = 0

    def following() -> UUID:
        nonlocal last
        last += 1
        return UUID(int=last)

    return following


def simulated(
    machines: Mapping[str, Machine],
    calendar: WorkCalendar,
    facts: Facts,
    root: CaseSeed,
    children: Sequence[CaseSeed],
    actor: Actor,
    now: datetime,
    effects: Mapping[str, str] = ANSWERS,
    *,
    number: str = "",
    revision: int = 0,
) -> Simulation:
    """Open a matter on paper."""
    made = open_matter(
        root, children, actor, machines, facts, calendar, now, number=number, revision=revision
    )
    held = Simulation(machines, facts, calendar, made.matter, keys_of(made.matter), effects)
    held.events += made.events
    held.consequences += made.consequences
    return held
