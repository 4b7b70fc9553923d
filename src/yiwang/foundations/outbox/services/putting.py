"""Writing to the queue, in the transaction of the act that causes the message."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models.functions import Now
from psycopg.types.json import Jsonb

from ..models import OutboxMessage
from ..pure import MAX_ATTEMPTS

_PUT = """INSERT INTO outbox (topic, key, body, not_before) VALUES (%s, %s, %s, coalesce(%s, now()))
 ON CONFLICT DO NOTHING"""


def outbox_put(topic: str, key: str, body: Mapping[str, Any], not_before: datetime | None = None) -> bool:
    """Queue a message; it is delivered only if the surrounding transaction commits.

    Args:
        topic: what happened.
        key: unique name of this happening; a second message of the same key is not queued.
        body: plain JSON values; ids, never secrets.
        not_before: deliver no earlier; None means at once.

    Returns:
        Whether it was queued; False if the key was there already.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [topic, key, Jsonb(dict(body)), not_before])  # type: ignore[list-item]
        return bool(cursor.rowcount)


def outbox_retry(message_id: int) -> bool:
    """Give a poisoned message new attempts, after somebody mended the cause; False if it is none."""
    given_up = OutboxMessage.objects.filter(id=message_id, done_at=None, attempts__gte=MAX_ATTEMPTS)
    return given_up.update(attempts=0, not_before=Now()) == 1


def outbox_prune(older_than: timedelta = timedelta(days=90)) -> int:
    """Delete messages delivered longer ago than this; their keys are free again. Returns how many."""
    deleted, _ = OutboxMessage.objects.filter(done_at__lt=Now() - older_than).delete()
    return deleted
