"""Writing a decision: one JSON document, one statement, whatever the number of tasks, clocks and events."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from yiwang.foundations.audit.public import default_algo
from yiwang.foundations.audit.pure import SALT_BYTES
from yiwang.kernel.ids import uuid7

from ..domain.acting import Consequence, Decision, Ruling
from ..domain.assigning import LABELS
from ..domain.chain import SealedRow, sealed_rows
from ..domain.keeping import KEEPING, READ_ONLY, breaks_archive
from ..domain.telling import TOLD
from ..domain.values import Case, Clock, Matter, Task
from .effects import run_within
from .errors import CaseRefused
from .hearing import task_messages
from .subscribing import announcements


def new_salt() -> bytes:
    """Random bytes for one row's body."""
    return secrets.token_bytes(SALT_BYTES)


STILL = {**LABELS, **TOLD, **KEEPING}
"""Acts that change nothing an open form could have overlooked."""

TOPICS = {"notice": "cases.notice", "linked": "cases.linked"}
"""Topics of what follows from an act and is no effect."""

_WRITE = "SELECT case_write(%s::jsonb)"
_WRITE_ALL = "SELECT case_write_all(%s::jsonb)"


def write(decision: Decision, acted: UUID, opening: Mapping[str, Any] | None = None) -> list[SealedRow]:
    """Write what was decided, then run the effects that belong inside the transaction.

    Args:
        decision: from ``decide``, ``open_matter`` or ``clock_marks`` on a matter loaded under its lock.
        acted: the case the actor acted on; the database checks that it is in scope.
        opening: for a new matter: ``open_key`` and ``open_digest``.

    Raises:
        CaseRefused: the matter is archived.
    """
    rows, document = _written(decision, acted, opening or {})
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [document])
    run_within(decision, rows)
    return rows


def write_all(decisions: Sequence[Decision]) -> None:
    """Write what was decided about several matters, each on its root, in one statement; else as ``write``.

    Only the worker may.

    Raises:
        CaseRefused: one of them is archived.
    """
    written = [(made, *_written(made, made.matter.root_id, {})) for made in decisions]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_ALL, [f"[{','.join(document for _, _, document in written)}]"])
    for made, rows, _ in written:
        run_within(made, rows)


def _written(decision: Decision, acted: UUID, opening: Mapping[str, Any]) -> tuple[list[SealedRow], str]:
    """The rows of the chain that the decision makes, and the document that holds all it changes."""
    if breaks_archive(decision):
        raise CaseRefused(READ_ONLY)
    matter, before = decision.matter, decision.before
    head = (before.chain_seq, before.chain_head) if before else (0, b"")
    rows = sealed_rows(matter.root_id, head, decision.events, new_salt, default_algo())
    return rows, orjson.dumps(_document(decision, rows, acted, opening)).decode()


def _document(
    decision: Decision, rows: list[SealedRow], acted: UUID, opening: Mapping[str, Any]
) -> dict[str, Any]:
    before = decision.before
    document: dict[str, Any] = {
        "root": decision.matter.root_id,
        "seen": before.chain_seq if before else 0,
        "acted": acted,
        "events": [_event(row) for row in rows],
        **({"keeping": True} if all(event.act in KEEPING for event in decision.events) else {}),
    }
    head = {"chain_seq": rows[-1].seq, "chain_head": rows[-1].hash.hex()} if rows else {}
    new = rows_of_new(decision.matter, {**head, **opening}) if before is None else {}
    parts = _changes(before, decision, head) if before else new
    parts["rulings"] = [_ruling(held, rows[held.event]) for held in decision.rulings]
    parts["outbox"] = [*_messages(decision, rows), *announcements(decision, rows), *task_messages(decision)]
    return {**document, **{name: held for name, held in parts.items() if held}}


def rows_of_new(matter: Matter, root_only: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a new matter by part of the document; ``root_only`` are the root's own columns."""
    return _rows_of(list(matter), root_only)


def document_of_new(
    decision: Decision, rows: list[SealedRow], root_only: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Everything of a new matter for a statement that writes many at once: each row says its matter by itself."""
    root, last = decision.matter.root_id, rows[-1]
    parts = rows_of_new(decision.matter, {"chain_seq": last.seq, "chain_head": last.hash.hex(), **root_only})
    for name in ("new_tasks", "new_clocks"):
        parts[name] = [{**row, "root_id": root} for row in parts[name]]
    return {**parts, "events": [_event(row) for row in rows], "outbox": _messages(decision, rows)}


def _rows_of(cases: Sequence[Case], root_only: Mapping[str, Any]) -> dict[str, Any]:
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
    pairs = [(before.cases[case.id], case) for case in decision.matter if case.id in before.cases]
    split = [case for case in decision.matter if case.id not in before.cases]
    new = _rows_of(split, {}) if split else {}
    cases = [_case(new, told, head) for old, new in pairs if new != old or new.id in told or new.is_root]
    tasks = [_differing({t.id: t for t in old.tasks}, new.tasks) for old, new in pairs if new != old]
    clocks = [_differing({c.id: c for c in old.clocks}, new.clocks) for old, new in pairs if new != old]
    more_tasks = [_task(task) for fresh, _ in tasks for task in fresh if task.state == "open"]
    more_clocks = [_clock(clock) for fresh, _ in clocks for clock in fresh]
    return {
        **new,
        **_joined([(old, case) for old, case in pairs if case != old], decision),
        "cases": cases,
        "new_tasks": [*new.get("new_tasks", ()), *more_tasks],
        "tasks": [_task(task) for _, changed in tasks for task in changed],
        "new_clocks": [*new.get("new_clocks", ()), *more_clocks],
        "clocks": [_clock(clock) for _, changed in clocks for clock in changed],
    }


def _joined(pairs: Sequence[tuple[Case, Case]], decision: Decision) -> dict[str, Any]:
    """Units that joined and left, links that were made and ended."""
    at = decision.events[0].at if decision.events else None
    come = [(case.id, held) for old, case in pairs for held in case.units if held not in old.units]
    gone = [(case.id, held) for old, case in pairs for held in old.units if held not in case.units]
    made = [(case.id, link) for old, case in pairs for link in case.links if link not in old.links]
    ended = [(case.id, link) for old, case in pairs for link in old.links if link not in case.links]
    return {
        "joined": [{"case_id": key, "unit_id": h.unit, "part": h.part, "since": at} for key, h in come],
        "left": [{"case_id": key, "unit_id": h.unit, "part": h.part, "until": at} for key, h in gone],
        "linked": [{"case_id": key, "other_id": link.case_id, "kind": link.kind} for key, link in made],
        "parted": [{"case_id": key, "other_id": link.case_id, "kind": link.kind} for key, link in ended],
    }


def _ruling(held: Ruling, row: SealedRow) -> dict[str, Any]:
    who = {"account": row.columns["account"], "hat_label": row.body.get("hat_label", "")}
    at = {"id": uuid7(), "case_id": held.case_id, "seq": row.seq, "decided_at": row.columns["at"]}
    return {**at, **who, "unit_id": held.unit, "category": held.category, "reasoning": held.reasoning}


def _differing(held: Mapping[UUID, Any], now: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """(new ones, changed ones)."""
    rows = list(now)
    return [row for row in rows if row.id not in held], [r for r in rows if r.id in held and held[r.id] != r]


def _case(case: Case, told: set[UUID], head: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        "id": case.id,
        "state": case.state,
        "owner_unit_id": case.owner_unit_id,
        "is_open": case.closed_at is None,
        "closed_at": case.closed_at,
        "due_at": case.due_at,
        "warn_at": case.warn_at,
        "paused": case.paused,
        "version": case.version + (case.id in told),
        "revision": case.revision,
        "data": case.data,
        "archived_at": case.archived_at,
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
        "party_id": case.party_id,
        "division_id": case.division_id,
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
    topic = TOPICS.get(held.kind) or f"cases.effect.{held.name}"
    return {"topic": topic, "key": f"{topic}:{root}:{seq}:{number}", "body": body}
