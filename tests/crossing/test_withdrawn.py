"""替外地代收、申请人撤回: the partner is told to stop; it answers, answers twice, was done before, or is silent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from yiwang.adapters.exchange.stand_in import STOPPED
from yiwang.engines.cases.public import case_move
from yiwang.engines.externals.models import ExternalStep
from yiwang.engines.externals.selectors import system_of
from yiwang.engines.externals.services import gateways
from yiwang.engines.externals.services.recalling import SILENT
from yiwang.engines.externals.services.reconciling import system_reconcile
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor

from .test_entrusted import (
    WORKER,
    acting,
    answer,
    applicant_of,
    city,
    desk,
    received,
    state_of,
    task_of,
    told,
)

__all__ = ["acting", "city", "desk"]
pytestmark = pytest.mark.django_db


def withdraw(case):
    actor = applicant_of(case)
    with as_actor(actor):
        case_move(actor=actor, case_id=case.id, act="withdraw", data={"reason": "不办了"}, now=timezone.now())
    outbox_drain(100)


def step_of(case):
    with as_actor(WORKER):
        return ExternalStep.objects.filter(case_id=case.id).latest("id")


def night(case, days):
    step = step_of(case)
    run = system_reconcile(system_of(step), timezone.now() + timedelta(days=days))
    outbox_drain(100)
    return run


def test_the_partner_is_told_and_its_word_counts_once(desk, acting):
    _, case = received(desk, acting)
    assert answer(case, STOPPED) == "", "who was not asked cannot stop it"
    withdraw(case)
    assert "撤回了申请" in task_of(case).asked_to_stop and "已请梧州市跨省通办系统（演示）停办" in told(case)
    assert (step_of(case).state, state_of(case)) == ("recalling", "withdrawn")
    assert answer(case, STOPPED, how="twice") == "taken"
    assert step_of(case).state == "recalled" and told(case).count("已停办；") == 1
    assert night(case, 30).unknown == 0


def test_what_was_decided_before_is_told_and_changes_nothing(desk, acting):
    _, case = received(desk, acting)
    withdraw(case)
    assert answer(case, "办结", "证已寄出") == "late"
    step = step_of(case)
    assert (step.state, state_of(case)) == ("closed", "withdrawn") and "证已寄出" in step.trouble
    assert "在撤回以前已经办完，没有停办" in told(case)


def test_what_waits_there_for_papers_is_stopped_too(desk, acting):
    _, case = received(desk, acting)
    answer(case, "补材料", "请补照片")
    withdraw(case)
    assert task_of(case).asked_to_stop and step_of(case).state == "recalling"


def test_silence_is_asked_again_and_told_to_who_passed_it_on_once(desk, acting, monkeypatch):
    _, case = received(desk, acting)
    bound = dict(gateways._gateways)
    monkeypatch.setattr(gateways, "_gateways", {})
    withdraw(case)
    assert "没有" in step_of(case).trouble, "nobody speaks to it: said, and tried again"
    monkeypatch.setattr(gateways, "_gateways", bound)
    assert [night(case, days).unknown for days in (0, 10, 11)] == [0, 1, 1]
    assert task_of(case).asked_to_stop and step_of(case).trouble == SILENT
    with as_actor(WORKER):
        assert Notice.objects.filter(template="external_recall_silent").count() == 1
    answer(case, STOPPED, how="silent")
    assert night(case, 12).unknown == 0 and step_of(case).state == "recalled"


def test_where_nobody_speaks_to_the_partner_silence_is_told_once(desk, acting, monkeypatch):
    _, case = received(desk, acting)
    monkeypatch.setattr(gateways, "_gateways", {})
    withdraw(case)
    for days in (10, 11, 12):
        night(case, days)
    assert step_of(case).trouble == SILENT and told(case).count("还没有说是否停办") == 1
