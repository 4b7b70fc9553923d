"""Reads of the queue, for the health page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.db.models.functions import Now

from ..models import OutboxMessage, WorkerHeartbeat, WorkerJob
from ..pure import MAX_ATTEMPTS


@dataclass(frozen=True)
class OutboxState:
    """How the queue stands.

    Attributes:
        due: messages that could be delivered now.
        later: messages whose time has not come.
        poisoned: messages given up after too many attempts.
        oldest_due: since when the oldest due message waits; None if none does.
    """

    due: int
    later: int
    poisoned: int
    oldest_due: datetime | None


@dataclass(frozen=True)
class Poisoned:
    """A message given up: everything but its body."""

    id: int
    topic: str
    key: str
    attempts: int
    last_error: str
    made_at: datetime


def outbox_state() -> OutboxState:
    """How the queue stands now."""
    waiting = OutboxMessage.objects.filter(done_at=None)
    poison, due = Q(attempts__gte=MAX_ATTEMPTS), Q(attempts__lt=MAX_ATTEMPTS, not_before__lte=Now())
    later = Q(attempts__lt=MAX_ATTEMPTS, not_before__gt=Now())
    counted = {"due": Count("id", due), "later": Count("id", later), "poisoned": Count("id", poison)}
    return OutboxState(**waiting.aggregate(**counted, oldest_due=Min("not_before", filter=due)))


def outbox_poisoned(limit: int = 50) -> list[Poisoned]:
    """Messages given up, newest first; at most ``limit``."""
    given_up = OutboxMessage.objects.filter(done_at=None, attempts__gte=MAX_ATTEMPTS).order_by("-id")
    columns = ("id", "topic", "key", "attempts", "last_error", "made_at")
    return [Poisoned(*row) for row in given_up.values_list(*columns)[:limit]]


def heartbeats() -> dict[str, datetime]:
    """When each worker process last said that it lives, newest first; it does so every ten seconds."""
    return dict(WorkerHeartbeat.objects.order_by("-at").values_list("name", "at"))


@dataclass(frozen=True)
class JobRun:
    """The last run of a job; ``outcome`` is empty while it goes on, or if its worker was killed in it."""

    name: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str


def jobs_last() -> list[JobRun]:
    """The last run of every job, by name."""
    last = WorkerJob.objects.order_by("name", "-id").distinct("name")
    return [JobRun(*row) for row in last.values_list("name", "started_at", "ended_at", "outcome")]
