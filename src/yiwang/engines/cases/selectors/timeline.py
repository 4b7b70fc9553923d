"""The time line of a case: what happened when, how long each state took, and who has it now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.lights import Light, clock_light
from yiwang.kernel.worktime import Unit, WorkCalendar, elapsed

from ..domain.assigning import LABELS, passing_in_words
from ..domain.data import said_in_words
from ..domain.machine import Act, Machine
from ..domain.telling import TOLD
from ..models import Case, Clock, Event, EventBody, Task
from ..policies import access_case
from .context import context_for

SPECIAL_ACTS = {
    "open": "提交",
    "clock.warned": "到期提醒",
    "clock.breached": "时限已到",
    "derived": "总办件状态",
    **LABELS,
    **TOLD,
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
    """A case's time line; ``tasks``, for staff only, are the open tasks that ``holders`` speak of, one by one."""

    case_id: UUID
    state: str
    state_text: str
    entries: tuple[TimelineEntry, ...]
    holders: tuple[Holder, ...]
    clocks: tuple[ClockLine, ...]
    tasks: tuple[Task, ...] = ()


def case_timeline(actor: Actor, case_id: UUID, now: datetime) -> Timeline:
    """The time line of a case for somebody who may see it; people see its public events only.

    Raises:
        CaseNotFound: the actor may not see it.
    """
    case = access_case(actor, case_id)
    return matter_timelines(actor, [case], now)[case.id]


def matter_timelines(actor: Actor, cases: Sequence[Case], now: datetime) -> dict[UUID, Timeline]:
    """The time lines of cases of one matter that were read as this actor's, in five queries for all of them."""
    staff = actor.audience != "citizen"
    rows = _rows(cases, staff)
    return {case.id: _timeline(case, rows, staff, now) for case in cases}


@dataclass(frozen=True)
class _Rows:
    """What the time lines of a matter are made of."""

    events: Mapping[UUID, Sequence[Event]]
    bodies: Mapping[int, Any]
    tasks: Mapping[UUID, Sequence[Task]]
    clocks: Mapping[UUID, Sequence[Clock]]
    units: Mapping[str, str]


def _rows(cases: Sequence[Case], staff: bool) -> _Rows:
    ids, roots = [case.id for case in cases], {case.root_id for case in cases}
    tasks = list(Task.objects.filter(case_id__in=ids, state="open").order_by("opened_at"))
    return _Rows(
        _by_case(Event.objects.filter(root_id__in=roots, case_id__in=ids).order_by("seq")),
        dict(EventBody.objects.filter(root_id__in=roots).values_list("seq", "body")) if staff else {},
        _by_case(tasks),
        _by_case(Clock.objects.filter(case_id__in=ids).order_by("started_at")),
        unit_names({task.unit_id for task in tasks}) if tasks else {},
    )


def _by_case(rows: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    held: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        held[row.case_id].append(row)
    return held


def _timeline(case: Case, rows: _Rows, staff: bool, now: datetime) -> Timeline:
    context = context_for(now, case.revision)
    machine = context.machines[case.type]
    state = machine.state(case.state)
    shown = [event for event in rows.events.get(case.id, ()) if staff or event.public]
    clocks = [row for row in rows.clocks.get(case.id, ()) if staff or machine.clocks[row.key].public]
    return Timeline(
        case.id,
        state.label,
        state.public,
        tuple(_entries(shown, machine, context.calendar, rows.bodies)),
        tuple(_holder(task, machine, rows.units, now) for task in rows.tasks.get(case.id, ())),
        tuple(_clock(row, machine, now) for row in clocks),
        tuple(rows.tasks.get(case.id, ())) if staff else (),
    )


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
    note = _in_words(event.act, act, said or {})
    return TimelineEntry(event.seq, event.at, event.act, label, event.public, who, state, minutes, said, note)


def _in_words(name: str, act: Act | None, said: Mapping[str, Any]) -> str:
    if name in LABELS or name in TOLD:
        return passing_in_words(said)
    return said_in_words(act, said) if act and said else ""


def _holder(task: Task, machine: Machine, names: Mapping[str, str], now: datetime) -> Holder:
    light = clock_light("paused" if task.paused else "running", task.due_at, task.warn_at, now)
    unit = names.get(task.unit_id, task.unit_id)
    return Holder(task.unit_id, unit, machine.steps[task.step].label, task.opened_at, task.due_at, light)


def _clock(row: Clock, machine: Machine, now: datetime) -> ClockLine:
    limit = f"{row.limit}{Unit(row.unit).word}"
    light = clock_light(row.state, row.due_at, row.warn_at, now)  # type: ignore[arg-type]
    times = (row.started_at, row.due_at, light, row.provisional, row.state)
    return ClockLine(row.key, machine.clocks[row.key].label, limit, row.source, *times)
