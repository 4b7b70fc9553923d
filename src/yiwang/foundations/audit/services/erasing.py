"""Erasing by lawful order: bodies of sealed logs, and what each app keeps of a matter. The order itself is logged.

Each app answers for its own tables: ``erasure_step`` in its migrations says what goes and what stands against it, and
``register_eraser`` in ``ready()`` has it asked. Nobody above or below needs to know those tables.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.foundations.audit.domain.erasing import Erasable, Erasure, erasure_from_json
from yiwang.foundations.audit.domain.hashes import event_hash
from yiwang.foundations.audit.domain.verifying import Erased
from yiwang.foundations.audit.services.logs import sealed_log
from yiwang.foundations.audit.services.recording import audit_record
from yiwang.foundations.audit.services.rows import rows_as_dicts
from yiwang.foundations.audit.services.steps import StepRegister
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

ERASED = "audit.body_erased"
ERASER = system_actor("erasure")
_ROWS = "SELECT e.* FROM {events} e WHERE {subject} = %s AND e.seq <= %s ORDER BY seq"
_ORDERS = (
    """SELECT public FROM audit_event WHERE act = %s AND (%s::text IS NULL OR subject = %s) ORDER BY at"""
)

_steps = StepRegister("erase_", "%s, %s::uuid[], %s::text[], %s, %s::uuid[], %s")


class NothingToEraseError(Exception):
    """The row has no body, or there is no such row."""


def register_eraser(name: str) -> None:
    """Have an app's share of a matter erased with the rest, as its ``erasure_step`` says; call it in ``ready()``."""
    _steps.add(name)


def erasers() -> list[str]:
    """The names that are registered, in the order in which they are asked."""
    return _steps.names()


def erasure_against(what: Erasable) -> list[str]:
    """What the apps hold against erasing a matter, each a sentence. Call it inside a worker's scope."""
    return [str(line) for (line,) in _steps.rows("_against", _values(what))]


def erasure_files(what: Erasable) -> list[UUID]:
    """The stored files that belong to a matter and to nothing else. Call it inside a worker's scope."""
    return sorted({UUID(str(row)) for (row,) in _steps.rows("_files", _values(what))})


def erasure_run(what: Erasable) -> None:
    """Erase what every app keeps of a matter; the caller has checked that it may. Inside a worker's scope."""
    list(_steps.rows("", _values(what)))


def _values(what: Erasable) -> list[Any]:
    return [what.root, list(what.cases), list(what.numbers), what.key, list(what.parties), what.at]


def chain_erase(
    actor: Actor, *, log: str, subject: str, upto: int, blank: str, ground: str, by: str, now: datetime
) -> None:
    """Erase the bodies of a chain up to a row, and its public sentences; what is left of each row is vouched for.

    Args:
        actor: who carries out the order; the caller has checked that they may.
        log: name of the log; its owner's ``erase_<name>`` removes the rows named here.
        subject: whose chain.
        upto: number of the last row.
        blank: column of the public sentence, that becomes empty.
        ground: the article or decision.
        by: who ordered and who confirmed.
        now: the instant.
    """
    rows = rows_as_dicts(_ROWS.format(**vars(sealed_log(log))), [subject, upto])
    orders = lawful_erasures(f"erasure:{log}:{subject}")
    gone = {key for key, erased in orders.items() if erased.body_gone}
    rows = [row for row in rows if (log, subject, row["seq"]) not in gone or row[blank]]
    kept = {row["seq"]: _left(row, blank) for row in rows if row[blank]}
    order = Erasure(log, subject, tuple(row["seq"] for row in rows), ground, by, kept)
    audit_record(actor, ERASED, f"erasure:{log}:{subject}", {}, order.as_json(), now=now)


def _left(row: dict[str, object], blank: str) -> bytes:
    return event_hash(bytes(row["prev"]), {**row, blank: ""}, str(row["algo"]))  # type: ignore[call-overload]


def body_erase(actor: Actor, *, log: str, subject: str, seq: int, ground: str) -> None:
    """Erase one body by lawful order; the row and its hash stay, so the chain still verifies.

    Args:
        actor: who carries out the order; the caller has checked that they may.
        log: name of the log.
        subject: whose chain.
        seq: number on it.
        ground: the order or article, e.g. 《个人信息保护法》第四十七条, 决定书编号.

    Raises:
        ValueError: no ground given.
        NothingToEraseError: there is no such body.
    """
    if not ground.strip():
        raise ValueError("依法删除必须写明依据。")
    known = sealed_log(log)
    with as_actor(ERASER), connection.cursor() as cursor:
        cursor.execute(f"SELECT sealed_erase_{known.name}(%s, %s)", [subject, seq])
        if not cursor.fetchone()[0]:
            raise NothingToEraseError(f"{known.title}中没有 {subject} 第 {seq} 条的正文，可能已经删除。")
        told = Erasure(log, subject, (seq,), ground.strip(), actor.hat_label)
        audit_record(actor, ERASED, f"erasure:{log}:{subject}", {}, told.as_json())


def lawful_erasures(order: str | None = None) -> dict[tuple[str, str, int], Erased]:
    """Erasures on record: (log, subject, seq) → on which ground, by whom. Call inside a worker's scope.

    Args:
        order: the chain of one order; all if None.
    """
    found: dict[tuple[str, str, int], Erased] = {}
    for row in rows_as_dicts(_ORDERS, [ERASED, order, order]):
        for key, erased in erasure_from_json(row["public"]).rows():
            found[key] = erased.after(found.get(key))
    return found
