"""Two who learn at once make one version; two who put a version in force at once: one of them is told to look again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from yiwang.engines.learning.models import LearntModel, LearntUse
from yiwang.engines.learning.public import LEARNER, LearningRefused, model_train, model_use
from yiwang.engines.learning.services import training
from yiwang.engines.learning.tests.phrases import lessons
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.selectors.history import DemandHistory

from .world import NOW, hat

pytestmark = pytest.mark.django_db(transaction=True)
KEEPER = "441200-hotline-service-keeper"


def at_once(*acts):
    """What each act gave, or what it was refused with; all begin at the same instant."""
    ready = Barrier(len(acts))

    def done(act):
        try:
            ready.wait(20)
            return act()
        except LearningRefused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(done, acts))


def test_two_trainings_make_one_version_and_two_switches_one_decision(city_for_all, monkeypatch):
    told = lessons(NOW)
    monkeypatch.setattr(
        DemandHistory, "lessons", lambda self, since, until: [one for one in told if since <= one.at < until]
    )
    learnt = training._learnt(*learning_of(told))
    monkeypatch.setattr(training, "_learnt", lambda *asked: learnt)

    def train():
        return model_train(LEARNER, "hotline", now=NOW).model.id

    found = at_once(train, train, train)
    ids = [one for one in found if not isinstance(one, str)]
    assert len(set(ids)) == 1 == LearntModel.objects.count()
    assert all("另一次学习正在进行" in one for one in found if isinstance(one, str))
    first, second = hat(KEEPER), hat(KEEPER)

    def use(actor):
        def done():
            with as_actor(actor):
                return model_use(actor, "hotline", ids[0], seen=0, reason="看过了", now=NOW)

        return done

    found = at_once(use(first), use(second))
    assert sorted(one is None for one in found) == [False, True] and LearntUse.objects.count() == 1
    assert all("刚刚有人换过" in one for one in found if one)


def learning_of(told):
    rules = training.learning_rules("hotline")
    return rules, training._span(rules, None, NOW), told
