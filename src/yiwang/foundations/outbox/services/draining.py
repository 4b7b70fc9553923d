"""Delivering: claim a few messages, then each in a transaction of its own.

Claiming counts the attempt and commits, so that a message which kills its worker is given up in the end
like any other. While it is being delivered its row is locked; nobody else takes it, however long that
lasts. A worker that dies leaves nothing but the claim, which runs out after ``LEASE``.
"""

import json
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.stopping import Stopping, never

from ..pure import LEASE, MAX_ATTEMPTS, first_line, retry_after
from .subscribing import Handler, Message, subscribers_of

WORKER = system_actor("outbox")
BATCH = 20

_CLAIM = """UPDATE outbox SET attempts = attempts + 1, not_before = clock_timestamp() + %s WHERE id IN (
  SELECT id FROM outbox WHERE done_at IS NULL AND attempts < %s AND not_before <= clock_timestamp()
  ORDER BY not_before, id LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING id"""
_LOCK = """SELECT id, topic, key, body::text, attempts, delivered FROM outbox
 WHERE id = %s AND done_at IS NULL FOR UPDATE"""
"""Waits rather than skips: a colleague who is just claiming may hold the row for a blink, and a message skipped then
would lie until its lease ran out. Whoever waited for a delivery finds it done."""

_DONE = "UPDATE outbox SET delivered = %s, done_at = clock_timestamp(), last_error = '' WHERE id = %s"
_FAILED = (
    "UPDATE outbox SET delivered = %s, not_before = clock_timestamp() + %s, last_error = %s WHERE id = %s"
)
_SPOILT = "UPDATE outbox SET last_error = %s WHERE id = %s"
_RELEASE = """UPDATE outbox SET attempts = attempts - 1, not_before = clock_timestamp()
 WHERE id = ANY(%s) AND done_at IS NULL"""


def outbox_drain(limit: int = 100, stopping: Stopping = never) -> int:
    """Deliver messages that are due, as the worker; several processes may do so at once.

    Args:
        limit: at most so many messages.
        stopping: asked between messages; once true, what was claimed is put back and the call returns.

    Returns:
        How many messages were tried, delivered or not; 0 means that nothing was due.
    """
    tried = 0
    while tried < limit and not stopping():
        claimed = _claim(min(BATCH, limit - tried))
        if not claimed:
            break
        tried += _deliver_all(claimed, stopping)
    return tried


def _claim(count: int) -> list[int]:
    with as_actor(WORKER):
        return sorted(row[0] for row in _rows(_CLAIM, [LEASE, MAX_ATTEMPTS, count]))


def _deliver_all(claimed: list[int], stopping: Stopping) -> int:
    for done, message_id in enumerate(claimed):
        if stopping():
            _release(claimed[done:])
            return done
        _deliver_whatever_happens(message_id)
    return len(claimed)


def _deliver_whatever_happens(message_id: int) -> None:
    try:
        with as_actor(WORKER):
            _deliver(message_id)
    except (IntegrityError, DataError) as error:  # a constraint that PostgreSQL checks at commit only
        with as_actor(WORKER):
            _run(_SPOILT, [first_line(error), message_id])


def _release(ids: list[int]) -> None:
    with as_actor(WORKER):
        _run(_RELEASE, [ids])


def _deliver(message_id: int) -> None:
    row = _rows(_LOCK, [message_id])
    if not row:
        return
    message, delivered = _message(row[0])
    error = _call_each(message, delivered)
    if error:
        _run(_FAILED, [delivered, retry_after(message.attempts), error, message_id])
    else:
        _run(_DONE, [delivered, message_id])


def _call_each(message: Message, delivered: list[str]) -> str:
    """Call who has not had it yet; add who got it to ``delivered``; the last error, or nothing."""
    error = ""
    for name, handler in subscribers_of(message.topic).items():
        if name not in delivered:
            failed = _call(handler, message)
            error = f"{name}: {failed}" if failed else error
            delivered.extend([] if failed else [name])
    return error


def _call(handler: Handler, message: Message) -> str:
    try:
        with transaction.atomic():
            handler(message)
    except Exception as error:
        return first_line(error)
    return ""


def _message(row: tuple[Any, ...]) -> tuple[Message, list[str]]:
    number, topic, key, body, attempts, delivered = row
    return Message(number, topic, key, json.loads(body), attempts), list(delivered)


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
