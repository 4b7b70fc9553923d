"""One clock of a case, as papers and letters tell of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.worktime import Limit, Unit

from ..models import Clock


@dataclass(frozen=True)
class ClockRead:
    """A clock in words.

    Attributes:
        limit: the whole limit, extensions included, e.g. ``18个工作日``.
        spent: how much of it was gone when it was last paused or stopped.
        source: where the limit is written, with that of an extension.
        paused_at: when it was stopped; None while it runs.
        due_at: when it falls due; None while it is stopped.
    """

    limit: str
    spent: str
    source: str
    paused_at: datetime | None
    due_at: datetime | None


def clock_read(case_id: UUID, key: str) -> ClockRead | None:
    """The last clock of this key that the scope may see; None if it never started."""
    held = Clock.objects.filter(case_id=case_id, key=key).order_by("started_at").last()
    if held is None:
        return None
    unit = Unit(held.unit)
    limit, spent = Limit(held.limit, unit).chinese, f"{held.spent}{unit.word}"
    return ClockRead(limit, spent, held.source, held.paused_at, held.due_at)
