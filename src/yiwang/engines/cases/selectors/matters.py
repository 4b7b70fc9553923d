"""Loading a matter whole, in one round trip; with a lock for acts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from ..domain.acting import OtherCase
from ..domain.values import Case, Clock, Link, Matter, Need, PartyPart, Task, UnitPart
from ..policies import CaseNotFound

_LOAD = "SELECT case_load(%s, %s)::text"
_LOAD_ALL = "SELECT case_load(wanted, true)::text FROM unnest(%s::uuid[]) AS wanted"
_LOAD_WITH = "SELECT case_load_with(%s, %s)::text"

AFTER = "after"
"""The kind of link by which a case waits for another one of its matter."""


def matter_load(case_id: UUID, *, lock: bool = False) -> Matter:
    """The matter that a case belongs to, if the case is in the scope of this transaction.

    Args:
        case_id: any case of the matter.
        lock: hold the root until the transaction ends; what is loaded is as of after the lock was given.

    Raises:
        CaseNotFound: no such case in scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOAD, [case_id, lock])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise CaseNotFound(case_id)
    return matter_of(orjson.loads(row[0]))


def matters_load(roots: Sequence[UUID]) -> list[Matter]:
    """Several matters, each under its lock, in one round trip and in the order given.

    Raises:
        CaseNotFound: one of them is not in scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOAD_ALL, [list(roots)])
        rows = cursor.fetchall()
    for root, (held,) in zip(roots, rows, strict=True):
        if held is None:
            raise CaseNotFound(root)
    return [matter_of(orjson.loads(held)) for (held,) in rows]


def matter_load_with(case_id: UUID, number: str) -> tuple[Matter, OtherCase | None]:
    """The matter under its lock, and a case that an act on it names, under its matter's lock; None if out of scope.

    Raises:
        CaseNotFound: no such case in scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOAD_WITH, [case_id, number])
        row = cursor.fetchone()
    held = orjson.loads(row[0]) if row and row[0] else {}
    if not held.get("matter"):
        raise CaseNotFound(case_id)
    return matter_of(held["matter"]), _other(held["other"])


def _other(held: Mapping[str, Any] | None) -> OtherCase | None:
    if held is None:
        return None
    return OtherCase(UUID(held["id"]), UUID(held["root_id"]), held["type"], held["is_open"], held["merged"])


def matter_of(rows: Sequence[Mapping[str, Any]]) -> Matter:
    """A matter from what ``case_load`` gives."""
    cases = [_case(row) for row in rows]
    root = next(row["case"] for row in rows if row["case"]["parent_id"] is None)
    head = bytes.fromhex(root["chain_head"].removeprefix("\\x")) if root["chain_head"] else b""
    ordered = sorted(cases, key=lambda case: not case.is_root)
    return Matter(UUID(root["id"]), {case.id: case for case in ordered}, root["chain_seq"], head)


def _case(row: Mapping[str, Any]) -> Case:
    held, links = row["case"], row["links"] or ()
    return Case(
        id=UUID(held["id"]),
        root_id=UUID(held["root_id"]),
        parent_id=_uuid(held["parent_id"]),
        number=held["number"],
        title=held["title"],
        type=held["type"],
        subject=held["subject"],
        revision=held["revision"],
        state=held["state"],
        party_id=_uuid(held["party_id"]),
        division_id=held["division_id"],
        owner_unit_id=held["owner_unit_id"],
        opened_at=datetime.fromisoformat(held["opened_at"]),
        closed_at=_at(held["closed_at"]),
        due_at=_at(held["due_at"]),
        warn_at=_at(held["warn_at"]),
        paused=held["paused"],
        version=held["version"],
        data=held["data"],
        units=tuple(UnitPart(unit, part) for unit, part in row["units"] or ()),
        parties=tuple(
            PartyPart(UUID(party), part, _uuid(mandate)) for party, part, mandate in row["parties"] or ()
        ),
        after=tuple(Need(UUID(other), needs) for other, kind, needs in links if kind == AFTER),
        links=tuple(Link(UUID(other), kind) for other, kind, _ in links if kind != AFTER),
        members=row["members"],
        archived_at=_at(held["archived_at"]),
        tasks=tuple(_task(task) for task in row["tasks"] or ()),
        clocks=tuple(_clock(clock) for clock in row["clocks"] or ()),
    )


def _task(held: Mapping[str, Any]) -> Task:
    return Task(
        id=UUID(held["id"]),
        case_id=UUID(held["case_id"]),
        step=held["step"],
        unit_id=held["unit_id"],
        opened_at=datetime.fromisoformat(held["opened_at"]),
        may=held["may"],
        post_id=held["post_id"],
        account_id=_uuid(held["account_id"]),
        state=held["state"],
        due_at=_at(held["due_at"]),
        warn_at=_at(held["warn_at"]),
        paused=held["paused"],
        closed_at=_at(held["closed_at"]),
    )


def _clock(held: Mapping[str, Any]) -> Clock:
    times = {name: _at(held[name]) for name in ("paused_at", "due_at", "warn_at", "next_at", "stopped_at")}
    return Clock(
        id=UUID(held["id"]),
        case_id=UUID(held["case_id"]),
        key=held["key"],
        limit=held["limit"],
        unit=held["unit"],
        source=held["source"],
        started_at=datetime.fromisoformat(held["started_at"]),
        state=held["state"],
        pauses=tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in held["pauses"]),
        spent=held["spent"],
        next_mark=held["next_mark"],
        provisional=held["provisional"],
        task_id=_uuid(held["task_id"]),
        **times,
    )


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
