"""A clerk carries a step over by the card: every field copied is counted, number and result come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.externals.conftest import SECRET_NUMBER, asking_hour, opened, state_of, step_of
from yiwang.engines.cases.public import CaseRefused, case_timeline
from yiwang.engines.cases.tests.world import HEALTH, MARKET, clerk
from yiwang.engines.externals.public import (
    ExternalNotVisible,
    ExternalRefused,
    card_answer,
    card_copy,
    card_number,
    externals_reconcile,
    retyped,
    steps_of,
)
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")


@pytest.fixture
def card(applied):
    """A case whose examination waits to be carried over."""
    return opened("card")


def at_work(act, *arguments, who=None, **more):
    who = who or clerk(HEALTH)
    with as_actor(who):
        return act(who, *arguments, now=timezone.now(), **more)


def copied():
    today = timezone.localdate()
    with as_actor(WORKER):
        rows = retyped(WORKER, today.replace(day=1), today + timedelta(days=1))
    return {(row.label, row.copied, row.pasted) for row in rows}


def test_a_copied_field_is_counted_once_however_often_it_is_copied(card):
    step = step_of(card)
    assert [at_work(card_copy, step.id, "holder.name") for _ in range(3)] == ["张示范"] * 3
    assert copied() == {("权利人 姓名", 1, 0)}


def test_a_secret_value_is_opened_for_copying_and_nobody_elses_with_it(card):
    assert at_work(card_copy, step_of(card).id, "holder.citizen_id") == SECRET_NUMBER
    assert ("证件号码", 1, 0) in copied()


def test_a_field_that_is_not_on_the_card_is_refused(card):
    with pytest.raises(ExternalRefused, match="没有这一栏"):
        at_work(card_copy, step_of(card).id, "holder.phone")


def test_number_and_result_come_back_and_the_clerk_does_the_act(card):
    step = step_of(card)
    at_work(card_number, step.id, "SJ-2026-1")
    assert step_of(card).state == "received" and state_of(card) == "accepted"
    at_work(card_answer, step.id, "", "准予", "已核")
    assert state_of(card) == "deciding" and step_of(card).their_number == "SJ-2026-1"
    entries = case_timeline(clerk(HEALTH), card, timezone.now()).entries
    assert next(one.who for one in entries if one.act == "propose") == clerk(HEALTH).hat_label
    assert {("对方编号", 0, 1), ("结果", 0, 1), ("说明", 0, 1)} <= copied()


def test_another_number_than_before_is_refused(card):
    step = step_of(card)
    at_work(card_number, step.id, "SJ-2026-1")
    with pytest.raises(ExternalRefused, match="不同"):
        at_work(card_answer, step.id, "SJ-2026-2", "准予", "")
    with pytest.raises(ExternalRefused, match="编号"):
        at_work(card_number, step.id, "")
    assert state_of(card) == "accepted"


def test_who_may_not_do_the_act_cannot_do_it_by_the_card(card):
    step = step_of(card)
    with pytest.raises(CaseRefused):
        at_work(card_answer, step.id, "SJ-1", "准予", "", who=clerk(HEALTH, "issuer"))
    assert step_of(card).state == "waiting" and copied() == set()


def test_another_units_card_is_not_there(card):
    step = step_of(card)
    other = clerk(MARKET)
    with as_actor(other):
        assert steps_of(other, card) == []
    with pytest.raises(ExternalNotVisible):
        at_work(card_copy, step.id, "holder.name", who=other)


def test_a_card_without_a_number_is_never_called_unknown_and_one_with_it_is(card):
    externals_reconcile(asking_hour(20))
    assert step_of(card).state == "waiting"
    at_work(card_number, step_of(card).id, "SJ-2026-1")
    externals_reconcile(asking_hour(21))
    assert step_of(card).state == "unknown"
    at_work(card_answer, step_of(card).id, "", "不予", "")
    assert state_of(card) == "deciding"


def test_opening_a_secret_value_is_written_where_the_person_can_see_it(card, monkeypatch):
    """The slice of these tests names no party; with one, the purpose names the system."""
    seen = []
    monkeypatch.setattr(
        "yiwang.engines.externals.services.values.slice_reveal",
        lambda actor, case, keys, purpose: seen.append((list(keys), purpose)) or {},
    )
    at_work(card_copy, step_of(card).id, "holder.name")
    at_work(card_copy, step_of(card).id, "holder.citizen_id")
    assert [keys for keys, _ in seen] == [["holder.citizen_id"]] and "转录到card 系统" in seen[0][1]
    with as_actor(WORKER):
        assert not AuditEvent.objects.filter(public__icontains=SECRET_NUMBER).exists()
