"""What is written for many matters at once is what would have been written for each by itself."""

import importlib
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError, ProgrammingError

from yiwang.engines.cases.domain.decide import clock_marks
from yiwang.engines.cases.models import Case, Clock, Event
from yiwang.engines.cases.public import case_open_tree, clocks_work_off
from yiwang.engines.cases.selectors import context_for, matters_load
from yiwang.engines.cases.services import writing
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .world import FIRE, HEALTH, MARKET, at, citizen, seed, theme

pytestmark = pytest.mark.django_db
NOW, LATER = at("03-02 09:00"), at("03-20 09:00")
TABLES = ('"case"', "task", "clock", "event", "event_body", "outbox")
WORKER = system_actor("clock")


@pytest.fixture
def due(applied):
    """What clocks decide about a single case and about a matter of three units, and where their rows stand."""
    opened = case_open_tree(actor=citizen(), root=seed("single"), key="single", now=NOW)
    children = [seed(key, unit) for key, unit in {"a": MARKET, "b": HEALTH, "c": FIRE}.items()]
    tree = case_open_tree(actor=citizen(), root=theme(), children=children, key="theme", now=NOW)
    with as_actor(WORKER):
        matters = matters_load([opened.root_id, tree.root_id])
    held = [context_for(LATER, matter.root.revision) for matter in matters]
    pairs = zip(matters, held, strict=True)
    return [clock_marks(m, one.machines, one.facts, one.calendar, LATER) for m, one in pairs]


def rows():
    """Every row of every table that a decision writes, without the outbox's own numbers."""
    held = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"SELECT to_jsonb(t) - 'id' - 'made_at' - 'not_before' FROM {table} t ORDER BY to_jsonb(t)::text"
            )
            held[table] = sorted(str(row[0]) for row in cursor.fetchall())
    return held


def undone(write):
    """What the tables hold after a write that is then undone."""
    with transaction.atomic():
        with as_actor(WORKER):
            write()
        held = rows()
        transaction.set_rollback(True)
    return held


def test_many_at_once_is_each_by_itself(due, monkeypatch):
    monkeypatch.setattr(writing, "new_salt", lambda: bytes(16))
    before = rows()
    alone = undone(lambda: [writing.write(made, made.matter.root_id) for made in due])
    assert undone(lambda: writing.write_all(due)) == alone != before


def test_both_doors_name_the_same_columns(db):
    door = importlib.import_module("yiwang.engines.cases.migrations.0023_written_together")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc WHERE proname IN ('case_write', 'case_write_all') ORDER BY proname"
        )
        (alone,), (together,) = cursor.fetchall()
    wanted = [door.together(one) for one in door.statements(alone + "END $")]
    assert len(wanted) == len(door.PARTS) + 1 and [one for one in wanted if one not in together] == []


def test_what_somebody_else_moved_in_between_is_not_written(due):
    stale = [replace(due[0], before=replace(due[0].before, chain_seq=99)), due[1]]
    with pytest.raises(OperationalError, match="stale"), transaction.atomic(), as_actor(WORKER):
        writing.write_all(stale)
    assert not Event.objects.filter(act="clock.breached").exists()


def test_no_clerk_comes_through_this_door(due):
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic(), as_actor(citizen()):
        writing.write_all(due)


def test_a_matter_that_cannot_be_written_holds_up_no_other(due, monkeypatch):
    roots = [made.matter.root_id for made in due]
    Event.objects.bulk_create([Event(root_id=roots[0], seq=due[0].before.chain_seq + 1, case_id=roots[0], at=NOW,
        hat="x", act="x", from_state="x", to_state="x", public="", algo="sm3", body_hash=b"", prev=b"",
        hash=b"")])  # fmt: skip
    worked = clocks_work_off(LATER)
    assert worked.failed == (roots[0],) and worked.matters == 1
    assert Clock.objects.filter(case_id=roots[0], state="breached").count() == 0
    assert Case.objects.get(id=roots[1]).chain_seq > due[1].before.chain_seq


def test_the_chain_holds_after_a_batch(due):
    assert clocks_work_off(LATER).matters == 2 and clocks_work_off(LATER).matters == 0
    assert [finding for finding in verify_all() if finding.log == "cases" and finding.is_breach] == []
