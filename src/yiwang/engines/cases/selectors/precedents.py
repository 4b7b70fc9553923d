"""Precedents as people look at them: what was ruled, whether it stands, and on which cases it was followed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from ..models import Precedent
from .context import context_for

MOST = 200
USES = 20
_USES = """SELECT c.number, e.at, coalesce(b.body->>'hat_label', '') FROM event e
  JOIN "case" c ON c.id = e.case_id JOIN event_body b ON b.root_id = e.root_id AND b.seq = e.seq
WHERE e.case_id IN (SELECT u.case_id FROM case_unit u WHERE u.unit_id = %(unit)s ORDER BY u.case_id DESC LIMIT 2000)
  AND c.type = %(type)s AND c.subject = %(subject)s AND c.id <> %(case)s
  AND coalesce(c.data->'form'->>%(key)s, '') = %(category)s
  AND e.at > %(since)s AND e.at <= coalesce(%(until)s, 'infinity'::timestamptz)
  AND b.body->'data'->>'unit' = %(unit)s
ORDER BY e.at DESC LIMIT %(most)s"""


@dataclass(frozen=True)
class PrecedentUse:
    """A case that was given to the unit a precedent names, while it stood: which, when, by whom."""

    number: str
    at: datetime
    by: str


def precedents(words: str = "", *, standing: bool | None = None) -> Sequence[Precedent]:
    """Precedents, newest first; a precedent is no secret to anybody at work.

    Args:
        words: only those whose reasoning or unit has these words.
        standing: only those that stand, or only those withdrawn.
    """
    rows = Precedent.objects.order_by("-decided_at")
    if standing is not None:
        rows = rows.filter(withdrawn_at__isnull=standing)
    return list((rows.filter(reasoning__icontains=words) if words else rows)[:MOST])


def precedent_of(precedent_id: UUID) -> Precedent | None:
    """One precedent."""
    return Precedent.objects.filter(id=precedent_id).first()


def precedent_category(held: Precedent, now: datetime) -> str:
    """The entry of the form that tells the category for a precedent's case type; "" if it has none."""
    machine = context_for(now).machines.get(held.type)
    acts = machine.acts.values() if machine else ()
    return next((act.precedent.category for act in acts if act.precedent), "")


def precedent_uses(held: Precedent, key: str) -> list[PrecedentUse]:
    """On which cases a precedent was followed, the latest first, of those that the scope may see.

    It is read from the sealed log: an act that named the precedent's unit, on a case of the same kind, while it stood.

    Args:
        held: the precedent.
        key: the entry of the form that tells the category; "" if the type has none.
    """
    values: dict[str, Any] = {
        "unit": held.unit_id, "type": held.type, "subject": held.subject, "category": held.category, "key": key,
        "case": held.case_id, "since": held.decided_at, "until": held.withdrawn_at, "most": USES,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_USES, values)
        return [PrecedentUse(*row) for row in cursor.fetchall()]
