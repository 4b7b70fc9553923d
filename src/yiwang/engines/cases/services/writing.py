"""Writing a decision: one JSON document, one statement, whatever the number of tasks, clocks and events."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from yiwang.foundations.audit.public import default_algo
from yiwang.foundations.audit.pure import SALT_BYTES

from ..domain.acting import Consequence, Decision
from ..domain.assigning import LABELS
from ..domain.chain import SealedRow, sealed_rows
from ..domain.telling import TOLD
from ..domain.values import Case, Clock, Matter, Task
from .effects import run_within
from .hearing import task_messages
from .subscribing import announcements


def new_salt() -> bytes:
    """Random bytes for one row's body."""
    return secrets.token_bytes(SALT_BYTES)


STILL = {**LABELS, **TOLD}
"""Acts that change nothing an open form could have overlooked."""

_WRITE = "SELECT case_write(%s::jsonb)"


def write(decision: Decision, acted: UUID, opening: Mapping[str, Any] | None = None) -> list[SealedRow]:
    """Write what was decided, then run the effects that belong inside the transaction.

    Args:
        decision: from ``decide``, ``open_matter`` or ``clock_marks`` on a matter loaded under its lock.
        acted: the case the actor acted on; the database checks that it is in scope.
        opening: for a new matter: ``open_key`` and ``open_digest``.
    """
    matter, before = decision.matter, decision.before
    head = (before.chain_seq, before.chain_head) if before else (0, b"")
    rows = sealed_rows(matter.root_id, head, decision.events, new_salt, default_algo())
    document = _document(decision, rows, acted, opening or {})
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [orjson.dumps(document).decode()])
    run_within(decision, rows)
    return rows


def _document(
    decision: Decision, rows: list[SealedRow], acted: UUID, opening: Mapping[str, Any]
) -> dict[str, Any]:
    before = decision.before
    document: dict[str, Any] = {
        "root": decision.matter.root_id,
        "seen": before.chain_seq if before else 0,
        "acted": acted,
        "events": [_event(row) for row in rows],
    }
    head = {"chain_seq": rows[-1].seq, "chain_head": rows[-1].hash.hex()} if rows else {}
    parts = _changes(before, decision, head) if before else rows_of_new(decision.matter, {**head, **opening})
    parts["outbox"] = [*_messages(decision, rows), *announcements(decision, rows), *task_messages(decision)]
    return {**document, **{name: held for name, held in parts.items() if held}}


def rows_of_new(matter: Matter, root_only: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a new matter by part of the document; ``root_only`` are the root's own columns."""
    cases = list(matter)
    return {
        "new_cases": [_new_case(case, root_only if case.is_root else {}) for case in cases],
        "units": [
            {"case_id": case.id, "unit_id": held.unit, "part": held.part, "since": case.opened_at}
            for case in cases
            for held in case.units
        ],
        "parties": [
            {"case_id": case.id, "party_id": held.party, "part": held.part, "mandate_id": held.mandate}
            for case in cases
            for held in case.parties
        ],
        "links": [
            {"case_id": case.id, "other_id": need.case_id, "kind": "after", "needs": need.needs}
            for case in cases
            for need in case.after
        ],
        "new_tasks": [_task(task) for case in cases for task in case.open_tasks],
        "new_clocks": [_clock(clock) for case in cases for clock in case.clocks],
    }


def _changes(before: Matter, decision: Decision, head: Mapping[str, Any]) -> dict[str, Any]:
    """The rows that differ; a case that an event speaks of has a new version even if nothing else changed.

    Passing a task on, opinions and what is told from elsewhere are no such events.
    """
    told = {event.case_id for event in decision.events if event.act not in STILL}
    pairs = [(before.cases[case.id], case) for case in decision.matter]
    cases = [_case(new, told, head) for old, new in pairs if new != old or new.id in told or new.is_root]
    tasks = [_differing({t.id: t for t in old.tasks}, new.tasks) for old, new in pairs if new != old]
    clocks = [_differing({c.id: c for c in old.clocks}, new.clocks) for old, new in pairs if new != old]
    return {
        "cases": cases,
        "new_tasks": [_task(task) for new, _ in tasks for task in new if task.state == "open"],
        "tasks": [_task(task) for _, changed in tasks for task in changed],
        "new_clocks": [_clock(clock) for new, _ in clocks for clock in new],
        "clocks": [_clock(clock) for _, changed in clocks for clock in changed],
    }


def _differing(held: Mapping[UUID, Any], now: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """(new ones, changed ones)."""
    rows = list(now)
    return [row for row in rows if row.id not in held], [r for r in rows if r.id in held and held[r.id] != r]


def _case(case: Case, told: set[UUID], head: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        "id": case.id,
        "state": case.state,
        "is_open": case.closed_at is None,
        "closed_at": case.closed_at,
        "due_at": case.due_at,
        "warn_at": case.warn_at,
        "paused": case.paused,
        "version": case.version + (case.id in told),
        "data": case.data,
    }
    return {**row, **head} if case.is_root else row


def _new_case(case: Case, root_only: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        **_case(case, set(), {}),
        "root_id": case.root_id,
        "parent_id": case.parent_id,
        "number": case.number,
        "type": case.type,
        "subject": case.subject,
        "title": case.title,
        "revision": case.revision,
        "party_id": case.party_id,
        "division_id": case.division_id,
        "owner_unit_id": case.owner_unit_id,
        "opened_at": case.opened_at,
    }
    return {**row, **root_only}


def _task(task: Task) -> dict[str, Any]:
    return vars(task)


def _clock(clock: Clock) -> dict[str, Any]:
    return vars(clock)


def _event(row: SealedRow) -> dict[str, Any]:
    columns = {key: value.hex() if isinstance(value, bytes) else value for key, value in row.columns.items()}
    return {**columns, "salt": row.salt.hex(), "body": row.body}


def _messages(decision: Decision, rows: list[SealedRow]) -> list[dict[str, Any]]:
    """Outbox rows of after-effects and notices; the key is event + effect, so that each happens once."""
    held = enumerate(decision.consequences)
    return [_message(number, held, rows[held.event]) for number, held in held if held.kind != "within"]


def _message(number: int, held: Consequence, row: SealedRow) -> dict[str, Any]:
    root, seq = row.columns["root_id"], row.seq
    body = {"root_id": root, "seq": seq, "case_id": held.case_id, "name": held.name, **held.body}
    topic = "cases.notice" if held.kind == "notice" else f"cases.effect.{held.name}"
    return {"topic": topic, "key": f"{topic}:{root}:{seq}:{number}", "body": body}
