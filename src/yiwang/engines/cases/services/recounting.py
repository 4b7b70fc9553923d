"""Counting running clocks anew after a calendar changed: told first, each matter one transaction, in batches.

A release with another calendar queues the first batch in its own transaction; each batch queues the next. What moved
is in the case's log, and of every batch in the audit log.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import Message, outbox_put
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import uuid7
from yiwang.loader import World

from ..domain.recounting import ClockMoved, recount
from ..domain.work import Work
from ..models import Clock
from ..selectors import Context, context_for, matter_load
from .clocks import CLOCK
from .roots import FIRST, open_roots
from .writing import write

TOPIC = "cases.calendar_changed"
BATCH = 50
"""Matters of one message, which is one transaction: their locks are held as long."""
log = logging.getLogger(__name__)
Knowing = Callable[[int], Context]


@dataclass
class Recounted:
    """What a run did, or would do.

    Attributes:
        applied: whether anything was written.
        moved: clocks that end, or warn, at another time.
        kept: clocks that would be overdue at once, and keep their end.
        failed: matters that could not be counted; the log says why.
        last: the last matter that was looked at; None if there was none.
        matters: how many were looked at.
    """

    applied: bool
    moved: list[ClockMoved] = field(default_factory=list)
    kept: list[ClockMoved] = field(default_factory=list)
    failed: list[UUID] = field(default_factory=list)
    last: UUID | None = None
    matters: int = 0


def clocks_recount(
    *, now: datetime, apply: bool = False, after: UUID = FIRST, most: int | None = None
) -> Recounted:
    """Count the running clocks of open matters anew by the calendar in force.

    What is right already stays as it is, so that a run that was cut off is simply run again.

    Args:
        now: the instant; aware.
        apply: write; otherwise only tell what would be written.
        after: begin behind this matter.
        most: at most so many matters; all if None.
    """
    done, knowing = Recounted(apply), lru_cache(partial(context_for, now))
    for root in islice(open_roots(CLOCK, BATCH, after=after), most):
        _one(done, root, now, knowing)
    return done


def calendar_changed(_world: World) -> None:
    """A release brought another calendar: queue the first batch, where any clock runs."""
    if Clock.objects.filter(state="running").exists():
        outbox_put(TOPIC, f"{TOPIC}:{uuid7()}", {"after": str(FIRST)})


def recount_batch(message: Message) -> None:
    """One batch; delivered again it finds what it did already done."""
    now = timezone.now()
    done = clocks_recount(now=now, apply=True, after=UUID(str(message.body["after"])), most=BATCH)
    if done.moved or done.kept or done.failed:
        audit_record(CLOCK, "cases.clocks.recounted", "cases", _report(done), now=now)
    if done.last is not None and done.matters == BATCH:
        outbox_put(TOPIC, f"{message.key.rsplit('/', 1)[0]}/{done.last}", {"after": str(done.last)})


def _report(done: Recounted) -> dict[str, Any]:
    return {
        "moved": _lines(done.moved),
        "kept": _lines(done.kept),
        "failed": [str(one) for one in done.failed],
    }


def _lines(moved: Sequence[ClockMoved]) -> list[dict[str, Any]]:
    return [
        {key: said.isoformat() if isinstance(said, datetime) else said for key, said in asdict(one).items()}
        for one in moved
    ]


def _one(done: Recounted, root: UUID, now: datetime, knowing: Knowing) -> None:
    done.last, done.matters = root, done.matters + 1
    try:
        with as_actor(CLOCK):
            moved = _counted(root, now, knowing, apply=done.applied)
    except Exception:
        log.exception("cases.clocks.recount_failed", extra={"root": str(root)})
        done.failed.append(root)
        return
    done.moved += [one for one in moved if not one.kept]
    done.kept += [one for one in moved if one.kept]


def _counted(root: UUID, now: datetime, knowing: Knowing, *, apply: bool) -> tuple[ClockMoved, ...]:
    matter = matter_load(root, lock=apply)
    held = knowing(matter.root.revision)
    moved, decision = recount(Work(matter, held.machines, held.facts, held.calendar, now), CLOCK)
    if decision and apply:
        write(decision, root)
    return moved
