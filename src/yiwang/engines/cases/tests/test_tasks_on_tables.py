"""Passing tasks on as it is written: rows, log, lists, who sees what, and the work of somebody who leaves."""

from dataclasses import replace
from uuid import uuid4

import pytest

from yiwang.engines.cases.models import Case, CaseUnit, Event, Task
from yiwang.engines.cases.public import (
    CaseNotFound,
    CaseRefused,
    access_matter,
    account_tasks,
    bulk_acts,
    case_move,
    case_open_tree,
    case_opine,
    case_timeline,
    matter_page,
    task_assign,
    task_counts,
    task_give_back,
    task_list,
    task_take,
    tasks_hand_over,
)
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import AppointmentRefused, account_close, account_leave, account_work
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.lights import Light

from .world import FIRE, HEALTH, MARKET, at, citizen, clerk, seed, theme

pytestmark = pytest.mark.django_db
NOW = at("03-02 09:00")
LATER = at("03-02 15:00")
REMARKS = [{"about": "平面图", "what": "没有标出消毒设施"}]


def person(name, *roles, unit=HEALTH):
    """A staff account under a hat of a unit."""
    account = Account.objects.create_user(name, name=name, is_staff_account=True)
    return replace(clerk(unit, *roles), account_id=account.pk, hat=f"post:{unit}-{name}", hat_label=name)


@pytest.fixture
def ann(applied):
    return person("ann", "officer")


@pytest.fixture
def ben(applied):
    return person("ben", "officer")


@pytest.fixture
def boss(applied):
    return person("boss", "case.act.assign", "chief")


@pytest.fixture
def held(applied):
    """A case waiting for its intake: its id and its task's."""
    opened = case_open_tree(actor=citizen(), root=seed("single"), key=str(uuid4()), now=NOW)
    return {"case_id": opened.root_id, "task_id": Task.objects.get(case_id=opened.root_id).id}


def test_taking_is_written_once_and_into_the_sealed_log(held, ann, ben):
    version = Case.objects.get().version
    task_take(actor=ann, now=LATER, **held)
    with pytest.raises(CaseRefused, match="刚刚由别人领办"):
        task_take(actor=ben, now=LATER, **held)
    task = Task.objects.get()
    assert (task.account_id, task.post_id) == (ann.account_id, ann.post)
    event = Event.objects.get(act="task.take")
    assert event.public == "" and event.account == ann.account_id
    assert Case.objects.get().version == version
    assert [finding for finding in verify_all() if finding.log == "cases" and finding.is_breach] == []


def test_lists_of_ones_own_and_of_nobodys(held, ann, ben, boss):
    def seen(actor, whose):
        with as_actor(actor):
            rows = task_list(actor, LATER, whose=whose)
            assert sum(task_counts(actor, LATER, whose=whose).counts.values()) == len(rows)
            return len(rows)

    assert [seen(ann, whose) for whose in ("mine", "free", "")] == [0, 1, 1]
    task_assign(actor=boss, to=ann, now=LATER, **held)
    assert [seen(ann, whose) for whose in ("mine", "free", "")] == [1, 0, 1]
    assert [seen(ben, whose) for whose in ("mine", "free", "")] == [0, 0, 1]
    task_assign(actor=boss, to=replace(ben, account_id=None), now=LATER, **held)
    assert [seen(ben, whose) for whose in ("mine", "free", "")] == [1, 0, 1]
    task_give_back(actor=boss, now=LATER, **held)
    assert [seen(ben, whose) for whose in ("mine", "free", "")] == [0, 1, 1]


def test_nobody_gives_work_to_a_shut_account_or_in_a_case_that_is_not_theirs(held, ann, boss):
    Account.objects.filter(pk=ann.account_id).update(is_active=False)
    with pytest.raises(AppointmentRefused, match="已经停用"):
        task_assign(actor=boss, to=ann, now=LATER, **held)
    with pytest.raises(CaseNotFound):
        task_take(actor=person("eve", "officer", unit=FIRE), now=LATER, **held)
    assert Task.objects.get().account_id is None


def test_opinions_stay_among_those_at_work(held, ann):
    case_opine(actor=ann, case_id=held["case_id"], text="现场看过，可以", now=LATER)
    with as_actor(citizen()):
        assert [entry.act for entry in case_timeline(citizen(), held["case_id"], LATER).entries] == ["open"]
        assert not Event.objects.filter(act="case.opinion").exists()
    with as_actor(ann):
        entry = case_timeline(ann, held["case_id"], LATER).entries[-1]
    assert (entry.label, entry.note) == ("内部意见", "现场看过，可以")


def test_units_of_a_matter_see_what_the_others_will_ask_and_nobody_else_does(applied):
    children = [seed("licence", MARKET), seed("health", HEALTH)]
    opened = case_open_tree(actor=citizen(), root=theme(), children=children, key="joint", now=NOW)
    mine, theirs = opened.cases["licence"].id, opened.cases["health"].id
    case_move(actor=clerk(HEALTH), case_id=theirs, act="remark", data={"remarks": REMARKS}, now=LATER)
    with as_actor(clerk(MARKET)):
        (remark,) = joint(clerk(MARKET), mine)
        assert (remark.case_id, remark.unit_id) == (theirs, HEALTH)
        assert remark.remarks == ("平面图：没有标出消毒设施",)
        assert not Case.objects.filter(id=theirs).exists()
        with pytest.raises(CaseNotFound):
            access_matter(clerk(MARKET), theirs)
    for stranger in (clerk(FIRE), replace(clerk(MARKET), units=(), unit="")):
        with as_actor(stranger), pytest.raises(CaseNotFound):
            joint(stranger, mine)
    CaseUnit.objects.create(case_id=mine, unit_id="watcher", part="watch", since=NOW)
    watcher = replace(clerk(MARKET), units=("watcher",), unit="watcher")
    with as_actor(watcher):
        assert joint(watcher, mine) == []
    case_move(actor=clerk(MARKET), case_id=mine, act="complete_intake", now=LATER)
    with as_actor(clerk(MARKET)):
        assert joint(clerk(MARKET), mine) == []


def joint(actor, case_id):
    """What the page of a case tells this actor of the others' remarks."""
    case, _ = access_matter(actor, case_id)
    return matter_page(actor, [case], LATER).joint[case_id]


def test_an_account_is_not_shut_while_work_is_in_its_name(held, ann, ben):
    admin = Actor("staff", uuid4(), "post:sec", "安全管理员", ("sec",), "sec", frozenset({"admin.security"}))
    task_take(actor=ann, now=LATER, **held)
    assert account_work(ann.account_id) == 1
    for refused in (account_close, account_leave):
        more = {"now": LATER} if refused is account_leave else {}
        with as_actor(admin), pytest.raises(AppointmentRefused, match="还有 1 件待办没有交接"):
            refused(admin, account_id=ann.account_id, reason="调离", **more)
    left = tasks_hand_over(
        actor=replace(admin, roles=frozenset()), account_id=ann.account_id, to=ben, now=LATER, reason="调离"
    )
    assert left.done == 0 and len(left.left) == 1
    security = replace(admin, roles=frozenset({"security-admin"}))
    done = tasks_hand_over(actor=security, account_id=ann.account_id, to=ben, now=LATER, reason="调离")
    assert done.done == 1 and not done.left
    assert Task.objects.get().account_id == ben.account_id and account_tasks(ann.account_id) == []
    assert Event.objects.get(act="task.hand_over").hat == "post:sec"
    with as_actor(system_actor("tests")):
        account_leave(security, account_id=ann.account_id, reason="调离", now=LATER)
    assert not Account.objects.get(pk=ann.account_id).is_active


def test_acts_on_many_are_those_the_case_type_allows_and_none_decides(applied, ann, boss):
    issuer = clerk(HEALTH, "issuer")
    assert {act.id for act in bulk_acts(ann, NOW)} == {"complete_intake", "sign"}
    assert {act.id for act in bulk_acts(issuer, NOW)} == {"hand_out"}
    assert not {"approve", "refuse", "decline", "approve_commitment"} & {
        act.id for act in bulk_acts(boss, NOW)
    }


def test_counts_stop_at_a_thousand_and_say_so():
    from yiwang.engines.cases.selectors.tasks import TaskCounts

    counts = {Light.OVERDUE: 12, Light.DUE_SOON: 1400, Light.ON_TRACK: 1588, Light.PAUSED: 0}
    cut = TaskCounts(counts, cut=True)
    assert [cut.said(light) for light in counts] == ["12", "1000+", "1000+", "0+"]
    assert cut.said() == "1000+"
    assert TaskCounts(counts | {Light.DUE_SOON: 3}).said(Light.DUE_SOON) == "3"
