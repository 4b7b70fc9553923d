"""What is still to be done after calls: who is to be called back until when, which messages wait."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import CallTask
from ..models.task import OPEN, TAKEN
from ..policies import KEEPER, tasks_visible_to
from .numbers import number_masked

MOST = 100


@dataclass(frozen=True)
class TaskShown:
    """A task: its row with its tries, the number starred, whether it is this person's, whether it is overdue."""

    task: CallTask
    masked: str
    is_own: bool
    is_late: bool


def tasks_open(actor: Actor, now: datetime) -> list[TaskShown]:
    """Open tasks of the centre, the most pressing first."""
    with as_actor(KEEPER):
        rows = tasks_visible_to(actor).filter(state__in=OPEN).prefetch_related("attempts")[:MOST]
        return [_shown(actor, row, now) for row in rows]


def _shown(actor: Actor, row: CallTask, now: datetime) -> TaskShown:
    own = row.state == TAKEN and row.account_id == actor.account_id
    return TaskShown(row, number_masked(row.call), own, now > row.due_at)


def tasks_done(actor: Actor, since: datetime, until: datetime) -> list[CallTask]:
    """Tasks that were done within a time, the latest first."""
    with as_actor(KEEPER):
        rows = tasks_visible_to(actor).filter(done_at__gte=since, done_at__lt=until)
        return list(rows.order_by("-done_at").prefetch_related("attempts")[:MOST])
