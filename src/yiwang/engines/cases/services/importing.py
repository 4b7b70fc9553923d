"""Importing cases of another system, a piece at a time: one lock, one look at what is here, one statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from yiwang.foundations.audit.public import default_algo
from yiwang.foundations.scope.public import scope_current
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7
from yiwang.kernel.replacing import replace

from ..domain.acting import Decision
from ..domain.chain import sealed_rows
from ..domain.importing import CaseHeld, import_matter
from ..domain.numbers import case_number
from ..models import Case
from ..selectors import Context, context_for
from .writing import document_of_new, new_salt

_DRAW = "SELECT drawn, secret FROM case_import_begin(%s)"
_WRITE = "SELECT case_import(%s::jsonb)"


@dataclass(frozen=True)
class CaseImported:
    """One case of a piece; ``created`` False where its key was here before."""

    key: str
    id: UUID
    number: str
    created: bool


def case_import_check(actor: Actor, now: datetime) -> Callable[[CaseHeld], None]:
    """A test of whether a case can stand here as the other system holds it; it writes nothing.

    The test raises ``ImportRefused``, whose sentence says why not, exactly where importing would.
    """
    context = context_for(now)

    def check(held: CaseHeld) -> None:
        _decided(actor, held, context, now, "")

    return check


def cases_import(actor: Actor, held: Sequence[CaseHeld], *, now: datetime) -> list[CaseImported]:
    """Import cases whose keys are not here yet, in the worker's transaction that this runs in.

    Args:
        actor: who imports; the sealed rows bear the account and hat.
        held: the cases, each key once.
        now: the instant; aware.

    Raises:
        ImportRefused: one of them cannot stand here; the transaction must be given up.
        RuntimeError: outside the worker's scope.
    """
    scope = scope_current()
    if scope is None or scope.audience != "worker":
        raise RuntimeError("导入办件只能在系统自己的事务里进行。")
    drawn = _begun(len(held))
    there = _there([one.key for one in held])
    context, made = context_for(now), dict[str, Decision]()
    for one, (draw, secret) in zip(held, drawn, strict=True):
        if one.key not in there:
            day = one.opened_at.astimezone(context.calendar.tzinfo).date()
            made[one.key] = _decided(actor, one, context, now, case_number(day, draw, secret))
    _written(made)
    return [there.get(one.key) or _told(one.key, made[one.key]) for one in held]


def _decided(actor: Actor, held: CaseHeld, context: Context, now: datetime, number: str) -> Decision:
    """Ids grow with time: those of a case that began long ago are of that time."""
    begun = int(held.opened_at.timestamp() * 1e9)
    facts = replace(context.facts, new_id=partial(uuid7, begun))
    return import_matter(
        held, actor, context.machines, facts, context.calendar, now, number=number, revision=context.revision
    )


def _begun(count: int) -> list[tuple[int, bytes]]:
    """Take the lock of importing, so that what is here is asked once; and draw numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [count])
        return [(drawn, bytes(secret)) for drawn, secret in cursor.fetchall()]


def _there(keys: Sequence[str]) -> Mapping[str, CaseImported]:
    rows = Case.objects.filter(open_key__in=keys).values_list("open_key", "id", "number")
    return {str(key): CaseImported(str(key), case_id, number, created=False) for key, case_id, number in rows}


def _told(key: str, decision: Decision) -> CaseImported:
    root = decision.matter.root
    return CaseImported(key, root.id, root.number, created=True)


def _written(made: Mapping[str, Decision]) -> None:
    if not made:
        return
    whole: dict[str, list[Any]] = {}
    for key, decision in made.items():
        rows = sealed_rows(decision.matter.root_id, (0, b""), decision.events, new_salt, default_algo())
        for name, lines in document_of_new(decision, rows, {"open_key": key}).items():
            whole.setdefault(name, []).extend(lines)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [orjson.dumps(whole).decode()])
