"""The time line of a case: what happened when, how long each state took, and who has it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.lights import Light, clock_light
from yiwang.kernel.worktime import Unit, WorkCalendar, elapsed

from ..domain.data import said_in_words
from ..domain.machine import Machine
from ..models import Case, Clock, Event, EventBody, Task
from ..policies import access_case
from .context import context_for

SPECIAL_ACTS = {
    "open": "提交",
    "clock.warned": "到期提醒",
    "clock.breached": "时限已到",
    "derived": "总办件状态",
}


@dataclass(frozen=True)
class TimelineEntry:
    """One event as people read it.

    Attributes:
        seq: its number on the matter's chain.
        label: what was done.
        text: the public sentence; staff also see events without one.
        who: the hat, for staff; for the applicant the unit's doings stay the unit's.
        body: what was said, for staff only; None where it was lawfully erased.
        note: the same in words.
        state: the state it led to, in words.
        working_minutes: how long the state before it had lasted, in duty minutes.
    """

    seq: int
    at: datetime
    act: str
    label: str
    text: str
    who: str
    state: str
    working_minutes: int
    body: Mapping[str, Any] | None = None
    note: str = ""


@dataclass(frozen=True)
class Holder:
    """Who has it now: unit, step, since when, until when."""

    unit_id: str
    unit: str
    step: str
    since: datetime
    due_at: datetime | None
    light: Light


@dataclass(frozen=True)
class ClockLine:
    """A clock as people read it; ``state`` says whether it still runs."""

    key: str
    label: str
    limit: str
    source: str
    started_at: datetime
    due_at: datetime | None
    light: Light
    provisional: bool
    state: str = "running"


@dataclass(frozen=True)
class Timeline:
    """A case's time line."""

    case_id: UUID
    state: str
    state_text: str
    entries: tuple[TimelineEntry, ...]
    holders: tuple[Holder, ...]
    clocks: tuple[ClockLine, ...]


def case_timeline(actor: Actor, case_id: UUID, now: datetime) -> Timeline:
    """The time line of a case for somebody who may see it; people see its public events only.

    Raises:
        CaseNotFound: the actor may not see it.
    """
    case = access_case(actor, case_id)
    context = context_for(now, case.revision)
    machine = context.machines[case.type]
    staff = actor.audience != "citizen"
    events = list(Event.objects.filter(root_id=case.root_id, case_id=case.id).order_by("seq"))
    shown = [event for event in events if staff or event.public]
    state = machine.state(case.state)
    return Timeline(
        case.id,
        state.label,
        state.public,
        tuple(_entries(shown, machine, context.calendar, _bodies(case, staff))),
        tuple(_holders(case, machine, now)),
        tuple(_clocks(case, machine, now, staff)),
    )


def _bodies(case: Case, staff: bool) -> Mapping[int, Any]:
    if not staff:
        return {}
    return dict(EventBody.objects.filter(root_id=case.root_id).values_list("seq", "body"))


def _entries(
    events: Sequence[Event], machine: Machine, calendar: WorkCalendar, bodies: Mapping[int, Any]
) -> list[TimelineEntry]:
    entries, since = [], events[0].at if events else None
    for event in events:
        minutes = elapsed(since, event.at, Unit.WORKING_MINUTE, calendar) if since else 0
        entries.append(_entry(event, machine, minutes, bodies.get(event.seq)))
        since = event.at if event.to_state != event.from_state else since
    return entries


def _entry(event: Event, machine: Machine, minutes: int, body: Mapping[str, Any] | None) -> TimelineEntry:
    act = machine.acts.get(event.act)
    label = act.label if act else SPECIAL_ACTS.get(event.act, event.act)
    state = machine.states[event.to_state].label if event.to_state in machine.states else event.to_state
    who = str((body or {}).get("hat_label", ""))
    said = (body or {}).get("data") or {} if body is not None else None
    note = said_in_words(act, said) if act and said else ""
    return TimelineEntry(event.seq, event.at, event.act, label, event.public, who, state, minutes, said, note)


def _holders(case: Case, machine: Machine, now: datetime) -> list[Holder]:
    tasks = list(Task.objects.filter(case_id=case.id, state="open").order_by("opened_at"))
    names = unit_names([task.unit_id for task in tasks]) if tasks else {}
    return [_holder(task, machine, names, now) for task in tasks]


def _holder(task: Task, machine: Machine, names: Mapping[str, str], now: datetime) -> Holder:
    light = clock_light("paused" if task.paused else "running", task.due_at, task.warn_at, now)
    unit = names.get(task.unit_id, task.unit_id)
    return Holder(task.unit_id, unit, machine.steps[task.step].label, task.opened_at, task.due_at, light)


def _clocks(case: Case, machine: Machine, now: datetime, staff: bool) -> list[ClockLine]:
    rows = Clock.objects.filter(case_id=case.id).order_by("started_at")
    return [_clock(row, machine, now) for row in rows if staff or machine.clocks[row.key].public]


def _clock(row: Clock, machine: Machine, now: datetime) -> ClockLine:
    limit = f"{row.limit}{Unit(row.unit).word}"
    light = clock_light(row.state, row.due_at, row.warn_at, now)  # type: ignore[arg-type]
    times = (row.started_at, row.due_at, light, row.provisional, row.state)
    return ClockLine(row.key, machine.clocks[row.key].label, limit, row.source, *times)
