"""Several at once, on PostgreSQL: nothing twice, nothing lost."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from django.db import connection

from yiwang.engines.cases.models import Case, Event, Task
from yiwang.engines.cases.public import (
    CaseRefused,
    case_move,
    case_move_once,
    case_open_tree,
    clocks_work_off,
    task_take,
)
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import account_close
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .world import FIRE, HEALTH, MARKET, at, citizen, clerk, seed, theme

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at("03-02 09:00")


def at_once(*calls):
    """Run calls in threads with connections of their own; gives results or exceptions."""

    def run(call):
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def opening(key, root=None):
    return lambda: case_open_tree(actor=citizen(), root=root or seed("single"), key=key, now=NOW)


def moving(case_id, act, unit=HEALTH, version=None, **data):
    when = at("03-03 09:00")
    return lambda: case_move(
        actor=clerk(unit), case_id=case_id, act=act, data=data, now=when, version=version
    )


def test_one_key_opens_one_case_however_many_try(applied_for_all):
    root = seed("single")
    results = at_once(*[opening("same", root) for _ in range(8)])
    assert {result.root_id for result in results} == {Case.objects.get().id}
    assert sorted(result.created for result in results) == [False] * 7 + [True]


def test_two_clerks_on_one_task_one_of_them_is_told(applied_for_all):
    case_id = opening("k")().root_id
    results = at_once(*[moving(case_id, "complete_intake", version=1) for _ in range(2)])
    refused = [result for result in results if isinstance(result, CaseRefused)]
    assert len(refused) == 1 and refused[0].refusal.code == "act.version"
    assert Event.objects.filter(act="complete_intake").count() == 1


def test_one_key_does_an_act_once_and_answers_all_who_sent_it(applied_for_all):
    case_id = opening("k")().root_id
    said = {"act": "complete_intake", "data": {}, "version": 1, "key": "same-key", "now": at("03-03 09:00")}
    results = at_once(
        *[lambda: case_move_once(actor=clerk(HEALTH), case_id=case_id, **said) for _ in range(6)]
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert sorted(again for _, again in results) == [False] + [True] * 5
    assert len({tuple(sorted(answer.items())) for answer, _ in results}) == 1
    assert Event.objects.filter(act="complete_intake").count() == 1


def test_two_take_one_task_and_one_of_them_is_told(applied_for_all):
    case_id = opening("k")().root_id
    task = Task.objects.get(case_id=case_id)
    people = [replace(clerk(HEALTH), account_id=made.pk) for made in (colleague("ann"), colleague("ben"))]
    when = at("03-03 09:00")
    calls = [
        lambda who=who: task_take(actor=who, case_id=case_id, task_id=task.id, now=when) for who in people
    ]
    refused = [result for result in at_once(*calls) if isinstance(result, CaseRefused)]
    assert [result.refusal.code for result in refused] == ["task.taken"]
    task.refresh_from_db()
    assert task.account_id in {who.account_id for who in people}
    assert Event.objects.filter(act="task.take").count() == 1


def test_work_given_while_its_account_is_shut_is_never_left_behind(applied_for_all):
    case_id = opening("k")().root_id
    task, made = Task.objects.get(case_id=case_id), colleague("ann")
    who = replace(clerk(HEALTH), account_id=made.pk)
    admin = system_actor("tests")

    def shut():
        with as_actor(admin):
            account_close(admin, account_id=made.pk, reason="离岗")

    at_once(lambda: task_take(actor=who, case_id=case_id, task_id=task.id, now=at("03-03 09:00")), shut)
    task.refresh_from_db()
    made.refresh_from_db()
    assert made.is_active == (task.account_id == made.pk)


def colleague(name):
    """A staff account."""
    return Account.objects.create_user(name, name=name, is_staff_account=True)


def test_units_of_one_matter_answer_at_once_and_the_chain_holds(applied_for_all):
    units = {"a": MARKET, "b": HEALTH, "c": FIRE}
    children = [seed(key, unit) for key, unit in units.items()]
    opened = case_open_tree(actor=citizen(), root=theme(), children=children, key="t", now=NOW)
    results = at_once(*[moving(opened.cases[key].id, "complete_intake", unit) for key, unit in units.items()])
    assert not [result for result in results if isinstance(result, Exception)]
    assert set(Case.objects.exclude(parent_id=None).values_list("state", flat=True)) == {"accepted"}
    assert [finding for finding in verify_all() if finding.log == "cases" and finding.is_breach] == []


def test_clock_workers_share_the_work_and_each_mark_happens_once(applied_for_all):
    for number in range(12):
        opening(f"k{number}")()
    later = at("03-20 09:00")
    results = at_once(*[lambda: clocks_work_off(later) for _ in range(4)])
    assert not [result for result in results if isinstance(result, Exception)]
    clocks_work_off(later)
    assert Event.objects.filter(act="clock.breached").count() == 12
    assert Event.objects.filter(act="clock.warned").count() == 24


def test_clerk_and_clock_on_one_case_both_happen(applied_for_all):
    case_id = opening("k")().root_id
    results = at_once(moving(case_id, "complete_intake"), lambda: clocks_work_off(at("03-20 09:00")))
    assert not [result for result in results if isinstance(result, Exception)]
    clocks_work_off(at("03-20 09:00"))
    assert Case.objects.get().state == "accepted"
    assert [finding for finding in verify_all() if finding.log == "cases" and finding.is_breach] == []


WORKER = """
import os, signal, sys
import django
django.setup()
from yiwang.engines.cases.public import CaseRefused, bind_effect, case_move
from yiwang.engines.cases.services import effects
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.kernel.actor import system_actor
from django.utils import timezone

def issue(call):
    case_move(actor=system_actor("effect"), case_id=call.case_id, act="record_issue", data={"result": "x"},
              now=timezone.now())
    if sys.argv[1] == "die":
        os.kill(os.getpid(), signal.SIGKILL)

effects._after.pop("issue_result", None)
effects._after["issue_result"] = issue
from yiwang.foundations.outbox.public import subscribe
try:
    subscribe("cases.effect.issue_result", "effect", effects._called)
except ValueError:
    pass
outbox_drain(100)
"""


def worker(how, tmp_path):
    """A worker in a process of its own, on this test's database."""
    name = connection.settings_dict["NAME"]
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    script = tmp_path / "worker.py"
    script.write_text(WORKER, encoding="utf-8")
    env = {**os.environ, "DATABASE_URL": url, "YIWANG_DATA": str(tmp_path / "worker-data")}
    env |= {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, str(script), how], env=env, cwd=Path(__file__).parents[5], timeout=60
    )


def test_worker_killed_in_the_middle_of_an_effect_does_it_once_in_the_end(applied_for_all, tmp_path):
    case_id = opening(str(uuid4()))().root_id
    moving(case_id, "complete_intake")()
    moving(case_id, "propose", opinion="approve", grounds="属实")()
    case_move(actor=clerk(HEALTH, "chief"), case_id=case_id, act="approve", now=at("03-04 09:00"))
    assert worker("die", tmp_path).returncode == -9
    assert Case.objects.get().state == "issuing" and not Event.objects.filter(act="record_issue").exists()
    waiting = OutboxMessage.objects.filter(topic="cases.effect.issue_result", done_at=None)
    waiting.update(not_before=waiting.get().made_at - timedelta(minutes=1))  # its lease has run out
    assert worker("live", tmp_path).returncode == 0
    worker("live", tmp_path)
    assert Case.objects.get().state == "issued"
    assert Event.objects.filter(act="record_issue").count() == 1
