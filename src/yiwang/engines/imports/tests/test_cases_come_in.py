"""Closed history and open cases of another system: what stands here afterwards, and what does not happen."""

import pytest
from django.db import connection

from yiwang.engines.cases.models import Case, CaseUnit, Clock, Event, EventBody, Task
from yiwang.engines.cases.public import case_figures, case_move, case_timeline, clocks_work_off
from yiwang.engines.cases.pure import Figure
from yiwang.engines.cases.tests.orders import WATER, hat
from yiwang.engines.cases.tests.world import at
from yiwang.engines.imports.models import ImportedCase
from yiwang.engines.imports.public import case_by_old_number
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.people.models import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.lights import Light

from .old_city import CLERK, NOW, old_row, open_row

pytestmark = pytest.mark.django_db


def the_case(number="A-1"):
    return Case.objects.get(id=ImportedCase.objects.get(number=number).case_id)


def outbox():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM outbox")
        return cursor.fetchone()[0]


def test_closed_history_stands_in_its_last_state_and_nothing_moves(run):
    run(old_row())
    held = the_case()
    assert (held.state, held.is_open, held.opened_at, held.closed_at) == (
        "closed",
        False,
        at("03-02 09:00"),
        at("03-04 09:00"),
    )
    assert not Task.objects.filter(case_id=held.id).exists() and outbox() == 0
    clock = Clock.objects.get(case_id=held.id)
    assert (clock.state, clock.stopped_at, clock.next_at) == ("met", held.closed_at, None)
    assert set(CaseUnit.objects.filter(case_id=held.id).values_list("unit_id", "part")) == {
        (WATER, "main"),
        ("dz-desk", "intake"),
    }


def test_the_chain_says_imported_by_whom_from_which_file_and_row(run):
    ran = run(old_row())
    held = the_case()
    signed, imported = Event.objects.filter(root_id=held.id).order_by("seq")
    assert (signed.act, signed.at, signed.account) == ("sign", at("03-02 10:00"), CLERK.account_id)
    assert (imported.act, imported.at, imported.hat) == ("case.imported", NOW, CLERK.hat)
    body = EventBody.objects.get(root_id=held.id, seq=imported.seq).body
    assert body["imported"] == {
        "mapping": "old_orders", "source": "旧工单.csv", "sha256": ran.run.digest, "run": str(ran.run.id), "row": 2,
    }  # fmt: skip
    assert body["hat_label"] == CLERK.hat_label and not verify_all()


def test_the_time_line_tells_what_the_old_system_knew(run):
    run(old_row())
    lines = [(one.label, one.note) for one in case_timeline(hat(WATER), the_case().id, NOW).entries]
    assert lines == [("签收", "水务局签收"), ("从原系统导入", "从“旧热线”导入，原编号 A-1")]


def test_an_open_case_has_its_task_at_its_unit_and_its_clock_from_the_true_start(run):
    run(open_row())
    held, task = the_case("B-1"), Task.objects.get()
    assert (task.step, task.unit_id, task.state, task.opened_at) == (
        "handle",
        WATER,
        "open",
        at("03-02 10:00"),
    )
    clock = Clock.objects.get(case_id=held.id)
    assert (clock.state, clock.started_at, clock.limit) == ("running", at("03-02 09:00"), 10)
    assert (
        held.due_at == clock.due_at == task.due_at
        and clock.due_at.astimezone(NOW.tzinfo).date().isoformat() == "2026-03-16"
    )
    done = case_move(actor=hat(WATER), case_id=held.id, act="reply", data={"reply": "已经修好"}, now=NOW)
    assert done.state == "replied"


def test_what_was_overdue_is_overdue_and_not_breached_anew(run):
    run(open_row(时限="2"))
    held = the_case("B-1")
    clock = Clock.objects.get(case_id=held.id)
    assert (clock.state, clock.next_at) == ("breached", None) and held.light(NOW) is Light.OVERDUE
    clocks_work_off(now=at("03-20 09:00"))
    assert set(Event.objects.filter(root_id=held.id).values_list("act", flat=True)) == {
        "sign",
        "case.imported",
    }
    assert outbox() == 0


def test_a_warning_that_was_due_before_is_not_given_now(run):
    run(open_row(来电时间="2026-02-27 09:00:00"))
    clock = Clock.objects.get()
    assert clock.warn_at < NOW and (clock.state, clock.next_mark) == ("running", "due")


def test_open_cases_are_told_of_only_if_asked(run):
    run(open_row("B-1"))
    assert outbox() == 0
    run(open_row("B-2"), old_row("A-2"), tell=True)
    assert outbox() == 1


def test_old_numbers_are_found_by_who_may_see_the_case(run):
    run(old_row())
    ours = the_case().number
    for actor, found in ((hat(WATER), ours), (hat("dz-urban"), ""), (CLERK, ours)):
        with as_actor(actor):
            assert case_by_old_number(actor, "A-1") == found


def test_the_applicant_is_registered_once_and_secret_numbers_stay_out_of_texts(run):
    who = {"姓名": "示范一", "身份证": "441299199001010019"}
    from yiwang.kernel.ids import check

    if not check(who["身份证"], "citizen_id").valid:
        from yiwang.foundations.people.tests.factories import citizen_id

        who["身份证"] = citizen_id(1)
    run(old_row("A-1", **who), old_row("A-2", **who, 诉求=f"我是{who['身份证']}"))
    assert Party.objects.count() == 1 and the_case("A-1").party_id == the_case("A-2").party_id
    assert who["身份证"] not in str(the_case("A-2").data)


def test_figures_leave_imported_cases_out_or_count_nothing_else(run):
    run(old_row("A-1"), old_row("A-2"))
    base = {"label": "办结", "note": "", "source": "测试", "status": "assumed"}
    figures = {
        name: Figure.model_validate(
            {**base, "counts": {"states": ["closed"]}, "of": {"imported": word} if word else {}}
        )
        for name, word in (("all", ""), ("ours", "leave_out"), ("theirs", "only"))
    }
    (row,) = case_figures(hat(WATER), ["order"], at("03-01 00:00"), NOW, figures, by="unit", now=NOW)
    assert row.counted == {"all": (2, 2), "ours": (0, 0), "theirs": (2, 2)}
