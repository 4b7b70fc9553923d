"""Demo histories are real ones: they verify, they list, they can be acted upon."""

import random

import pytest

from yiwang.engines.cases.models import Case, Event, Task
from yiwang.engines.cases.public import case_list, case_move, demo_seed_cases, task_list
from yiwang.foundations.audit.public import verify_all
from yiwang.foundations.scope.public import as_actor

from .world import HEALTH, at, clerk, seed

pytestmark = pytest.mark.django_db


def test_seeded_cases_have_whole_verified_histories_and_open_ones_can_be_moved(applied):
    now = at("03-18 10:00")
    assert demo_seed_cases(300, samples=[seed("barber")], now=now) == 300
    assert Case.objects.count() == 300 and Case.objects.filter(state="closed").count() > 150
    assert Event.objects.count() > 900
    assert [finding for finding in verify_all() if finding.log == "cases" and finding.is_breach] == []
    assert not Task.objects.filter(state="open", case_id__in=Case.objects.filter(is_open=False).values("id"))
    newest = [row.opened_at for row in case_list(clerk(HEALTH), limit=100)]
    assert newest == sorted(newest, reverse=True)
    with as_actor(clerk(HEALTH)):
        todo = random.Random(1).choice(task_list(clerk(HEALTH), now, step="intake"))
        assert (
            case_move(actor=clerk(HEALTH), case_id=todo.case_id, act="complete_intake", now=now).state
            == "accepted"
        )
