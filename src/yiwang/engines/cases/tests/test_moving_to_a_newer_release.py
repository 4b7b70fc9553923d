"""Running cases and newer releases: what maps, what cannot and why, on paper and in tables; the command."""

from dataclasses import replace

import pytest
from django.utils.module_loading import import_string

from yiwang.engines.cases.definitions import CASE_TYPE, machines_of
from yiwang.engines.cases.domain.acting import Facts
from yiwang.engines.cases.domain.migrating import Target, plan
from yiwang.engines.cases.domain.simulate import counted_ids
from yiwang.engines.cases.models import Case, Clock, Event, Task
from yiwang.engines.cases.public import (
    case_acts_for,
    case_move,
    case_open_tree,
    case_timeline,
    cases_migrate,
)
from yiwang.engines.cases.services import migrating
from yiwang.foundations.audit.public import seal_now, verify_all
from yiwang.foundations.releases.public import release_apply
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.kernel.actor import system_actor
from yiwang.loader import load

from .orders import DISPATCHER, FOLDER, SUPERVISOR, WATER, dispatched, hat, in_hand, order, order_seed
from .orders_site import order_place
from .world import CALENDAR, at, citizen, pack_of

MIGRATOR = system_actor("migrate")
RENAMED = (("received", "incoming"), ("incoming: { label", "incoming: { was: received, label"))
SHORTER = ("value: 10, unit: working_day", "value: 6, unit: working_day")


def changed(folder, *pairs):
    """The order type with some words replaced, in a folder of case types."""
    text = (FOLDER / "order.yaml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "order.yaml").write_text(text, encoding="utf-8")
    return folder


def tried(tmp_path, simulation, when, *pairs):
    """What moving a matter to the changed type would do."""
    world = pack_of(changed(tmp_path / "case-types", *pairs))
    to = Target(2, machines_of(world), Facts(counted_ids()), CALENDAR, at(when))
    return plan(simulation.matter, simulation.machines, to, MIGRATOR)


def test_what_was_renamed_and_says_so_moves(tmp_path):
    made = tried(tmp_path, order(), "03-02 11:00", *RENAMED)
    case = made.decision.matter.root
    assert (case.state, case.revision, made.follows) == ("incoming", 2, ())
    (event,) = made.decision.events
    assert (event.act, event.from_state, event.to_state, event.public) == (
        "case.migrated",
        "incoming",
        "incoming",
        "",
    )
    assert "received→incoming" in event.body["data"]["text"]


def test_what_was_renamed_and_does_not_say_so_cannot(tmp_path):
    made = tried(tmp_path, order(), "03-02 11:00", RENAMED[0])
    assert made.decision is None
    assert made.cases[0].cannot == (
        "状态“待派”（received）在新版本里没有；改了名的，请在新定义里写 was: [received]。",
    )


def test_a_running_clock_takes_the_new_limit_and_the_applicant_reads_it(tmp_path):
    held = order()
    before = held.matter.root.due_at
    made = tried(tmp_path, held, "03-02 11:00", SHORTER)
    case, (event,) = made.decision.matter.root, made.decision.events
    assert case.clock("handling").limit == 6
    assert case.due_at == case.clock("handling").due_at == case.open_tasks[0].due_at < before
    assert event.public == "按新的规定，办理期限有调整。"
    assert [line.note for line in made.cases[0].lines if line.note] == ["时限由10个工作日改为6个工作日"]


def test_nobody_becomes_overdue_by_moving(tmp_path):
    made = tried(tmp_path, order(), "03-12 11:00", SHORTER)
    assert made.decision is None
    assert "不能让人立刻逾期" in made.cases[0].cannot[0]


def test_what_was_granted_is_not_taken_back(tmp_path):
    held = in_hand()
    clock = replace(held.matter.root.clock("handling"), limit=15, source="测试；延长依据：批准")
    root = replace(held.matter.root, clocks=(clock,))
    held.matter = replace(held.matter, cases={root.id: root})
    made = tried(tmp_path, held, "03-03 11:00", SHORTER)
    assert made.decision.matter.root.clock("handling").limit == 15


def test_what_has_ended_stays_as_it_was(tmp_path):
    held = in_hand()
    made = tried(tmp_path, held, "03-03 11:00", ("value: 4, unit: hour", "value: 1, unit: hour"))
    assert made.decision.matter.root.clock("signing") == held.matter.root.clock("signing")


def test_a_task_that_nobody_would_have_holds_back(tmp_path):
    text = ("sign: { label: 签收, may", "signing_in: { label: 签收, may")
    with_task = ("opens: sign\n", "opens: signing_in\n")
    rest = (
        ("closes: sign\n", "closes: signing_in\n"),
        ("step: sign,", "step: signing_in,"),
        ("closes: sign,", "closes: signing_in,"),
    )
    made = tried(tmp_path, dispatched(), "03-02 11:00", text, with_task, *rest)
    assert made.cases[0].cannot == (
        "环节“签收”（sign）在新版本里没有；改了名的，请在新定义里写 was: [sign]。",
    )


def test_an_earlier_name_stands_for_one_thing(tmp_path):
    pack = tmp_path / "china"
    changed(pack / "case-types", ("ruling: { label", "ruling: { was: [received, handling], label"))
    (pack / "pack.yaml").write_text("id: china\nversion: '1'\ntitle: 测试\n", encoding="utf-8")
    problems = [one.code for one in load(pack, (CASE_TYPE,)).problems]
    assert problems == ["case_type.was", "case_type.was"]


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type in force."""
    world = order_place(tmp_path_factory.mktemp("orders"))
    with release_standing(django_db_blocker.unblock, world) as held:
        yield held


@pytest.fixture
def site(orders_standing, db, tmp_path, settings):
    """The place; what a test does in it is undone."""
    settings.YIWANG_DATA = tmp_path / "data"
    return orders_standing.release


def newer(tmp_path, *pairs):
    """Apply the place once more, with a changed order type."""
    folder = tmp_path / "newer"
    order_place(folder)
    changed(folder / "china" / "case-types", *pairs)
    loaded = load(folder / "china", import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return release_apply(loaded.world)


def opened(key="one"):
    return case_open_tree(actor=citizen(), root=order_seed(key), key=key, now=at("03-02 09:00")).root_id


@pytest.mark.django_db
def test_a_dry_run_writes_nothing_and_the_run_moves_each_once(site, tmp_path):
    one, two = opened("one"), opened("two")
    release = newer(tmp_path, *RENAMED, SHORTER)
    tried = cases_migrate("order", now=at("03-02 11:00"), batch=1)
    assert (len(tried.moved), len(tried.held_back), tried.revision) == (2, 0, release.pk)
    assert {case.revision for case in Case.objects.all()} == {site.pk}
    assert len(cases_migrate("order", now=at("03-02 11:00"), apply=True, batch=1).moved) == 2
    case = Case.objects.get(id=one)
    assert (case.state, case.revision, case.version) == ("incoming", release.pk, 2)
    assert Clock.objects.get(case_id=one, key="handling").limit == 6
    assert Task.objects.get(case_id=two).due_at == Case.objects.get(id=two).due_at
    again = cases_migrate("order", now=at("03-02 11:00"), apply=True)
    assert not again.moved and Event.objects.filter(act="case.migrated").count() == 2
    seal_now()
    assert not verify_all()


@pytest.mark.django_db
def test_a_moved_case_goes_on_under_the_new_rules(site, tmp_path):
    case_id = opened()
    newer(tmp_path, *RENAMED)
    cases_migrate("order", now=at("03-02 11:00"), apply=True)
    moved = case_move(
        actor=DISPATCHER, case_id=case_id, act="dispatch", data={"unit": WATER}, now=at("03-02 12:00")
    )
    assert moved.state == "dispatched"
    line = case_timeline(SUPERVISOR, case_id, at("03-02 12:00"))
    assert [entry.label for entry in line.entries] == ["提交", "改按新版本办理", "派单"]
    assert "received→incoming" in line.entries[1].note
    assert case_acts_for(hat(WATER), case_id, at("03-02 12:00"))


@pytest.mark.django_db
def test_one_that_cannot_does_not_hold_up_the_others(site, tmp_path, monkeypatch, caplog):
    early, broken = opened("early"), opened("broken")
    newer(tmp_path, SHORTER)
    written = migrating.write
    monkeypatch.setattr(
        migrating, "write", lambda made, root: 1 / 0 if root == broken else written(made, root)
    )
    report = cases_migrate("order", now=at("03-02 11:00"), apply=True)
    assert [held.cases[0].number for held in report.held_back] == [Case.objects.get(id=broken).number]
    assert "没有改动" in report.held_back[0].cases[0].cannot[0]
    assert Case.objects.get(id=early).revision != Case.objects.get(id=broken).revision
