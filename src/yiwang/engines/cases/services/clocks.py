"""Working off clocks: warnings, breaches, lapses. Several workers may do so at once; each mark happens once."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from uuid import UUID

from django.db import connection

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.acting import Decision
from ..domain.decide import clock_marks
from ..domain.values import Matter
from ..selectors import Context, context_for, matters_load
from .writing import write_all

CLOCK = system_actor("clock")
BATCH = 50
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkedOff:
    """How many matters had marks worked off, and which could not be (their errors are logged)."""

    matters: int
    failed: tuple[UUID, ...] = ()


def clocks_work_off(now: datetime, limit: int = 1000) -> WorkedOff:
    """Work off the marks that are due: each matter under its lock, its event and next mark in one transaction.

    Matters locked by somebody else are left for the next call. One that fails is left out and does not hold up
    the others.

    Args:
        now: the instant; marks up to it are due.
        limit: at most so many clocks are looked at.
    """
    done, failed = 0, set[UUID]()
    for _ in range(max(1, limit // BATCH)):
        worked = _batch(now, failed)
        done += worked
        if not worked:
            break
    return WorkedOff(done, tuple(sorted(failed)))


def _batch(now: datetime, failed: set[UUID]) -> int:
    """One transaction over some matters; if one of them fails, each in a transaction of its own."""
    tried: list[UUID] = []
    try:
        with as_actor(CLOCK):
            tried += [root for root in _due_roots(now, BATCH + len(failed)) if root not in failed]
            return _work_off(tried, now)
    except Exception:
        log.exception("cases.clocks.batch_failed")
    return sum([_alone(root, now, failed) for root in tried])


def _alone(root: UUID, now: datetime, failed: set[UUID]) -> int:
    try:
        with as_actor(CLOCK):
            return _work_off([root], now)
    except Exception:
        log.exception("cases.clocks.matter_failed", extra={"root": str(root)})
        failed.add(root)
        return 0


def _due_roots(now: datetime, count: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM case_due_roots(%s, %s)", [now, count])
        return [row[0] for row in cursor.fetchall()]


def _work_off(roots: list[UUID], now: datetime) -> int:
    """All of them in two round trips: loaded under their locks, written together."""
    knowing = lru_cache(partial(context_for, now))
    loaded = matters_load(roots) if roots else []
    made = [decided for matter in loaded if (decided := _marked(matter, knowing(matter.root.revision), now))]
    if made:
        write_all(made)
    return len(made)


def _marked(matter: Matter, held: Context, now: datetime) -> Decision | None:
    return clock_marks(matter, held.machines, held.facts, held.calendar, now)
