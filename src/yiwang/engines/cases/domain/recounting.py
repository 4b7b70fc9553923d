"""The calendar changed: running clocks are counted anew by it, and what moved is told.

Limits stay as they were read; only which days count is new. Nobody becomes overdue by it: a clock whose new end has
passed already keeps the end it had, and the report says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.days import day_words
from yiwang.kernel.worktime import WorkCalendar

from . import clocks
from .acting import Decision
from .machine import ClockRule
from .tasks import put_clock
from .values import Case, Clock
from .work import Work

RECOUNTED = "clock.recounted"
"""The act under which the log tells that an end was counted anew."""

RECOUNTING: Mapping[str, str] = {RECOUNTED: "期限按新的日历重算"}
"""The acts of this room, with what the time line calls them."""

PUBLIC = "工作日历有调整，“{0}”的期限由{1}改为{2}。"


@dataclass(frozen=True)
class ClockMoved:
    """One clock under the new calendar.

    Attributes:
        number: of the case.
        clock, label: which clock, and what people call it.
        old, new: when it fell due, and when it does.
        kept: its new end has passed already, so it keeps the old one.
    """

    number: str
    clock: str
    label: str
    old: datetime | None
    new: datetime | None
    kept: bool = False


def recount(work: Work, actor: Actor) -> tuple[tuple[ClockMoved, ...], Decision | None]:
    """Count every running clock of a matter anew: what moves, and what is to be written; None if nothing is.

    Marks that are due already are left to whoever works them off; the next mark is counted by the new calendar then.

    Args:
        work: on the matter, with the calendar in force.
        actor: who has it counted, for the log.
    """
    matter = work.matter
    found = [(case.id, clock, fresh) for case in matter for clock, fresh in _anew(work, case)]
    moved = tuple(_told(work, *one) for one in found)
    for (case_id, clock, fresh), told in zip(found, moved, strict=True):
        if not told.kept:
            _put(work, work.case(case_id), clock, fresh, actor)
    decision = Decision(matter, work.matter, tuple(work.events), tuple(work.consequences))
    return moved, decision if work.events else None


def _anew(work: Work, case: Case) -> Iterator[tuple[Clock, Clock]]:
    """The running clocks that end, or warn, at another time now: as they are, and as they will be."""
    rules = work.machine(case).clocks
    for clock in case.clocks:
        if clock.key in rules and _counts(clock, work.now):
            fresh = clocks.scheduled(clock, rules[clock.key], work.calendar, after=work.now)
            if _ends(fresh) != _ends(clock):
                yield clock, fresh


def _told(work: Work, case_id: UUID, clock: Clock, fresh: Clock) -> ClockMoved:
    case = work.case(case_id)
    late = fresh.due_at is not None and fresh.due_at <= work.now
    label = work.machine(case).clocks[clock.key].label
    return ClockMoved(case.number, clock.key, label, clock.due_at, fresh.due_at, late)


def _counts(clock: Clock, now: datetime) -> bool:
    return clock.state == "running" and clock.next_at is not None and clock.next_at > now


def _ends(clock: Clock) -> tuple[datetime | None, datetime | None, bool]:
    return clock.due_at, clock.warn_at, clock.provisional


def _put(work: Work, case: Case, clock: Clock, fresh: Clock, actor: Actor) -> None:
    rule = work.machine(case).clocks[clock.key]
    put = put_clock(work, case, fresh)
    told = {"clock": clock.key, "label": rule.label, "from": _iso(clock.due_at), "due_at": _iso(fresh.due_at)}
    work.log(put, put.state, RECOUNTED, actor, _said(rule, clock, fresh, work.calendar), told)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _said(rule: ClockRule, old: Clock, new: Clock, calendar: WorkCalendar) -> str:
    if not rule.public or not old.due_at or not new.due_at or old.due_at == new.due_at:
        return ""
    return PUBLIC.format(
        rule.label, day_words(calendar.local(old.due_at)), day_words(calendar.local(new.due_at))
    )
