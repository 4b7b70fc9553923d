"""The worker ends soon when it is asked to, also in the middle of the night's work, and what it did is kept."""

import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.utils import timezone

from yiwang.foundations.outbox.models import WorkerJob
from yiwang.foundations.outbox.public import JobRun, job_started, jobs_last
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.nets.collaboration.administration.selectors import job_line
from yiwang.site import turns, worker

pytestmark = pytest.mark.django_db


def refused():
    raise RuntimeError


def job(name, run, stopping=None):
    return turns.Job(name, 3600, run, stopping or threading.Event())


@contextmanager
def use(other):
    """What another process would do: everything goes over a connection of its own."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def test_a_run_is_kept_with_how_it_ended():
    job("archive", lambda: None).due()
    job("detectors", refused).due()
    stopping = threading.Event()
    job("files", stopping.set, stopping).due()
    with as_actor(Actor(audience="staff")):
        held = {run.name: run for run in jobs_last()}
    assert {name: run.outcome for name, run in held.items()} == {
        "archive": "done",
        "detectors": "failed",
        "files": "stopped",
    }
    assert all(run.ended_at >= run.started_at for run in held.values())


def test_only_the_last_run_is_told_and_old_ones_are_forgotten():
    WorkerJob.objects.create(name="archive", started_at=timezone.now() - timedelta(days=91))
    for _ in range(2):
        job("archive", refused).due()
    assert WorkerJob.objects.count() == 2 and len(jobs_last()) == 1


def test_what_another_worker_did_within_its_time_is_not_done_again():
    done = []
    for _ in range(2):
        job("archive", lambda: done.append(1)).due()
    WorkerJob.objects.update(started_at=timezone.now() - timedelta(seconds=3600))
    job("archive", lambda: done.append(2)).due()
    assert done == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_in_one_worker_at_a_time_and_one_that_died_holds_up_nobody():
    done, other = [], connection.copy()
    number = job_started("archive", timedelta(hours=1))
    with use(other):
        job("archive", lambda: done.append("beside")).due()
    assert not done
    connection.close()  # the worker was killed: its run is never ended
    until = time.monotonic() + 5
    with use(other):
        while not done and time.monotonic() < until:  # the server takes a moment to notice
            job("archive", lambda: done.append("after")).due()
    other.close()
    assert done == ["after"] and WorkerJob.objects.get(id=number).outcome == ""


def test_a_run_in_words():
    now = timezone.now()
    line = job_line(JobRun("archive", now - timedelta(seconds=125), now, "done"), now)
    assert (line.label, line.took, line.outcome, line.well) == ("归档和到期删除", "2 分 5 秒", "完成", True)
    assert job_line(JobRun("archive", now, None, ""), now).outcome == "正在进行"
    for start, outcome in (
        (now - timedelta(days=3), "done"),
        (now - timedelta(days=1, hours=1), ""),
        (now, "failed"),
    ):
        assert not job_line(JobRun("x", start, now if outcome else None, outcome), now).well


def test_no_other_turn_begins_once_it_is_asked_to_stop():
    stopping, done = threading.Event(), []
    first = turns.Every(0, lambda: (done.append(1), stopping.set()))
    assert worker._turn(stopping, [first, turns.Every(0, lambda: done.append(2))], worker._deliver) is False
    assert done == [1]


def test_what_people_wait_for_goes_on_while_a_job_takes_long(monkeypatch):
    stopping, delivered = threading.Event(), threading.Event()

    def archive():
        assert delivered.wait(20), "nothing was delivered while the archive took its time"
        stopping.set()

    monkeypatch.setattr(worker, "_often", list)
    monkeypatch.setattr(worker, "_jobs", lambda _: [turns.Every(0, archive)])
    monkeypatch.setattr(worker, "_deliver", lambda _: delivered.set() or 0)
    worker.work(stopping)
    assert delivered.is_set() and not [one for one in threading.enumerate() if one.name == "jobs"]


def test_neither_loop_goes_on_alone(monkeypatch):
    monkeypatch.setattr(worker, "_jobs", lambda _: [])
    monkeypatch.setattr(worker, "_often", list)
    monkeypatch.setattr(worker, "_deliver", lambda _: refused())
    with pytest.raises(RuntimeError):
        worker.work(threading.Event())
    assert not [one for one in threading.enumerate() if one.name == "jobs"]


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_goes_on_is_cancelled_after_the_grace(monkeypatch):
    monkeypatch.setattr(turns, "GRACE", 0.2)
    stopping, ended = threading.Event(), threading.Event()
    connection.ensure_connection()
    thread, began = turns.cancel_when_stopping(stopping, ended), time.monotonic()
    stopping.set()
    with pytest.raises(Error, match="cancel"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")
    ended.set()
    thread.join(5)
    assert time.monotonic() - began < 10 and not thread.is_alive()


def test_what_works_by_batches_ends_between_them(monkeypatch):
    from yiwang.engines.cases.services import keeping

    batches = []
    monkeypatch.setattr(keeping, "retention_rules", lambda: {"a": None, "b": None})
    monkeypatch.setattr(keeping, "_batch", lambda *held: batches.append(1) or 1)
    keeping.cases_archive_due(timezone.now(), stopping=lambda: len(batches) >= 3)
    assert len(batches) == 3
