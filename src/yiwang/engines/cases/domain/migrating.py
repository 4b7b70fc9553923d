"""Moving a running matter to a newer release: which states, steps and clocks map, which cannot, and why.

A matter moves whole or not at all: its cases are decided together, under machines of one release. Nothing maps by
guessing; what was renamed says so in the new definition (``was``). No clock becomes overdue by moving: who would have
been late under a limit nobody knew stays under the old one, and the report says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace
from yiwang.kernel.worktime import Unit, WorkCalendar

from . import clocks
from .acting import Decision, Facts
from .machine import ClockRule, Machine
from .tasks import timed
from .tree import settle
from .values import Case, Clock, Matter, Task
from .work import Work

MIGRATED = "case.migrated"
"""The act under which the log tells that a case goes by a newer release."""

MIGRATING: Mapping[str, str] = {MIGRATED: "改按新版本办理"}
"""The acts of this room, with what the time line calls them."""

EXTENDED = "；延长依据："
NO_TYPE = "新版本里没有办件类型“{0}”。"
NO_NAME = "{0}“{1}”（{2}）在新版本里没有；改了名的，请在新定义里写 was: [{2}]。"
NOBODY = "新版本的状态“{0}”要有人办，而这个办件没有在办的待办。"
ENDED = "办件还在办，新版本的状态“{0}”却是办结。"
REOPENED = "办件已经办结，新版本的状态“{0}”却还要办。"
TOO_LATE = "时钟“{0}”按新时限（{1}）已经到期；改时限不能让人立刻逾期。"


class Named(Protocol):
    """A state, a step or a clock of a machine."""

    @property
    def label(self) -> str:
        """What people call it."""
        ...

    @property
    def was(self) -> tuple[str, ...]:
        """What it was called in earlier releases."""
        ...


@dataclass(frozen=True)
class Line:
    """One thing that maps: ``what`` is ``state``, ``step`` or ``clock``; ``note`` says what changes with it."""

    what: str
    old: str
    new: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class CasePlan:
    """One case under the new release: what maps, and what cannot."""

    number: str
    type: str
    lines: tuple[Line, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatterPlan:
    """A whole matter under the new release. ``decision`` is what would be written; None if one of its cases cannot.

    Attributes:
        follows: acts that the new rules bring about at once: (number, act).
    """

    cases: tuple[CasePlan, ...]
    decision: Decision | None = None
    follows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Target:
    """Where a matter goes: the release, its machines, and what a decision must know."""

    revision: int
    machines: Mapping[str, Machine]
    facts: Facts
    calendar: WorkCalendar
    now: datetime


def plan(matter: Matter, old: Mapping[str, Machine], to: Target, actor: Actor) -> MatterPlan:
    """What moving a matter to a newer release does, worked out whole.

    Args:
        matter: the matter as loaded, whole.
        old: the machines it goes by now.
        to: where it goes.
        actor: who moves it, for the log.
    """
    work = Work(matter, to.machines, to.facts, to.calendar, to.now)
    plans = tuple(_plan(work, case, old.get(case.type)) for case in matter)
    if any(held.cannot for held in plans):
        return MatterPlan(plans)
    for case, held in zip(list(matter), plans, strict=True):
        _tell(work, case, _moved(work, case, held, to.revision), held, actor)
    settle(work)
    told = [event for event in work.events if event.act != MIGRATED]
    follows = tuple((matter.cases[event.case_id].number, event.act) for event in told)
    return MatterPlan(
        plans, Decision(matter, work.matter, tuple(work.events), tuple(work.consequences)), follows
    )


def _plan(work: Work, case: Case, old: Machine | None) -> CasePlan:
    if case.type not in work.machines:
        return CasePlan(case.number, case.type, cannot=(NO_TYPE.format(case.type),))
    found = list(_mapped(work, case, old))
    lines = tuple(one for one in found if isinstance(one, Line))
    return CasePlan(case.number, case.type, lines, tuple(one for one in found if isinstance(one, str)))


def _mapped(work: Work, case: Case, old: Machine | None) -> Iterator[Line | str]:
    """Lines for what maps, sentences for what cannot."""
    new = work.machine(case)
    yield from _state(case, old, new)
    for key in dict.fromkeys(task.step for task in case.open_tasks):
        yield _line("step", "环节", key, new.steps, old.steps if old else {})
    for clock in case.clocks:
        yield _clock(work, case, clock, old)


def _state(case: Case, old: Machine | None, new: Machine) -> Iterator[Line | str]:
    line = _line("state", "状态", case.state, new.states, old.states if old else {})
    yield line
    if isinstance(line, str):
        return
    state = new.states[line.new]
    if (state.kind == "final") != (case.closed_at is not None):
        yield (ENDED if state.kind == "final" else REOPENED).format(state.label)
    elif state.kind == "open" and not new.derived and not case.open_tasks:
        yield NOBODY.format(state.label)


def _line(what: str, word: str, key: str, new: Mapping[str, Named], old: Mapping[str, Named]) -> Line | str:
    name = new_name(key, new)
    if name is None:
        return NO_NAME.format(word, old[key].label if key in old else key, key)
    return Line(what, key, name, new[name].label)


def new_name(key: str, held: Mapping[str, Named]) -> str | None:
    """What a state, a step or a clock of an older release is called now; None if it is gone."""
    return key if key in held else next((name for name, one in held.items() if key in one.was), None)


def _clock(work: Work, case: Case, clock: Clock, old: Machine | None) -> Line | str:
    new = work.machine(case).clocks
    line = _line("clock", "时钟", clock.key, new, old.clocks if old else {})
    if isinstance(line, str):
        return line
    fresh = _timed_anew(work, case, clock, new[line.new])
    if _is_late(fresh, work.now) and not _is_late(clock, work.now):
        return TOO_LATE.format(line.label, _words(fresh))
    return replace(line, note=_changed(clock, fresh))


def _timed_anew(work: Work, case: Case, clock: Clock, rule: ClockRule) -> Clock:
    """The clock under its new rule; what has ended, and what somebody extended, keeps the limit it had."""
    named = replace(clock, key=rule.id)
    found = clocks.limit_of(work, case, rule.limit)
    if not clock.live or EXTENDED in clock.source or found is None or found[:2] == (clock.limit, clock.unit):
        return named
    value, unit, source = found
    fresh = replace(named, limit=value, unit=unit, source=source)
    return clocks.scheduled(fresh, rule, work.calendar, after=work.now)


def _is_late(clock: Clock, now: datetime) -> bool:
    return clock.due_at is not None and clock.due_at <= now


def _words(clock: Clock) -> str:
    return f"{clock.limit}{Unit(clock.unit).word}"


def _changed(old: Clock, new: Clock) -> str:
    if EXTENDED in old.source and old.live:
        return "已经延长，时限不变"
    return "" if _words(old) == _words(new) else f"时限由{_words(old)}改为{_words(new)}"


def _moved(work: Work, case: Case, held: CasePlan, revision: int) -> Case:
    machine = work.machine(case)
    names = {(line.what, line.old): line.new for line in held.lines}
    tasks = tuple(_task(task, machine, names) if task.state == "open" else task for task in case.tasks)
    rules = [machine.clocks[names["clock", clock.key]] for clock in case.clocks]
    moved = tuple(_timed_anew(work, case, *pair) for pair in zip(case.clocks, rules, strict=True))
    fresh = replace(case, revision=revision, state=names["state", case.state], tasks=tasks, clocks=moved)
    return work.put(timed(fresh, machine) if case.closed_at is None else fresh)


def _task(task: Task, machine: Machine, names: Mapping[tuple[str, str], str]) -> Task:
    step = machine.steps[names["step", task.step]]
    return replace(task, step=step.id, may=step.may)


def _tell(work: Work, old: Case, new: Case, held: CasePlan, actor: Actor) -> None:
    """One row of the log: a new name is no move, so both states are the new one."""
    changed = [f"{line.label}：{line.note}" for line in held.lines if line.note]
    renamed = [f"{line.old}→{line.new}" for line in held.lines if line.old != line.new]
    text = f"由第{old.revision}版改按第{new.revision}版办理。" + "；".join([*changed, *renamed])
    public = "按新的规定，办理期限有调整。" if old.due_at != new.due_at and not old.closed_at else ""
    body = {"from": old.revision, "to": new.revision, "data": {"text": text}}
    work.log(new, new.state, MIGRATED, actor, public, body)
