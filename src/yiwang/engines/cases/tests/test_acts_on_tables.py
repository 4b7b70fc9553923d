"""Acts as they are written: tables, log, outbox, round trips, who sees what."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from yiwang.engines.cases.models import Case, Clock, Event, EventBody, Task
from yiwang.engines.cases.public import (
    After,
    CaseNotFound,
    CaseRefused,
    KeyReused,
    access_case,
    case_acts_for,
    case_list,
    case_move,
    case_open_tree,
    case_timeline,
    clocks_work_off,
    task_counts,
    task_list,
)
from yiwang.foundations.audit.public import seal_now, verify_all
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, system_actor
from yiwang.kernel.lights import Light

from .world import FIRE, HEALTH, MARKET, STRANGER, at, citizen, clerk, seed, theme

pytestmark = pytest.mark.django_db
NOW = at("03-02 09:00")


def open_single(**more):
    return case_open_tree(actor=citizen(), root=seed("single"), key=str(uuid4()), now=NOW, **more)


def open_shop():
    children = (
        seed("licence", MARKET, 2),
        seed("health", HEALTH, 5, (After("licence"),)),
        seed("fire", FIRE, 10),
    )
    return case_open_tree(actor=citizen(), root=theme(), children=children, key=str(uuid4()), now=NOW)


def move(actor, case_id, act, when="03-03 09:00", version=None, **data):
    return case_move(actor=actor, case_id=case_id, act=act, data=data, now=at(when), version=version)


def issued(opened, key, unit):
    """Accepted, examined, decided."""
    case_id = opened.cases[key].id
    move(clerk(unit), case_id, "complete_intake")
    move(clerk(unit), case_id, "propose", opinion="approve", grounds="属实")
    return move(clerk(unit, "chief"), case_id, "approve")


def test_opening_writes_case_task_clock_and_log(applied):
    opened = open_single()
    case = Case.objects.get(id=opened.root_id)
    assert (case.state, case.number, case.chain_seq, case.revision) == (
        "submitted",
        opened.number,
        1,
        applied.pk,
    )
    assert Task.objects.get(case_id=case.id).unit_id == HEALTH
    assert Clock.objects.get(case_id=case.id).key == "intake"
    event = Event.objects.get(root_id=case.id)
    assert (event.act, event.from_state, event.to_state, event.hat) == (
        "open",
        "",
        "submitted",
        citizen().hat,
    )
    assert bytes(event.hash) == bytes(case.chain_head)


def test_children_number_below_their_root(applied):
    opened = open_shop()
    numbers = {key: case.number for key, case in opened.cases.items()}
    assert numbers["open_shop"] == opened.number
    assert sorted(numbers.values()) == [opened.number, *(f"{opened.number}-{n:02d}" for n in (1, 2, 3))]


def test_same_key_gives_the_same_matter_and_other_content_is_refused(applied):
    root = seed("single")
    first = case_open_tree(actor=citizen(), root=root, key="draft-1", now=NOW)
    again = case_open_tree(actor=citizen(), root=root, key="draft-1", now=at("03-02 09:01"))
    assert first.created and not again.created and again.root_id == first.root_id
    with pytest.raises(KeyReused):
        case_open_tree(actor=citizen(), root=replace(root, title="别的"), key="draft-1", now=NOW)
    with pytest.raises(CaseNotFound):
        case_open_tree(actor=citizen(STRANGER), root=root, key="draft-1", now=NOW)
    assert Case.objects.count() == 1


def test_whole_life_on_tables_and_the_chain_verifies(applied):
    opened = open_shop()
    assert issued(opened, "licence", MARKET).state == "issuing"
    move(system_actor("effect"), opened.cases["licence"].id, "record_issue", result="营业执照")
    states = {case.title: case.state for case in Case.objects.all()}
    assert states["事项 licence"] == "issued" and states["事项 health"] == "submitted"
    move(clerk(HEALTH), opened.cases["health"].id, "complete_intake")
    assert Case.objects.get(id=opened.cases["health"].id).state == "accepted"
    seal_now()
    assert [finding for finding in verify_all() if finding.log == "cases"] == []


def test_altered_event_is_named(applied):
    opened = open_single()
    move(clerk(HEALTH), opened.root_id, "complete_intake")
    Event.objects.filter(root_id=opened.root_id, seq=2).update(public="改过")
    found = [finding for finding in verify_all() if finding.log == "cases"]
    assert (str(opened.root_id), 2) in {(finding.subject, finding.seq) for finding in found}


def test_effects_and_notices_wait_in_the_outbox_with_the_event_as_key(applied):
    opened = open_single()
    issued(opened, "single", HEALTH)
    rows = {row.topic: row for row in OutboxMessage.objects.all()}
    assert rows["cases.effect.issue_result"].body["case_id"] == str(opened.root_id)
    assert str(opened.root_id) in rows["cases.effect.issue_result"].key
    assert "cases.notice" in rows


def test_four_round_trips_whatever_the_number_of_cases(applied):
    opened = open_shop()
    warm = open_single()
    move(clerk(HEALTH), warm.root_id, "complete_intake")
    connection.ensure_connection()
    for case_id, unit in ((opened.cases["fire"].id, FIRE), (open_single().root_id, HEALTH)):
        with as_actor(clerk(unit)) as _, CaptureQueriesContext(connection) as queries:
            move(scope_now(), case_id, "complete_intake")
        assert [query["sql"].split("(")[0] for query in queries] == ["SELECT case_load", "SELECT case_write"]
    with as_actor(citizen()), CaptureQueriesContext(connection) as queries:
        case_open_tree(actor=scope_now(), root=seed("single"), key=str(uuid4()), now=NOW)
    assert len(queries) == 2


def scope_now():
    from yiwang.foundations.scope.public import scope_current

    return scope_current()


def test_stale_version_and_wrong_hat_are_refused_in_sentences(applied):
    opened = open_single()
    with pytest.raises(CaseRefused, match="您当前的身份不能办理"):
        move(clerk(HEALTH, "issuer"), opened.root_id, "complete_intake")
    move(clerk(HEALTH), opened.root_id, "complete_intake")
    with pytest.raises(CaseRefused, match="刚刚被别人办过"):
        move(clerk(HEALTH), opened.root_id, "propose", version=1, opinion="approve", grounds="x")


def test_refused_act_writes_nothing(applied):
    opened = open_single()
    with pytest.raises(CaseRefused):
        move(clerk(HEALTH), opened.root_id, "propose", opinion="approve", grounds="x")
    assert Event.objects.count() == 1 and Case.objects.get().version == 1


def test_a_unit_sees_its_own_child_and_nothing_of_the_others(applied):
    opened = open_shop()
    for key, unit in (("licence", MARKET), ("health", HEALTH), ("fire", FIRE)):
        actor = clerk(unit)
        with as_actor(actor):
            assert set(Case.objects.values_list("title", flat=True)) == {f"事项 {key}"}
            assert {row.title for row in case_list(actor)} == {f"事项 {key}"}
            assert set(Event.objects.values_list("case_id", flat=True)) == {opened.cases[key].id}
            assert EventBody.objects.count() == Event.objects.count()
            assert [task.case_id for task in task_list(actor, NOW)] == [opened.cases[key].id]


def test_people_see_their_own_matter_without_internal_events_and_bodies(applied):
    opened = open_single()
    move(clerk(HEALTH), opened.root_id, "complete_intake")
    move(clerk(HEALTH), opened.root_id, "ask_extension", extension_reason="内部理由")
    with as_actor(citizen()):
        acts = list(Event.objects.values_list("act", flat=True))
        line = case_timeline(citizen(), opened.root_id, at("03-04 09:00"))
    with pytest.raises(ProgrammingError), as_actor(citizen()):
        EventBody.objects.count()
    assert acts == ["open", "complete_intake", "accept"]
    assert [entry.act for entry in line.entries] == acts and all(entry.body is None for entry in line.entries)
    assert line.holders[0].unit_id == HEALTH and line.state_text == "已受理，正在审查"


def test_strangers_see_and_do_nothing(applied):
    opened = open_single()
    for actor in (citizen(STRANGER), clerk(FIRE)):
        with as_actor(actor):
            assert not Case.objects.exists() and not Task.objects.exists() and not Event.objects.exists()
        with pytest.raises(CaseNotFound):
            move(actor, opened.root_id, "withdraw")
        with pytest.raises(CaseNotFound), as_actor(actor):
            access_case(actor, opened.root_id)
    with pytest.raises(ProgrammingError), as_actor(PUBLIC):
        Case.objects.count()


@pytest.mark.parametrize("table", ["case", "task", "clock", "event", "case_unit", "case_party"])
def test_nobody_writes_the_tables_but_the_doors(applied, table):
    opened = open_single()
    for actor in (citizen(), clerk(HEALTH), system_actor("clock")):
        with pytest.raises(ProgrammingError), as_actor(actor), connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}"')
    assert Case.objects.filter(id=opened.root_id).exists()


def test_write_door_refuses_a_matter_out_of_scope(applied):
    opened = open_single()
    document = f'{{"root": "{opened.root_id}", "seen": 1, "acted": "{opened.root_id}", "events": []}}'
    with pytest.raises(Exception, match="out of scope"), as_actor(clerk(FIRE)), connection.cursor() as cursor:
        cursor.execute("SELECT case_write(%s)", [document])


def test_clocks_are_worked_off_once(applied):
    opened = open_single()
    move(clerk(HEALTH), opened.root_id, "complete_intake")
    later = at("03-20 09:00")
    assert clocks_work_off(later).matters == 1
    assert clocks_work_off(later).matters == 0
    acts = list(Event.objects.filter(root_id=opened.root_id).order_by("seq").values_list("act", flat=True))
    assert acts[-3:] == ["clock.warned", "clock.warned", "clock.breached"]
    assert Clock.objects.get(key="handling").state == "breached"
    assert task_counts(clerk(HEALTH), later).counts[Light.OVERDUE] == 1


def test_one_matter_that_fails_does_not_hold_up_the_others(applied):
    broken, fine = open_single(), open_single()
    Case.objects.filter(id=broken.root_id).update(type="no_such_type")
    worked = clocks_work_off(at("03-20 09:00"))
    assert worked.failed == (broken.root_id,) and worked.matters == 1
    assert Event.objects.filter(root_id=fine.root_id, act="clock.breached").exists()


def test_task_list_is_by_urgency_and_pages_by_key(applied):
    for days in (9, 1, 5):
        opened = case_open_tree(actor=citizen(), root=seed(f"d{days}", days=days), key=str(uuid4()), now=NOW)
        move(clerk(HEALTH), opened.root_id, "complete_intake")
    with as_actor(clerk(HEALTH)):
        first = task_list(clerk(HEALTH), NOW, limit=2)
        rest = task_list(clerk(HEALTH), NOW, limit=2, after=first[-1].cursor)
        late = task_list(clerk(HEALTH), at("03-05 09:00"), light=Light.OVERDUE)
    assert [row.subject for row in (*first, *rest)] == ["d1", "d5", "d9"]
    assert [row.subject for row in late] == ["d1"]


def test_what_may_i_do_here_comes_with_reasons(applied):
    opened = open_single()
    move(clerk(HEALTH), opened.root_id, "complete_intake")
    with as_actor(clerk(HEALTH)):
        acts = {act.id: act for act in case_acts_for(clerk(HEALTH), opened.root_id, at("03-03 10:00"))}
    assert acts["propose"].available and not acts["approve_commitment"].available
    assert "告知承诺" in acts["approve_commitment"].why_not and "approve" not in acts
