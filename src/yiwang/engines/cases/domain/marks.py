"""What happens when a clock reaches a mark: a warning told in time, a breach and the acts that follow it."""

from uuid import UUID

from yiwang.kernel.actor import system_actor
from yiwang.kernel.replacing import replace

from . import clocks
from .intake import note_intake, settle_intake
from .machine import ClockRule, Notice
from .perform import perform, refusal
from .tasks import put_clock
from .values import Case, Clock
from .work import Work

CLOCK = system_actor("clock")
"""The hat under which clocks are logged."""


def work_off(work: Work) -> bool:
    """Work off every due mark of every running clock; true if there was one."""
    due = [(case.id, clock.id) for case in list(work.matter) for clock in case.clocks if _is_due(clock, work)]
    for case_id, clock_id in due:
        _work_off(work, case_id, clock_id)
    return bool(due)


def _is_due(clock: Clock, work: Work) -> bool:
    return clock.state == "running" and clock.next_at is not None and clock.next_at <= work.now


def _find(work: Work, case_id: UUID, clock_id: UUID) -> Clock:
    return next(clock for clock in work.case(case_id).clocks if clock.id == clock_id)


def _work_off(work: Work, case_id: UUID, clock_id: UUID) -> None:
    clock = _find(work, case_id, clock_id)
    while _is_due(clock, work):
        _mark(work, work.case(case_id), clock)
        clock = _find(work, case_id, clock_id)


def _mark(work: Work, case: Case, clock: Clock) -> None:
    rule = work.machine(case).clocks[clock.key]
    if clock.next_mark == "due":
        _breach(work, case, clock, rule)
    else:
        _warn(work, case, clock, rule)


def _warn(work: Work, case: Case, clock: Clock, rule: ClockRule) -> None:
    fraction = float((clock.next_mark or "warn:0").removeprefix("warn:"))
    notices = next((warning.notify for warning in rule.warn if warning.at == fraction), ())
    case = put_clock(work, case, clocks.past_mark(clock, rule, work.calendar))
    _log(work, case, clock, rule, "clock.warned", "", notices)


def _breach(work: Work, case: Case, clock: Clock, rule: ClockRule) -> None:
    if rule.alarm:
        case = put_clock(work, case, clocks.rung(clock, work))
        _log(work, case, clock, rule, "clock.rang", "", rule.breach_notify)
    else:
        case = put_clock(work, case, replace(clock, state="breached", next_at=None, next_mark=None))
        public = f"“{rule.label}”已到期，尚未完成。" if rule.public else ""
        _log(work, case, clock, rule, "clock.breached", public, rule.breach_notify)
    for name in rule.on_breach:
        if _follow(work, case.id, name):
            break
    if case.is_root and work.machine(case).gather_until == clock.key:
        settle_intake(work, until_reached=True)


def _follow(work: Work, case_id: UUID, name: str) -> bool:
    case = work.case(case_id)
    act = work.machine(case).acts[name]
    if refusal(work, case, act, CLOCK, {}):
        return False
    perform(work, case_id, act, CLOCK, {})
    note_intake(work, work.case(case_id), act, {})
    return True


def _log(
    work: Work, case: Case, clock: Clock, rule: ClockRule, act: str, public: str, notices: tuple[Notice, ...]
) -> None:
    due = clock.due_at.isoformat() if clock.due_at else None
    told = {"clock": clock.key, "label": rule.label, "mark": clock.next_mark, "due_at": due}
    event = work.log(case, case.state, act, CLOCK, public, told)
    work.tell(case, notices, event, told)
