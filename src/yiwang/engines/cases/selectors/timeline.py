"""The time line of a case: what happened when, how long each state took, and who has it now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.lights import Light, clock_light
from yiwang.kernel.worktime import Unit, elapsed

from ..domain.assigning import LABELS, passing_in_words
from ..domain.data import Named, said_in_words
from ..domain.importing import IMPORTING, SECTION
from ..domain.keeping import KEEPING
from ..domain.machine import Act, Machine
from ..domain.migrating import MIGRATING
from ..domain.recounting import RECOUNTING
from ..domain.telling import TOLD
from ..domain.values import Clock, Matter, Task
from ..models import Case, Event, EventBody
from ..policies import access_case
from .context import Context, context_for
from .matters import matter_load

PLAIN = {**LABELS, **TOLD, **MIGRATING, **RECOUNTING, **KEEPING, **IMPORTING}
"""Acts of no case type, whose words are their own."""

SPECIAL_ACTS = {
    "open": "提交",
    "clock.warned": "到期提醒",
    "clock.breached": "时限已到",
    "clock.rang": "到了约定的时间",
    "derived": "总办件状态",
    **PLAIN,
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
        mine: done by the account that looks, under whichever of its hats.
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
    mine: bool = False


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
    """The time lines of cases of one matter that were read as this actor's, in three queries for all of them."""
    return timelines_of(actor, cases, told_of(actor, matter_load(cases[0].id), cases), now) if cases else {}


@dataclass(frozen=True)
class Told:
    """What the time lines of a matter are made of: the matter as loaded, its log, and what its units are called."""

    matter: Matter
    events: Mapping[UUID, Sequence[Event]]
    units: Mapping[str, str]


def told_of(actor: Actor, matter: Matter, cases: Sequence[Case], beside: Sequence[Case] = ()) -> Told:
    """The log of some cases of a loaded matter, in one query, and the names of their units, in another.

    Args:
        actor: as whom the cases were read; the bodies of events are read for staff only.
        matter: the matter they belong to.
        cases: the cases whose log is wanted.
        beside: further cases of the matter; only their units are named.
    """
    units = {case.owner_unit_id for case in (*cases, *beside)}
    units |= {task.unit_id for case in cases for task in matter.cases[case.id].open_tasks}
    return Told(matter, _events(actor, cases), unit_names(units - {""}))


def _events(actor: Actor, cases: Sequence[Case]) -> Mapping[UUID, Sequence[Event]]:
    rows = Event.objects.filter(
        root_id__in={case.root_id for case in cases}, case_id__in=[c.id for c in cases]
    )
    if actor.audience != "citizen":
        bodies = EventBody.objects.filter(root_id=OuterRef("root_id"), seq=OuterRef("seq"))
        rows = rows.annotate(body=Subquery(bodies.values("body")))
    held: dict[UUID, list[Event]] = defaultdict(list)
    for row in rows.order_by("root_id", "seq"):
        held[row.case_id].append(row)
    return held


def timelines_of(actor: Actor, cases: Sequence[Case], told: Told, now: datetime) -> dict[UUID, Timeline]:
    """The time lines of cases whose matter and log have been read."""
    return {case.id: _timeline(case, told, actor, now) for case in cases}


def _timeline(case: Case, told: Told, actor: Actor, now: datetime) -> Timeline:
    staff = actor.audience != "citizen"
    context = context_for(now, case.revision)
    machine, held = context.machines[case.type], told.matter.cases[case.id]
    state = machine.state(case.state)
    tasks = tuple(sorted(held.open_tasks, key=lambda task: task.opened_at))
    shown = [event for event in told.events.get(case.id, ()) if staff or event.public]
    rules = machine.clocks
    clocks = [one for one in held.clocks if not rules[one.key].alarm and (staff or rules[one.key].public)]
    return Timeline(
        case.id,
        state.label,
        state.public,
        tuple(_entries(shown, machine, context, actor.account_id)),
        tuple(_holder(task, machine, told.units, now) for task in tasks),
        tuple(_clock(clock, machine, now) for clock in clocks),
        tasks if staff else (),
    )


def _entries(
    events: Sequence[Event], machine: Machine, context: Context, me: UUID | None
) -> list[TimelineEntry]:
    entries, since = [], events[0].at if events else None
    for event in events:
        minutes = elapsed(since, event.at, Unit.WORKING_MINUTE, context.calendar) if since else 0
        mine = me is not None and event.account == me
        entries.append(_entry(event, machine, minutes, context.facts.named, mine))
        since = event.at if event.to_state != event.from_state else since
    return entries


def _entry(event: Event, machine: Machine, minutes: int, named: Named, mine: bool) -> TimelineEntry:
    body: Mapping[str, Any] | None = getattr(event, "body", None)
    act = machine.acts.get(event.act)
    label = act.label if act else SPECIAL_ACTS.get(event.act, event.act)
    state = machine.states[event.to_state].label if event.to_state in machine.states else event.to_state
    who = str((body or {}).get("hat_label", ""))
    said = (body or {}).get("data") or {} if body is not None else None
    elsewhere = bool((body or {}).get(SECTION))
    note = passing_in_words(said or {}) if elsewhere else _in_words(event.act, act, said or {}, named)
    return TimelineEntry(
        event.seq, event.at, event.act, label, event.public, who, state, minutes, said, note, mine
    )


def _in_words(name: str, act: Act | None, said: Mapping[str, Any], named: Named) -> str:
    if name in PLAIN:
        return passing_in_words(said)
    return said_in_words(act, said, named) if act and said else ""


def _holder(task: Task, machine: Machine, names: Mapping[str, str], now: datetime) -> Holder:
    light = clock_light("paused" if task.paused else "running", task.due_at, task.warn_at, now)
    unit = names.get(task.unit_id, task.unit_id)
    return Holder(task.unit_id, unit, machine.steps[task.step].label, task.opened_at, task.due_at, light)


def _clock(row: Clock, machine: Machine, now: datetime) -> ClockLine:
    limit = f"{row.limit}{Unit(row.unit).word}"
    light = clock_light(row.state, row.due_at, row.warn_at, now)
    times = (row.started_at, row.due_at, light, row.provisional, row.state)
    return ClockLine(row.key, machine.clocks[row.key].label, limit, row.source, *times)
