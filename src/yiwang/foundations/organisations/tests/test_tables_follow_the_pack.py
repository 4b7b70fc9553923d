"""Tables of organisations follow the pack in force; no work is left without a successor."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yiwang.foundations.organisations import services
from yiwang.foundations.organisations.models import Unit
from yiwang.foundations.organisations.public import (
    AbolishedWithWork,
    body_for,
    post_scopes,
    unit_get,
    unit_names,
    unit_subtree,
    unit_successor,
)
from yiwang.foundations.organisations.tests.factories import apply_city, city, organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """Work that is left in units and posts, as the owner of work would tell."""
    left: set[str] = set()
    monkeypatch.setattr(services, "_checks", [lambda units, posts: left & {*units, *posts}])
    return left


def without_county():
    whole = organisations().model_dump(mode="json")
    whole["bodies"][0]["for_divisions"] = ["441202000000"]
    return whole["bodies"]


def test_units_are_named_with_their_body_in_one_query():
    apply_city()
    with CaptureQueriesContext(connection) as asked:
        names = unit_names(["441202-health", "441202-health-approval", "none", ""])
    assert names == {"441202-health": "端州区卫健局", "441202-health-approval": "端州区卫健局 审批科"}
    assert len([query for query in asked if 'FROM "unit"' in query["sql"]]) == 1


def test_a_unit_that_was_abolished_keeps_its_name():
    apply_city()
    whole = Unit.objects.get(id="441202-health-approval")
    Unit.objects.create(
        id="gone", body=whole.body, parent=whole.parent, name="旧科", division=whole.division, path=["gone"],
        is_current=False,
    )  # fmt: skip
    assert unit_names(["gone", "none"]) == {"gone": "端州区卫健局 旧科"}


def test_the_body_responsible_for_a_place_is_found():
    apply_city()
    assert body_for("health", "441202001000").id == "441202-health"
    assert body_for("health", "441200000000").id == "city-health"


def test_a_post_sees_its_unit_its_body_or_the_city(django_assert_num_queries):
    apply_city()
    with django_assert_num_queries(1):
        scopes = post_scopes(
            ["441202-health-approval-officer", "441202-health-window-clerk", "office-watcher"]
        )
    officer, clerk = scopes["441202-health-approval-officer"], scopes["441202-health-window-clerk"]
    assert set(officer.units) == set(unit_subtree("441202-health"))
    assert clerk.units == ("441202-health-window",)
    assert scopes["office-watcher"].whole_city
    assert not officer.whole_city
    assert officer.label == "端州区卫健局 审批科 审批员"
    assert {"officer", "case.read", "case.act.examine"} == officer.roles


def test_an_abolished_unit_with_work_needs_a_successor(work):
    apply_city()
    work.add("441284-health-approval")
    with pytest.raises(AbolishedWithWork, match="441284-health-approval"):
        apply_city(city(bodies=without_county()))
    assert unit_get("441284-health-approval").is_current


def test_the_successor_sees_the_work_of_what_it_succeeded(work):
    apply_city()
    work.add("441284-health-approval")
    steps = [{"gone": "441284-health-approval", "successor": "441202-health-approval"}]
    apply_city(city(bodies=without_county(), successors=steps))
    assert not unit_get("441284-health-approval").is_current
    assert unit_successor("441284-health-approval") == "441202-health-approval"
    scope = post_scopes(["441202-health-approval-officer"])["441202-health-approval-officer"]
    assert "441284-health-approval" in scope.units


def test_an_abolished_post_is_no_hat_any_more():
    apply_city()
    apply_city(city(bodies=without_county()))
    assert post_scopes(["441284-health-approval-officer"]) == {}


def test_applying_twice_changes_nothing():
    apply_city()
    before = unit_subtree("441202-health")
    apply_city()
    assert unit_subtree("441202-health") == before
