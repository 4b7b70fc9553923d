"""Receipts: proof for one row that it was sealed.

Checkable offline by anybody with ``tools/verify_receipt.py``.
"""

from typing import Any

from django.db import connection

from yiwang.foundations.audit.domain.canonical import plain
from yiwang.foundations.audit.domain.hashes import NOT_HASHED
from yiwang.foundations.audit.domain.merkle import merkle_path
from yiwang.foundations.audit.domain.seals import Seal
from yiwang.foundations.audit.services.logs import sealed_log
from yiwang.foundations.audit.services.rows import rows_as_dicts
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor


class NotSealedYetError(Exception):
    """The row does not exist or waits for the next seal."""


def receipt_for(log: str, subject: str, seq: int) -> dict[str, Any]:
    """The receipt of one row as plain JSON: the row without its body, the Merkle path, and the seal.

    The caller decides who may have it: it shows every column of the row, but never the body.

    Raises:
        NotSealedYetError: there is no such row, or no seal over it yet.
    """
    with as_actor(system_actor("receipt")):
        row = _row(log, subject, seq)
        seal, marks, position = _sealed(log, subject, seq)
    event = {name: value for name, value in row.items() if value is not None and name not in NOT_HASHED}
    path = [[side, sibling.hex()] for side, sibling in merkle_path(marks, position, seal.algo)]
    hashes = {"algo": row["algo"], "prev": bytes(row["prev"]).hex(), "hash": bytes(row["hash"]).hex()}
    named = {"log": log, "subject": subject, "seq": seq}
    return {**named, **hashes, "event": plain(event), "seal": seal.as_json(), "path": path}


def _row(log: str, subject: str, seq: int) -> dict[str, Any]:
    known = sealed_log(log)
    query = f"SELECT * FROM {known.events} WHERE {known.subject} = %s AND seq = %s"  # noqa: S608
    rows = rows_as_dicts(query, [subject, seq])
    if not rows:
        raise NotSealedYetError(f"{known.title}中没有 {subject} 的第 {seq} 条记录。")
    return rows[0]


def _sealed(log: str, subject: str, seq: int) -> tuple[Seal, list[bytes], int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, s.at, s.algo, s.count, s.prev, s.root, s.hash, l.position FROM seal_leaf l"
            " JOIN seal s ON s.id = l.seal_id WHERE l.log = %s AND l.subject = %s AND l.seq = %s",
            [log, subject, seq],
        )
        found = cursor.fetchone()
        if found is None:
            raise NotSealedYetError("这条记录还没有封存，请一分钟后再取回执。")
        cursor.execute("SELECT hash FROM seal_leaf WHERE seal_id = %s ORDER BY position", [found[0]])
        marks = [bytes(mark) for (mark,) in cursor.fetchall()]
    number, at, algo, count, prev, root, own, position = found
    return Seal(number, at, algo, count, bytes(prev), bytes(root), bytes(own)), marks, position
