"""A case that another system kept, as it stands there: state, tasks, clocks and the log of what that system knows.

Nothing is done again: no act is performed, nobody is told, nothing follows. What happened elsewhere stands in the chain
under the hat of who imported it, and the last row says what was imported, from which file. Clocks count from the true
start; one that ran out before the case came here is overdue, and is not breached anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace
from yiwang.kernel.worktime import WorkCalendar

from . import clocks
from .acting import Consequence, Decision, Event, Facts, hat_words
from .machine import Machine, Notice, State
from .seeds import CaseSeed
from .tasks import open_task, timed
from .values import Case, Clock, Matter
from .work import Work

IMPORTED, RECORDED = "case.imported", "case.recorded"
IMPORTING: Mapping[str, str] = {IMPORTED: "从原系统导入", RECORDED: "原系统的记录"}
"""The acts of this room, with what the time line calls them."""

SECTION = "imported"
"""The section of a case's data by which an imported case is known."""

NO_STATE = "办件类型“{0}”没有状态“{1}”；请在映射的 states 里改正。"
NO_OWNER = "没有主办单位；请在映射的 units 里写明 main。"
NOBODY = (
    "状态“{0}”要有人办，却没有一个单位接得到待办；请核对映射的 steps 和 units（环节要的那个角色有没有单位）。"
)
NOT_CLOSED = "状态“{0}”是办结，却没有办结时间。"
CLOSED = "状态“{0}”还在办，却有办结时间。"
FUTURE = "{0}（{1:%Y-%m-%d %H:%M}）晚于现在。"
BACKWARD = "办结时间（{0:%Y-%m-%d %H:%M}）早于开办时间（{1:%Y-%m-%d %H:%M}）。"


class ImportRefused(ValueError):
    """A case that cannot stand here as it stands there; the sentence says why."""


@dataclass(frozen=True)
class Recorded:
    """Something that the other system knows to have happened.

    Attributes:
        act: an act of the case type it stands for, so that figures by act count it; "" for anything else.
        text: what those at work read.
        public: what the applicant reads; "" = internal.
    """

    at: datetime
    text: str
    act: str = ""
    public: str = ""


@dataclass(frozen=True)
class CaseHeld:
    """A case as another system holds it.

    Attributes:
        key: idempotency key; the same key is imported once.
        system, number: what that system is called, and its number of the case.
        since: when it got into its state; tasks and clocks of that state count from there.
        clocks: key → from when it runs; of a closed case, clocks that ran.
        origin: where it was read: file, digest, row and the like, as sealed.
        tell: who is told that the case is here; nobody unless asked for.
    """

    seed: CaseSeed
    key: str
    system: str
    number: str
    state: str
    opened_at: datetime
    since: datetime
    closed_at: datetime | None = None
    steps: tuple[str, ...] = ()
    clocks: Mapping[str, datetime] = field(default_factory=dict)
    kept: Mapping[str, object] = field(default_factory=dict)
    recorded: tuple[Recorded, ...] = ()
    origin: Mapping[str, object] = field(default_factory=dict)
    tell: tuple[Notice, ...] = ()


def import_matter(
    held: CaseHeld, actor: Actor, machines: Mapping[str, Machine], facts: Facts, calendar: WorkCalendar,
    now: datetime, *, number: str = "", revision: int = 0,
) -> Decision:  # fmt: skip
    """The matter of one imported case, with its log; writes nothing.

    Args:
        held: the case as the other system holds it.
        actor: who imports it.
        machines: case types in force.
        facts: as for any decision.
        calendar: the working calendar.
        now: the instant of the import; aware.
        number: our number.
        revision: the release it goes by from now on.

    Raises:
        ImportRefused: it cannot stand here so.
    """
    machine = machines[held.seed.type]
    if held.state not in machine.states:
        raise ImportRefused(NO_STATE.format(machine.label, held.state))
    state = machine.state(held.state)
    _check(held, state, now)
    case = _case(held, facts.new_id(), number, revision)
    work = Work(Matter(case.id, {case.id: case}), machines, facts, calendar, now)
    case = work.put(_running(work, case, held, state))
    if state.kind == "open" and not case.open_tasks:
        raise ImportRefused(NOBODY.format(state.label))
    events = (*(_recorded(case, actor, one) for one in held.recorded), _imported(case, actor, held, now))
    return Decision(None, work.matter, events, _told(case, held, len(events) - 1))


def _check(held: CaseHeld, state: State, now: datetime) -> None:
    if not held.seed.owner_unit:
        raise ImportRefused(NO_OWNER)
    if (state.kind == "final") != (held.closed_at is not None):
        raise ImportRefused((NOT_CLOSED if state.kind == "final" else CLOSED).format(state.label))
    moments = {"开办时间": held.opened_at, "办结时间": held.closed_at, "进入现状态的时间": held.since}
    for word, at in [*moments.items(), *(("一条记录的时间", one.at) for one in held.recorded)]:
        if at is not None and at > now:
            raise ImportRefused(FUTURE.format(word, at))
    if held.closed_at is not None and held.closed_at < held.opened_at:
        raise ImportRefused(BACKWARD.format(held.closed_at, held.opened_at))


def _case(held: CaseHeld, new_id: UUID, number: str, revision: int) -> Case:
    seed = held.seed
    applicant = next((one.party for one in seed.parties if one.part == "applicant"), None)
    data = {
        "form": dict(seed.data), "terms": seed.terms.as_json(), "seed": {"key": seed.key}, "kept": dict(held.kept),
        SECTION: {"system": held.system, "number": held.number, **held.origin},
    }  # fmt: skip
    return Case(
        id=new_id, root_id=new_id, type=seed.type, subject=seed.subject, title=seed.title, number=number,
        state=held.state, opened_at=held.opened_at, closed_at=held.closed_at, revision=revision,
        division_id=seed.division, owner_unit_id=seed.owner_unit, party_id=applicant, data=data,
        units=seed.units, parties=seed.parties,
    )  # fmt: skip


def _running(work: Work, case: Case, held: CaseHeld, state: State) -> Case:
    """The case with its tasks and clocks from their true beginnings, as they stand now."""
    machine = work.machine(case)
    for key, at in held.clocks.items():
        case = clocks.start_clock(_at(work, at), case, machine.clocks[key])
    for step in held.steps if state.kind != "final" else ():
        case = open_task(_at(work, held.since), case, machine.steps[step])
    standing = tuple(_standing(work, clock, case.closed_at) for clock in case.clocks)
    return timed(replace(case, clocks=standing), machine)


def _at(work: Work, at: datetime) -> Work:
    """The same at a true instant."""
    return replace(work, now=at)


def _standing(work: Work, clock: Clock, closed_at: datetime | None) -> Clock:
    """A clock of a closed case has ended; one that ran out before the import is overdue; any other looks ahead."""
    late = clock.due_at is not None and clock.due_at < (closed_at or work.now)
    rest = {"next_at": None, "next_mark": None}
    if closed_at is not None:
        spent = clocks.reading_of(clock).spent(closed_at, work.calendar)
        return replace(clock, state="breached" if late else "met", stopped_at=closed_at, spent=spent, **rest)  # type: ignore[arg-type]
    if late:
        return replace(clock, state="breached", **rest)  # type: ignore[arg-type]
    rule = work.machine(work.case(clock.case_id)).clocks[clock.key]
    return clocks.scheduled(clock, rule, work.calendar, after=work.now)


def _recorded(case: Case, actor: Actor, one: Recorded) -> Event:
    """What happened elsewhere, at its own time; which states it led from and to is not known here."""
    row = (case.id, one.at, one.act or RECORDED, "", "", actor.account_id, actor.hat, one.public)
    return Event(*row, body={**hat_words(actor), SECTION: True, "data": {"text": one.text}})


def _imported(case: Case, actor: Actor, held: CaseHeld, now: datetime) -> Event:
    text = f"从“{held.system}”导入，原编号 {held.number}"
    public = f"本件由“{held.system}”转来，原编号 {held.number}。"
    row = (case.id, now, IMPORTED, "", case.state, actor.account_id, actor.hat, public)
    return Event(*row, body={**hat_words(actor), SECTION: dict(held.origin), "data": {"text": text}})


def _told(case: Case, held: CaseHeld, event: int) -> tuple[Consequence, ...]:
    return tuple(
        Consequence("notice", one.template, case.id, event, {"to": one.to, "may": one.may, "data": {}})
        for one in held.tell
    )
