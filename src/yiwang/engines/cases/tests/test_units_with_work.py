"""A unit or post with an open task is not taken out of use without a successor."""

import pytest

from yiwang.engines.cases.models import Task
from yiwang.engines.cases.public import case_open_tree
from yiwang.engines.cases.selectors.work import places_with_work
from yiwang.foundations.organisations.public import AbolishedWithWork
from yiwang.foundations.organisations.tests.factories import apply_city, city, organisations
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .world import HEALTH, MARKET, at, citizen, seed

pytestmark = pytest.mark.django_db
COUNTY = "441202-health"


def opened(unit):
    return case_open_tree(actor=citizen(), root=seed("single", unit), key=unit, now=at("03-02 09:00"))


def test_only_places_with_open_tasks_are_named(applied):
    root = opened(HEALTH).root_id
    Task.objects.filter(root_id=root).update(post_id="post-a")
    with as_actor(system_actor("tests")):
        assert places_with_work([HEALTH, MARKET], ["post-a", "post-b"]) == [HEALTH, "post-a"]
    Task.objects.filter(root_id=root).update(state="done")
    assert places_with_work([HEALTH], ["post-a"]) == []


def test_a_unit_that_still_has_a_task_cannot_be_abolished(applied):
    apply_city()
    opened(COUNTY)
    bodies = organisations().model_dump(mode="json")["bodies"]
    bodies[0]["for_divisions"] = ["441284000000"]
    with pytest.raises(AbolishedWithWork, match=COUNTY):
        apply_city(city(bodies=bodies))
