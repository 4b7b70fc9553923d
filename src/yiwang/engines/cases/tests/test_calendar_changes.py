"""The calendar changes under running cases: what moves and what does not, on paper and in tables."""

import pytest
from django.utils.module_loading import import_string

from yiwang.engines.cases.domain.acting import Facts
from yiwang.engines.cases.domain.recounting import recount
from yiwang.engines.cases.domain.simulate import counted_ids
from yiwang.engines.cases.domain.work import Work
from yiwang.engines.cases.models import Case, Clock, Event, Task
from yiwang.engines.cases.public import case_open_tree, case_timeline, clocks_recount
from yiwang.engines.cases.services import recounting
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.audit.public import seal_now, verify_all
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.releases.public import release_apply
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.kernel.actor import system_actor
from yiwang.kernel.replacing import replace
from yiwang.loader import load

from .orders import in_hand, order, order_seed
from .orders_site import order_place
from .world import CALENDAR, at, citizen

CLOCK = system_actor("clock")
OFF = "days:\n  - { day: 2026-03-04, name: 测试假日, working: false }\n"
DAY_OFF = replace(CALENDAR, hours=((510, 720),))
"""Shorter hours: what ends with a day ends earlier on the same day."""


def tried(simulation, when, calendar):
    """What another calendar does to a matter at an instant."""
    return recount(
        Work(simulation.matter, simulation.machines, Facts(counted_ids()), calendar, at(when)), CLOCK
    )


def test_running_clocks_and_their_tasks_end_by_the_new_calendar_and_the_applicant_reads_it():
    held = order()
    before = held.matter.root.due_at
    moved, decision = tried(held, "03-02 11:00", DAY_OFF)
    case = decision.matter.root
    assert before.hour == 17 and case.due_at.astimezone(before.tzinfo).hour == 12
    assert case.clock("handling").due_at == case.due_at == case.open_tasks[0].due_at
    assert case.clock("handling").limit == held.matter.root.clock("handling").limit
    assert {one.clock for one in moved} >= {"handling"} and not any(one.kept for one in moved)
    assert {event.act for event in decision.events} == {"clock.recounted"}
    assert any("工作日历有调整" in event.public for event in decision.events)


def test_the_same_calendar_moves_nothing():
    assert tried(order(), "03-02 11:00", CALENDAR) == ((), None)


def test_nobody_becomes_overdue_by_it():
    held = in_hand()
    due = held.matter.root.clock("handling").due_at
    held.pass_time(at(f"{due:%m-%d} 13:00"))
    moved, decision = tried(held, f"{due:%m-%d} 13:00", DAY_OFF)
    assert [(one.clock, one.kept) for one in moved] == [("handling", True)] and decision is None


def test_what_is_due_already_is_left_to_who_works_it_off():
    held = order()
    late = held.matter.root.clock("handling").due_at
    moved, decision = tried(held, f"{late:%m-%d} 18:00", DAY_OFF)
    assert not moved and decision is None


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


def shorter_days(tmp_path):
    """Apply the place once more, with a calendar whose days end at noon."""
    folder = tmp_path / "newer"
    order_place(folder)
    (calendar,) = (folder / "china" / "calendars").glob("*.yaml")
    text = calendar.read_text(encoding="utf-8")
    assert '  - { from: "13:00", to: "17:00" }\n' in text
    calendar.write_text(text.replace('  - { from: "13:00", to: "17:00" }\n', ""), encoding="utf-8")
    loaded = load(folder / "china", import_string("yiwang.site.kinds.KINDS"))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return release_apply(loaded.world)


def opened(key, now):
    return case_open_tree(actor=citizen(), root=order_seed(key), key=key, now=now).root_id


@pytest.fixture
def morning(monkeypatch):
    """The worker's present: the morning on which the orders were opened."""
    monkeypatch.setattr(recounting.timezone, "now", lambda: at("03-02 11:00"))


@pytest.mark.django_db
def test_a_release_with_another_calendar_moves_every_running_clock_once(site, tmp_path, monkeypatch, morning):
    monkeypatch.setattr(recounting, "BATCH", 2)
    ids = [opened(key, at("03-02 09:30")) for key in ("one", "two", "three")]
    before = Case.objects.get(id=ids[0]).due_at
    shorter_days(tmp_path)
    assert Case.objects.get(id=ids[0]).due_at == before, "not in the transaction of the release"
    while outbox_drain():
        pass
    for case in Case.objects.filter(id__in=ids):
        assert (
            case.due_at < before and case.due_at == Clock.objects.get(case_id=case.id, key="handling").due_at
        )
        assert case.due_at == Task.objects.get(case_id=case.id).due_at
    told = Event.objects.filter(act="clock.recounted")
    assert set(told.values_list("case_id", flat=True)) == set(ids)
    count = told.count()
    assert not clocks_recount(now=at("03-02 11:00"), apply=True).moved
    assert Event.objects.filter(act="clock.recounted").count() == count
    lines = case_timeline(citizen(), Case.objects.get(id=ids[0]).number, now=at("03-02 11:30"))
    assert "期限按新的日历重算" in str(lines)
    reports = AuditEvent.objects.filter(act="cases.clocks.recounted")
    assert reports.count() == 2, "one for each batch"
    seal_now()
    assert not verify_all()


@pytest.mark.django_db
def test_a_release_with_the_same_calendar_asks_for_nothing(site, tmp_path):
    opened("one", at("03-02 09:30"))
    folder = tmp_path / "again"
    order_place(folder)
    (folder / "china" / "roles.yaml").write_text(
        (folder / "china" / "roles.yaml").read_text(encoding="utf-8").replace("派单,", "派件,"),
        encoding="utf-8",
    )
    release_apply(load(folder / "china", import_string("yiwang.site.kinds.KINDS")).world)
    while outbox_drain():
        pass
    assert not Event.objects.filter(act="clock.recounted").exists()


@pytest.mark.django_db
def test_one_that_cannot_be_counted_holds_up_nobody(site, tmp_path, monkeypatch):
    one, two = opened("one", at("03-02 09:30")), opened("two", at("03-02 09:30"))
    shorter_days(tmp_path)
    real = recounting.recount

    def broken(work, actor):
        if work.matter.root_id == one:
            raise RuntimeError("broken")
        return real(work, actor)

    monkeypatch.setattr(recounting, "recount", broken)
    done = clocks_recount(now=at("03-02 11:00"), apply=True)
    assert done.failed == [one] and done.matters == 2
    assert set(Event.objects.filter(act="clock.recounted").values_list("case_id", flat=True)) == {two}
