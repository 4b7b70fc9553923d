"""The sealer: whatever was logged since the last seal goes under one Merkle root, linked to the root before.

The queue is filled by trigger in the transaction of each log row, so a seal takes exactly the rows that are
committed: rows of transactions still in flight are not visible yet and come under the next seal. On one
chain rows become visible in order, because their writers hold the chain's head until they commit.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from yiwang.foundations.audit.domain.hashes import GENESIS
from yiwang.foundations.audit.domain.seals import Leaf, Seal, seal_of
from yiwang.foundations.audit.services.outside import outside_catch_up, outside_locked
from yiwang.foundations.audit.services.recording import default_algo
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

SEAL_EVERY_SECONDS = 60
"""The longest a row may wait for its seal; the worker calls ``seal_now`` at least this often."""

BATCH = 50_000
_LOCK = 7_411_001
_TAKE = """WITH taken AS (DELETE FROM seal_queue WHERE id IN (SELECT id FROM seal_queue ORDER BY id LIMIT %s)
 RETURNING log, subject, seq, hash) SELECT log, subject, seq, hash FROM taken t
 WHERE NOT EXISTS (SELECT FROM seal_leaf l WHERE l.log = t.log AND l.subject = t.subject AND l.seq = t.seq)
 ORDER BY log, subject, seq"""
_LEAVES = """INSERT INTO seal_leaf(log, subject, seq, hash, seal_id, position)
 SELECT l.log, l.subject, l.seq, l.hash, %s, l.position - 1
 FROM unnest(%s::text[], %s::text[], %s::int[], %s::bytea[]) WITH ORDINALITY AS l(log, subject, seq, hash,
 position)"""


def seal_now(*, now: datetime | None = None) -> Seal | None:
    """Seal everything committed and not sealed yet; returns the last seal made, None if there was nothing.

    Several sealers may run; they take turns. The seals are also written outside the database, after the
    commit.
    """
    last = None
    with outside_locked() as file:
        while (made := _seal_batch(now or timezone.now())) is not None:
            last = made
            if made.count < BATCH:
                break
        outside_catch_up(file)
    return last


def _seal_batch(now: datetime) -> Seal | None:
    with as_actor(system_actor("sealer")), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(_TAKE, [BATCH])
        leaves = [Leaf(log, subject, seq, bytes(mark)) for log, subject, seq, mark in cursor.fetchall()]
        return _write(cursor, leaves, now) if leaves else None


def _write(cursor: Any, leaves: list[Leaf], now: datetime) -> Seal:
    cursor.execute("SELECT id, hash FROM seal ORDER BY id DESC LIMIT 1")
    last, prev = cursor.fetchone() or (0, GENESIS)
    seal = seal_of(last + 1, now, bytes(prev), leaves, default_algo())
    cursor.execute(
        "INSERT INTO seal(id, at, algo, count, prev, root, hash) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [seal.id, seal.at, seal.algo, seal.count, seal.prev, seal.root, seal.hash],
    )
    columns = [[getattr(leaf, name) for leaf in leaves] for name in ("log", "subject", "seq", "hash")]
    cursor.execute(_LEAVES, [seal.id, *columns])
    return seal
