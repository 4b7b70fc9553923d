"""Opening the page of a case: what was seen is kept, and what had been seen before is given back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from yiwang.kernel.actor import Actor

_LOOK: Final = """WITH before AS (SELECT seq, at FROM case_look
  WHERE account_id = %(account)s AND hat = %(hat)s AND case_id = %(case)s),
kept AS (INSERT INTO case_look (account_id, hat, case_id, seq, at)
  VALUES (%(account)s, %(hat)s, %(case)s, %(seq)s, %(now)s)
  ON CONFLICT (account_id, hat, case_id) DO UPDATE
  SET seq = greatest(case_look.seq, excluded.seq), at = greatest(case_look.at, excluded.at))
SELECT seq, at FROM before"""
_CHANGED: Final = """SELECT l.case_id FROM case_look l JOIN "case" c ON c.id = l.case_id
WHERE l.account_id = %(account)s AND l.hat = %(hat)s AND l.case_id = ANY(%(cases)s) AND EXISTS (
  SELECT FROM event e WHERE e.root_id = c.root_id AND e.seq > l.seq AND e.case_id = c.id
  AND e.account IS DISTINCT FROM %(account)s)"""


@dataclass(frozen=True)
class Look:
    """How far a case had been seen: the number of the last entry that was there, and when that was."""

    seq: int
    at: datetime


def case_looked(actor: Actor, case_id: UUID, seq: int, now: datetime) -> Look | None:
    """Keep that this hat has opened the page of a case, in one statement.

    Args:
        actor: who looks; without an account nothing is kept.
        case_id: a case that was read as this actor's.
        seq: the number of the last entry on the page.
        now: the instant.

    Returns:
        How far it had been seen when the page was opened before; None the first time.
    """
    if actor.account_id is None:
        return None
    values: dict[str, Any] = {
        "account": actor.account_id,
        "hat": actor.hat,
        "case": case_id,
        "seq": seq,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, values)
        row = cursor.fetchone()
    return Look(*row) if row else None


def cases_changed(actor: Actor, case_ids: Iterable[UUID]) -> set[UUID]:
    """Those of some cases on which others have done something since this hat last opened their page, in one query."""
    wanted = list(case_ids)
    if actor.account_id is None or not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, {"account": actor.account_id, "hat": actor.hat, "cases": wanted})
        return {row[0] for row in cursor.fetchall()}
