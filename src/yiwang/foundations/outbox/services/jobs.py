"""Jobs of the worker are kept: each run, from when to when, and how it ended; of several workers one runs each.

Who runs a job holds a lock as long as its connection lives. So a run whose worker was killed holds up nobody: the
next worker to whom the job falls due begins it anew.
"""

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..models import WorkerJob

KEEPER = system_actor("outbox")
FORGOTTEN = timedelta(days=90)
FRESH = 0.9
"""The part of its period within which a job that is done counts as done: workers do not begin at the same instant."""
_TAKE = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
_LEAVE = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


def job_started(name: str, period: timedelta) -> int | None:
    """Keep that a run of a job begins; gives its number. Runs long ago are forgotten.

    Returns:
        None where another worker runs it at this moment, or has done it within its period: then nothing is to be done.
    """
    if not _locked(_TAKE, name):
        return None
    with as_actor(KEEPER):
        WorkerJob.objects.filter(name=name, started_at__lt=Now() - FORGOTTEN).delete()
        done = WorkerJob.objects.filter(name=name, outcome="done", started_at__gt=Now() - FRESH * period)
        number = None if done.exists() else WorkerJob.objects.create(name=name).id
    if number is None:
        _locked(_LEAVE, name)
    return number


def job_ended(name: str, number: int, outcome: str) -> None:
    """Keep that it ended, and how: ``done``, ``failed`` or ``stopped``."""
    try:
        with as_actor(KEEPER):
            WorkerJob.objects.filter(id=number).update(ended_at=Now(), outcome=outcome)
    finally:
        _locked(_LEAVE, name)


def _locked(how: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(how, [f"worker.job:{name}"])
        return bool(cursor.fetchone()[0])
