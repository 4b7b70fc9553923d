"""A matter lived through on paper, as lives of the pack say: every act by whoever may do it, in duty hours.

An act that is refused because its time has not come (a case that waits for another) is tried again on the next days.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.worktime import WorkCalendar

from ...definitions import DemoLife, LifeStep
from ...domain.machine import Act, Performer
from ...domain.seeds import CaseSeed
from ...domain.simulate import ANSWERS, SimulatedStep, Simulation, simulated
from ...domain.values import Case
from ...selectors import Context

NUMBER = "demo-number-of-a-copy"
"""The number of a matter on paper; copies have numbers of their own."""

ROLE = "demo"
"""The role of everybody at work in a demo life; it carries every permission."""

PATIENCE = 45
"""On how many days an act is tried before it is given up."""

MARGIN = 20
"""Nothing is done in the last minutes of duty hours, so that copies some minutes later are still within them."""

ALL_DAY = ((540, 1050),)
_DAY = timedelta(days=1)

REMARKS = [{"about": "场所证明", "what": "缺第二页（演示）", "mend": "补齐后上传"}]
SAID: Mapping[str, Any] = {
    "remarks": REMARKS, "text": "（演示）", "long_text": "（演示）材料属实。", "record": {"说明": "（演示）"},
}  # fmt: skip
"""What is said where an act asks for something and the life says nothing."""


def live(
    context: Context, root: CaseSeed, children: Sequence[CaseSeed], lives: Mapping[str, DemoLife],
    opened: datetime, until: datetime, chance: Random, chosen: str = "",
) -> Simulation:  # fmt: skip
    """Live a matter from its opening until an instant.

    Args:
        context: what is in force.
        root: the seed of the matter.
        children: the seeds of its other cases.
        lives: seed key → how this case goes.
        opened: when it is handed in.
        until: the present; what would come later has not happened.
        chance: draws minutes.
        chosen: the unit that acts choose which choose one.
    """
    citizen = Actor(
        "citizen", hat="demo", hat_label="（演示）申请人", parties=tuple(p.party for p in root.parties)
    )
    everything = frozenset(word for words in context.facts.may.values() for word in words)
    facts = replace(context.facts, may={ROLE: everything})
    answers = {} if any(life.silent for life in lives.values()) else ANSWERS
    held = simulated(
        context.machines, context.calendar, facts, root, children, citizen, opened, effects=answers,
        number=NUMBER, revision=context.revision,
    )  # fmt: skip
    _Living(held, citizen, chance, until, chosen).live({key: life.steps for key, life in lives.items()})
    return held


@dataclass
class _Living:
    held: Simulation
    citizen: Actor
    chance: Random
    until: datetime
    chosen: str = ""

    def live(self, plans: Mapping[str, Sequence[LifeStep]]) -> None:
        """Do the steps of every case in the order of time, then let time pass until the present."""
        opened, todo = (
            self.held.matter.root.opened_at,
            list[tuple[datetime, int, str, tuple[LifeStep, ...]]](),
        )
        for key, steps in plans.items():
            self._plan(todo, opened, key, tuple(steps), 0)
        while todo and todo[0][0] <= self.until:
            at, tries, key, steps = heapq.heappop(todo)
            if self._does(at, key, steps[0]):
                self._plan(todo, at, key, steps[1:], 0)
            elif tries < PATIENCE and not self._is_over(key):
                heapq.heappush(todo, (self._moment(at, 1), tries + 1, key, steps))
        self.held.pass_time(self.until)

    def _plan(
        self, todo: list[Any], after: datetime, key: str, steps: tuple[LifeStep, ...], tries: int
    ) -> None:
        if steps:
            heapq.heappush(todo, (self._moment(after, steps[0].gap), tries, key, steps))

    def _is_over(self, key: str) -> bool:
        case = self.held.case(key)
        return self.held.machines[case.type].state(case.state).kind == "final"

    def _does(self, at: datetime, key: str, step: LifeStep) -> bool:
        self.held.pass_time(at)
        key = step.on or key
        if key not in self.held.keys:
            return False
        case = self.held.case(key)
        act = self.held.machines[case.type].acts[step.act]
        if not act.leaves(self.held.machines[case.type].state(case.state)):
            return False
        data = _said(act, step.data, at, self.chosen)
        return self.held.do(SimulatedStep(at, key, act.id, self._who(case, act), data)) is None

    def _who(self, case: Case, act: Act) -> Actor:
        """Whoever may: staff before the applicant, people before the system."""
        by = next((one for one in act.by if one.step or one.unit), None)
        if by is not None:
            return _clerk(_unit(case, by))
        if any(one.party for one in act.by):
            return self.citizen
        return system_actor(act.by[0].system)

    def _moment(self, after: datetime, gap: int) -> datetime:
        """Some minutes later within duty hours, or a minute of duty so many working days later."""
        calendar = self.held.calendar
        later = calendar.local(after) + timedelta(seconds=self.chance.randint(400, 2700))
        if gap == 0 and _on_duty(calendar, later):
            return later
        day = working_day(calendar, calendar.local(after).date(), gap or 1)
        return duty_moment(calendar, day, self.chance)


def _unit(case: Case, by: Performer) -> str:
    held = (task.unit_id for task in case.open_tasks if not by.step or task.step == by.step)
    return next(held, case.owner_unit_id)


def _clerk(unit: str) -> Actor:
    return Actor("staff", None, f"post:{unit}", "（演示）经办人", (unit,), unit, frozenset({ROLE}))


def _said(act: Act, written: Mapping[str, Any], at: datetime, chosen: str) -> dict[str, Any]:
    known = {**SAID, "unit": chosen, "units": [chosen]} if chosen else SAID
    missing = (field for field in act.data if field.required and field.key not in written)
    filled = {
        field.key: next(iter(field.options))
        if field.options
        else known.get(field.type, at.date().isoformat())
        for field in missing
    }
    return {**filled, **{key: _led(held, chosen) for key, held in written.items()}}


def _led(said: Any, chosen: str) -> Any:
    """Lines that name no lead have the unit chosen."""
    lines = isinstance(said, list) and chosen
    return [{"unit": chosen, **one} if isinstance(one, dict) else one for one in said] if lines else said


def working_day(calendar: WorkCalendar, day: date, count: int) -> date:
    """The ``count``-th working day after a day, before it if negative; for 0 the day, or the last one that worked."""
    step = _DAY if count > 0 else -_DAY
    while count == 0 and not calendar.is_working(day):
        day += step
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def duty_moment(calendar: WorkCalendar, day: date, chance: Random) -> datetime:
    """An instant of the duty hours of a day."""
    begin, end = chance.choice(calendar.hours_on(day) or ALL_DAY)
    minute = chance.randint(begin + 1, end - MARGIN - 1)
    return calendar.instant(day.toordinal(), minute) + timedelta(seconds=chance.randint(0, 59))


def _on_duty(calendar: WorkCalendar, at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    hours = calendar.hours_on(at.date()) or ALL_DAY
    return calendar.is_working(at.date()) and any(begin < minute < end - MARGIN for begin, end in hours)
