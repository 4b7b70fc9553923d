"""The matter while an act changes it: the cases so far, the log rows and consequences gathered on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace
from yiwang.kernel.worktime import WorkCalendar

from .acting import Consequence, Event, Facts, Ruling, hat_words
from .machine import Machine, Notice, State
from .values import Case, Matter


@dataclass
class Work:
    """Where a decision is worked out. Only ``domain`` writes to it; ``decide`` hands out the frozen result."""

    matter: Matter
    machines: Mapping[str, Machine]
    facts: Facts
    calendar: WorkCalendar
    now: datetime
    events: list[Event] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)

    def case(self, case_id: UUID) -> Case:
        """The case as it stands by now."""
        return self.matter.cases[case_id]

    def machine(self, case: Case) -> Machine:
        """The machine a case runs on."""
        return self.machines[case.type]

    def state(self, case: Case) -> State:
        """The state a case is in."""
        return self.machine(case).state(case.state)

    def put(self, case: Case) -> Case:
        """Replace a case by its next value."""
        self.matter = replace(self.matter, cases={**self.matter.cases, case.id: case})
        return case

    def log(
        self, before: Case, to_state: str, act: str, actor: Actor, public: str, body: Mapping[str, Any]
    ) -> int:
        """Add one log row; gives its index."""
        row = (before.id, self.now, act, before.state, to_state, actor.account_id, actor.hat, public)
        self.events.append(Event(*row, body={**hat_words(actor), **body}))
        return len(self.events) - 1

    def follow(self, kind: str, name: str, case: Case, event: int, body: Mapping[str, Any]) -> None:
        """Add something that follows from a log row."""
        self.consequences.append(Consequence(kind, name, case.id, event, body))

    def tell(self, case: Case, notices: Iterable[Notice], event: int, data: Mapping[str, Any]) -> None:
        """Tell each of these people, once, when the decision is written."""
        for notice in notices:
            body = {"to": notice.to, "may": notice.may, "data": dict(data)}
            self.follow("notice", notice.template, case, event, body)
