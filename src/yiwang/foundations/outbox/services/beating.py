"""A worker says that it lives."""

from datetime import timedelta

from django.db.models.functions import Now

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..models import WorkerHeartbeat

FORGOTTEN = timedelta(days=1)


def heartbeat_beat(name: str) -> None:
    """Note that the worker process of this name lives; those silent for a day are forgotten."""
    with as_actor(system_actor("outbox")):
        WorkerHeartbeat.objects.update_or_create(name=name, defaults={"at": Now()})
        WorkerHeartbeat.objects.filter(at__lt=Now() - FORGOTTEN).delete()
