"""Demo histories are real ones: every state is there, they verify, they list, they can be acted upon."""

import random
from collections import Counter

import pytest
from django.db.models import F

from yiwang.engines.cases.models import Case, CaseParty, Clock, Event, Task
from yiwang.engines.cases.public import (
    DemoSample,
    NotADemoSite,
    case_list,
    case_move,
    task_counts,
    task_list,
)
from yiwang.engines.cases.selectors import context_for
from yiwang.foundations.audit.public import seal_now, verify_all
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .filling import NOW, PARTIES, fill, samples
from .world import HEALTH, clerk, seed

pytestmark = pytest.mark.django_db
PASSING = {("service_item", "approved"), ("service_item", "paid")}
"""States that a case leaves in the act that brings it there: they stand in the log only."""


@pytest.fixture(autouse=True)
def demo_site(settings):
    """A demo site: elsewhere nothing may be made up."""
    settings.YIWANG_DEMO = True


def test_every_state_of_every_case_type_is_there_and_all_chains_verify(applied):
    assert fill(400) >= 400
    types = {sample.root.type for sample in samples()} | {"service_item", "social_aid"}
    wanted = {(name, state) for name in types for state in context_for(NOW).machines[name].states}
    standing = set(Case.objects.values_list("type", "state"))
    logged = set(
        Event.objects.filter(case_id__in=Case.objects.values("id")).values_list("case_id", "to_state")
    )
    kinds = dict(Case.objects.values_list("id", "type"))
    passed = {(kinds[case], state) for case, state in logged}
    assert wanted - standing == PASSING and wanted <= standing | passed
    _nothing_is_false()
    seal_now(now=NOW)
    assert verify_all() == []


def _nothing_is_false():
    closed = Case.objects.filter(is_open=False).values("id")
    assert not Task.objects.filter(state="open", case_id__in=closed).exists()
    assert not Clock.objects.filter(state__in=["running", "paused"], case_id__in=closed).exists()
    assert not Clock.objects.filter(state="running", next_at__lt=NOW).exists()
    assert (
        not Event.objects.filter(at__gt=NOW).exists() and not Case.objects.filter(opened_at__gt=NOW).exists()
    )
    assert set(CaseParty.objects.values_list("party_id", flat=True)) <= set(PARTIES)
    assert not Case.objects.filter(parent_id=None).exclude(id=F("root_id")).exists()
    calendar = context_for(NOW).calendar
    times = [calendar.local(at) for at in _at_work()]
    assert times and all(calendar.is_working(at.date()) and _on_duty(calendar, at) for at in times)


def _on_duty(calendar, at):
    minute = at.hour * 60 + at.minute
    return any(begin <= minute <= end for begin, end in calendar.hours_on(at.date()))


def _at_work():
    return Event.objects.filter(hat__startswith="post:").values_list("at", flat=True)


def test_lists_and_counts_agree_and_open_cases_can_be_moved(applied):
    fill(300, samples=[DemoSample(seed("barber"))])
    actor = clerk(HEALTH, "officer", "chief", "head", "issuer")
    newest = [row.opened_at for row in case_list(actor, limit=100)]
    assert newest == sorted(newest, reverse=True) and len(newest) == 100
    with as_actor(actor):
        assert sum(task_counts(actor, NOW).counts.values()) == Task.objects.filter(state="open").count()
        todo = random.Random(1).choice(task_list(actor, NOW, step="intake"))
        assert (
            case_move(actor=actor, case_id=todo.case_id, act="complete_intake", now=NOW).state == "accepted"
        )
    assert [found for found in verify_all() if found.is_breach] == []


def test_the_same_seed_makes_the_same_histories_and_a_filling_is_done_once(applied):
    wrote = fill(150, "one")
    assert fill(150, "one") == 0
    first = _states()
    assert fill(150, "two") == wrote
    assert _states() == Counter({key: 2 * count for key, count in first.items()})
    assert Case.objects.values("number").distinct().count() == 2 * wrote


def _states():
    return Counter(Case.objects.values_list("type", "subject", "state"))


def test_a_filling_that_was_broken_off_goes_on(applied, monkeypatch):
    monkeypatch.setattr("yiwang.engines.cases.services.demo.filling.BATCH", 50)

    def stop(done):
        if done >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(200, say=stop)
    stood = Case.objects.count()
    assert 100 <= stood < 200
    fill(200)
    assert 200 <= Case.objects.count() < 210
    assert [found for found in verify_all() if found.is_breach] == []


def test_nothing_is_made_up_on_a_site_in_earnest(applied, settings):
    settings.YIWANG_DEMO = False
    with as_actor(system_actor("tests")), pytest.raises(NotADemoSite):
        fill(10)
    assert not Case.objects.exists()
