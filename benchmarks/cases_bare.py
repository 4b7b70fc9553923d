"""The same writes in bare SQL: what a program costs that only locks, writes the same rows and commits.

A creation writes case, case_unit, case_party, task, clock, event, event_body (and the sealer's queue, by trigger);
a transition locks the root, updates case, task and clock, inserts the next task and clock, two events with bodies,
two outbox rows. No scope, no rules, no hashing; every row's values are made beforehand.
"""

import os
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

SALT, HASH = bytes(16), bytes(32)
EVENT = """INSERT INTO event (root_id, seq, case_id, at, account, hat, act, "from", "to",
 public, algo, body_hash, prev, hash)
 VALUES (%s, %s, %s, %s, %s, 'post:x', 'act', 'a', 'b', 'public', 'sm3', %s, %s, %s)"""
BODY = "INSERT INTO event_body (root_id, seq, salt, body) VALUES (%s, %s, %s, '{\"data\": {}}')"
CASE = """INSERT INTO "case" (id, root_id, number, type, subject, title, revision, state, party_id, division_id,
 owner_unit_id, opened_at, due_at, data, chain_seq, chain_head, open_key, open_digest)
 VALUES (%s, %s, %s, 'service_item', 'barber', 'bare', 1, 'submitted', %s, '441202', 'bare', %s, %s,
 %s, 1, %s, %s, 'x')"""
UNIT = "INSERT INTO case_unit (case_id, unit_id, part, since) VALUES (%s, 'bare', 'main', %s)"
PARTY = "INSERT INTO case_party (case_id, party_id, part) VALUES (%s, %s, 'applicant')"
TASK = """INSERT INTO task (id, case_id, root_id, step, unit_id, opened_at, due_at, warn_at)
 VALUES (%s, %s, %s, 'intake', 'bare', %s, %s, %s)"""
CLOCK = """INSERT INTO clock (id, case_id, root_id, key, "limit", unit, source, state, started_at, due_at, warn_at,
 next_at, next_mark) VALUES (%s, %s, %s, 'intake', 5, 'working_day', 'x', 'running', %s, %s, %s, %s, 'due')"""
OUTBOX = "INSERT INTO outbox (topic, key, body) VALUES ('bare', %s, '{}')"
DATA = '{"form": {"shop": "x", "area": 60}, "terms": {"limits": {"promised": {"value": 5}}}, "gather": {}}'


def rates(seconds: float) -> dict[str, float]:
    """Creations and transitions per second, one connection, one transaction each."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=1) as db:
        made: list[UUID] = []
        creations = _per_second(lambda: made.append(_create(db)), seconds)
        transitions = _per_second(lambda: _move(db, made.pop()), seconds, made)
    return {"creations": creations, "transitions": transitions}


def _per_second(act: Any, seconds: float, work: list[Any] | None = None) -> float:
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds and (work is None or work):
        act()
        done += 1
    return round(done / (time.perf_counter() - began), 1)


def _create(db: psycopg.Connection[Any]) -> UUID:
    case, party, now = uuid4(), uuid4(), datetime.now(UTC)
    due = now + timedelta(days=5)
    with db.transaction():
        db.execute(CASE, [case, case, str(case), party, now, due, DATA, HASH, str(case)])
        db.execute(UNIT, [case, now])
        db.execute(PARTY, [case, party])
        db.execute(TASK, [uuid4(), case, case, now, due, due])
        db.execute(CLOCK, [uuid4(), case, case, now, due, due, due])
        _event(db, case, 1, now)
    return case


def _move(db: psycopg.Connection[Any], case: UUID) -> None:
    now = datetime.now(UTC)
    due = now + timedelta(days=5)
    with db.transaction():
        db.execute('SELECT * FROM "case" WHERE id = %s FOR UPDATE', [case])
        db.execute(
            'UPDATE "case" SET state = %s, version = version + 1, due_at = %s, data = %s, chain_seq = 3,'
            " chain_head = %s WHERE id = %s",
            ["accepted", due, DATA, HASH, case],
        )
        db.execute("UPDATE task SET state = 'done', closed_at = %s WHERE case_id = %s", [now, case])
        db.execute(
            "UPDATE clock SET state = 'met', stopped_at = %s, next_at = NULL WHERE case_id = %s", [now, case]
        )
        db.execute(TASK, [uuid4(), case, case, now, due, due])
        db.execute(CLOCK, [uuid4(), case, case, now, due, due, due])
        for seq in (2, 3):
            _event(db, case, seq, now)
        for number in range(2):
            db.execute(OUTBOX, [f"bare:{case}:{number}"])


def _event(db: psycopg.Connection[Any], case: UUID, seq: int, now: datetime) -> None:
    db.execute(EVENT, [case, seq, case, now, case, HASH, HASH, HASH])
    db.execute(BODY, [case, seq, SALT])
