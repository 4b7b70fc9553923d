"""Answers at one instant, an answer against the clerk's own act, rows that other units cannot touch: on PostgreSQL."""

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.payments.test_racing import at_once
from yiwang.adapters.exchange import signing
from yiwang.adapters.exchange.models import DemoTask
from yiwang.adapters.exchange.stand_in import _answer
from yiwang.engines.cases.public import CaseRefused, case_timeline
from yiwang.engines.cases.tests.world import HEALTH, MARKET, clerk
from yiwang.engines.externals.models import ExternalCopy, ExternalMessage, ExternalStep
from yiwang.engines.externals.public import answer_take
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

from .conftest import WORKER, act, opened, state_of, step_of


@pytest.fixture
def applied_for_all(transactional_db, tmp_path, settings, gateway, elsewhere):
    """The release in force, committed, for tests with several connections."""
    settings.YIWANG_DATA = tmp_path / "data"
    yield release_apply(elsewhere)
    forget_current()


def answered(case_id):
    """The signed answer to a case's step, not yet sent."""
    with as_actor(WORKER):
        row = DemoTask.objects.get(number=step_of(case_id).number)
    row.word, row.done_at = "准予", timezone.now()
    return signing.signed(_answer(row))


def acts(case_id):
    return [one.act for one in case_timeline(WORKER, case_id, timezone.now()).entries]


@pytest.mark.django_db(transaction=True)
def test_the_same_answer_on_four_doors_at_once_does_its_act_once(applied_for_all):
    case_id = opened("api")
    signed = answered(case_id)
    taken = at_once(*[lambda: answer_take("api_system", signed, now=timezone.now())] * 4)
    assert taken == ["taken"] * 4
    with as_actor(WORKER):
        assert ExternalMessage.objects.count() == 1 and acts(case_id).count("propose") == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_against_the_clerks_own_act_leaves_one_of_them(applied_for_all):
    case_id = opened("api")
    signed = answered(case_id)
    answer, own = at_once(
        lambda: answer_take("api_system", signed, now=timezone.now()),
        lambda: act(case_id, "propose", opinion="refuse", grounds="本站审查"),
    )
    assert (answer == "taken") == isinstance(own, CaseRefused) and answer in ("taken", "late")
    assert state_of(case_id) == "deciding"
    with as_actor(WORKER):
        assert acts(case_id).count("propose") == 1
    assert step_of(case_id).state == ("answered" if answer == "taken" else "closed")


@pytest.mark.django_db
def test_the_database_itself_keeps_other_units_out(applied):
    case_id = opened("card")
    step = step_of(case_id)
    with as_actor(clerk(MARKET)):
        assert not ExternalStep.objects.exists()
        assert ExternalStep.objects.filter(id=step.id).update(state="closed") == 0
    with as_actor(PUBLIC), pytest.raises(ProgrammingError), transaction.atomic():
        ExternalStep.objects.exists()
    with as_actor(clerk(HEALTH)), pytest.raises(ProgrammingError), transaction.atomic():
        ExternalStep.objects.filter(id=step.id).update(number="other")
    with as_actor(clerk(HEALTH)), pytest.raises(ProgrammingError), transaction.atomic():
        ExternalMessage.objects.exists()
    copy = ExternalCopy(
        step=step, system="x", unit_id=HEALTH, key="k", label="l", way="copied", at=timezone.now()
    )
    with as_actor(clerk(MARKET)), pytest.raises(ProgrammingError), transaction.atomic():
        copy.save()
