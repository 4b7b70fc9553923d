"""Clocks of cases over ``kernel.worktime``: started with a limit read once, paused, resumed, met, extended.

The laws of time are the kernel's; here is which limit a clock gets, and when the worker must look at it next.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from yiwang.kernel import worktime
from yiwang.kernel.replacing import replace
from yiwang.kernel.worktime import ClockReading, Limit, Unit, WorkCalendar

from .machine import ClockMoves, ClockRule, LimitSource
from .values import Case, Clock, Task
from .work import Work


def move_clocks(work: Work, case: Case, moves: ClockMoves) -> Case:
    """Do to the clocks of a case what an act says."""
    rules = work.machine(case).clocks
    for key in moves.meet:
        case = _changed(case, key, lambda clock: _stopped(clock, work, "met"))
    for key in moves.void:
        case = _changed(case, key, lambda clock: _stopped(clock, work, "void"))
    for key in moves.pause:
        case = _changed(case, key, lambda clock: _paused(clock, work))
    for key in moves.resume:
        case = _changed(case, key, lambda clock: _resumed(clock, rules[clock.key], work))
    for key, limits in moves.extend.items():
        case = _extended(work, case, key, limits)
    for key in moves.start:
        case = start_clock(work, case, rules[key])
    return case


def start_clock(work: Work, case: Case, rule: ClockRule, task: Task | None = None) -> Case:
    """Start a clock; its limit is read now and kept. Without a limit it does not run; a live one is left alone.

    With a task it measures that task alone.
    """
    found = limit_of(work, case, rule.limit)
    live = case.clock_of(rule.id, task) if task else case.clock(rule.id)
    if found is None or (live is not None and live.live):
        return case
    value, unit, source = found
    started = _receipt(case) if rule.deemed_from_receipt and case.section("kept").get("deemed") else work.now
    one = task.id if task else None
    clock = Clock(work.facts.new_id(), case.id, rule.id, value, unit, source, started, task_id=one)
    return replace(case, clocks=(*case.clocks, scheduled(clock, rule, work.calendar, after=work.now)))


def projected_due(work: Work, case: Case, rule: ClockRule | None, start: datetime) -> datetime | None:
    """When a clock that has not started would fall due if it started then; None without rule or limit."""
    found = limit_of(work, case, rule.limit) if rule else None
    if found is None:
        return None
    return worktime.due(start, Limit(found[0], Unit(found[1])), work.calendar).at


def end_own(work: Work, case: Case) -> Case:
    """The clock of a task ends with it: met when the task was done, void when it was taken away."""
    if all(clock.task_id is None for clock in case.clocks):
        return case
    open_ones = {task.id for task in case.open_tasks}
    void = {task.id for task in case.tasks if task.state == "void"}

    def ended(clock: Clock) -> Clock:
        if clock.task_id is None or clock.task_id in open_ones:
            return clock
        return _stopped(clock, work, "void" if clock.task_id in void else "met")

    return replace(case, clocks=tuple(ended(clock) for clock in case.clocks))


def rung(clock: Clock, work: Work) -> Clock:
    """An alarm that has rung: it did what it was for."""
    return _stopped(clock, work, "met")


def void_all(case: Case, now: datetime) -> Case:
    """The case closed: what still ran is void, what was overdue is stopped."""
    return replace(case, clocks=tuple(_ended(clock, now) for clock in case.clocks))


def scheduled(clock: Clock, rule: ClockRule, calendar: WorkCalendar, *, after: datetime) -> Clock:
    """The clock with its due date, its yellow light and the next mark the worker must look at."""
    reading = reading_of(clock)
    due = reading.due(calendar)
    if due is None:
        return replace(clock, due_at=None, warn_at=None, next_at=None)
    marks = [*_warnings(reading, rule, calendar), (due.at, "due")]
    next_at, next_mark = next((mark for mark in marks if mark[0] > after), marks[-1])
    warn_at = marks[0][0] if len(marks) > 1 else None
    times = {"due_at": due.at, "warn_at": warn_at, "next_at": next_at, "next_mark": next_mark}
    return replace(clock, provisional=due.provisional, **times)  # type: ignore[arg-type]


def past_mark(clock: Clock, rule: ClockRule, calendar: WorkCalendar) -> Clock:
    """The clock after its next mark was worked off: it looks to the one that follows."""
    return scheduled(clock, rule, calendar, after=clock.next_at or clock.started_at)


def reading_of(clock: Clock) -> ClockReading:
    """The kernel's value of a clock."""
    return ClockReading(Limit(clock.limit, Unit(clock.unit)), clock.started_at, clock.pauses, clock.paused_at)


def _warnings(reading: ClockReading, rule: ClockRule, calendar: WorkCalendar) -> list[tuple[datetime, str]]:
    found = [(reading.mark(round(warning.at * 100), calendar), warning.at) for warning in rule.warn]
    return [(due.at, f"warn:{at}") for due, at in found if due is not None]


def _changed(case: Case, key: str, change: Any) -> Case:
    if all(clock.key != key for clock in case.clocks):
        return case
    return replace(case, clocks=tuple(change(clock) if clock.key == key else clock for clock in case.clocks))


def _stopped(clock: Clock, work: Work, state: str) -> Clock:
    if not clock.ticking:
        return clock
    end = {"stopped_at": work.now, "next_at": None, "next_mark": None}
    spent = reading_of(clock).spent(work.now, work.calendar)
    return replace(clock, state=state if clock.live else clock.state, spent=spent, **end)  # type: ignore[arg-type]


def _ended(clock: Clock, now: datetime) -> Clock:
    if not clock.ticking:
        return clock
    state = "void" if clock.live else "breached"
    return replace(clock, state=state, stopped_at=now, next_at=None, next_mark=None)  # type: ignore[arg-type]


def _paused(clock: Clock, work: Work) -> Clock:
    if clock.state != "running":
        return clock
    spent = reading_of(clock).spent(work.now, work.calendar)
    held = {"due_at": None, "warn_at": None, "next_at": None, "paused_at": work.now, "spent": spent}
    return replace(clock, state="paused", **held)  # type: ignore[arg-type]


def _resumed(clock: Clock, rule: ClockRule, work: Work) -> Clock:
    """Running again; a warning given before the pause is not given again."""
    if clock.state != "paused":
        return clock
    reading = worktime.resume(reading_of(clock), work.now)
    running = replace(clock, state="running", pauses=reading.pauses, paused_at=None)
    given = scheduled(running, rule, work.calendar, after=work.now)
    return (
        given if _is_later(given.next_mark, clock.next_mark) else _at_mark(given, rule, work, clock.next_mark)
    )


def _is_later(mark: str | None, kept: str | None) -> bool:
    return mark == "due" or (kept != "due" and (mark or "") >= (kept or ""))


def _at_mark(clock: Clock, rule: ClockRule, work: Work, mark: str | None) -> Clock:
    marks = {name: at for at, name in _warnings(reading_of(clock), rule, work.calendar)}
    at = marks.get(mark or "", clock.due_at)
    return replace(clock, next_at=at, next_mark=mark if mark in marks else "due")


def _extended(work: Work, case: Case, key: str, limits: Iterable[LimitSource]) -> Case:
    """A live clock of the same unit gets some more; one in another unit cannot be added and stays as it is."""
    rule, found = work.machine(case).clocks[key], limit_of(work, case, limits)

    def longer(clock: Clock) -> Clock:
        if found is None or not clock.live or clock.unit != found[1]:
            return clock
        more = replace(clock, limit=clock.limit + found[0], source=f"{clock.source}；延长依据：{found[2]}")
        return scheduled(more, rule, work.calendar, after=work.now)

    return _changed(case, key, longer)


def _receipt(case: Case) -> datetime:
    """When the material now on the table was received: at opening, or with the last supplement."""
    received = case.section("intake").get("received_at")
    return datetime.fromisoformat(received) if received else case.opened_at


def limit_of(work: Work, case: Case, limits: Iterable[LimitSource]) -> tuple[int, str, str] | None:
    """The first limit that has a value: (value, unit, source)."""
    found = (_read(limit, case.section("terms").get("limits") or {}, work.facts.param) for limit in limits)
    return next((value for value in found if value is not None), None)


def _read(
    limit: LimitSource, terms: Mapping[str, Any], params: Mapping[str, Any]
) -> tuple[int, str, str] | None:
    if limit.term:
        held = terms.get(limit.term)
        return (int(held["value"]), held["unit"], held["source"]) if held else None
    if limit.parameter:
        value = params.get(limit.parameter)
        return None if value is None else (int(value), limit.unit, limit.source or f"参数 {limit.parameter}")
    return None if limit.value is None else (limit.value, limit.unit, limit.source)
