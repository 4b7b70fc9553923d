"""Jobs of the worker are kept: each run, from when to when, and how it ended."""

from datetime import timedelta

from django.db.models.functions import Now

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..models import WorkerJob

KEEPER = system_actor("outbox")
FORGOTTEN = timedelta(days=90)


def job_started(name: str) -> int:
    """Keep that a run of a job begins; gives its number. Runs long ago are forgotten."""
    with as_actor(KEEPER):
        WorkerJob.objects.filter(name=name, started_at__lt=Now() - FORGOTTEN).delete()
        return WorkerJob.objects.create(name=name).id


def job_ended(number: int, outcome: str) -> None:
    """Keep that it ended, and how: ``done``, ``failed`` or ``stopped``."""
    with as_actor(KEEPER):
        WorkerJob.objects.filter(id=number).update(ended_at=Now(), outcome=outcome)
