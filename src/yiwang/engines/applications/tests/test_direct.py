"""A program hands in one item: what is missing is refused, what is complete opens one case at its unit."""

import pytest

from yiwang.engines.applications.domain.results import number_given
from yiwang.engines.applications.services.direct import item_seeds
from yiwang.engines.cases.public import OpenRequest, SubjectRefused, case_open_tree
from yiwang.foundations.people.public import access_party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .conftest import NOW
from .journeys import barber

PLACE = "441202001000"
TYPED = {
    "operator.name": "李示范", "operator.citizen_id": "441299199005120121", "operator.phone": "10000000001",
    "shop.shop_name": "端州区示范剪吧", "shop.uscc": number_given("demo", "441202", company=False),
    "shop.division": PLACE, "shop.business_address": "示范路1号", "shop.sign_text": "示范剪吧",
    "shop.sign_position": "lintel", "shop.sign_width": "3", "shop.sign_height": "1", "shop.sign_floor_height": "3",
    "shop.sign_material": "aluminium", "shop.sign_lighting": "inner", "shop.sign_from": "2027-02-01",
    "shop.sign_building_owned": "true",
}  # fmt: skip


def wanted(data, subject="signboard_permit", party=None):
    return OpenRequest(subject, party, "", data)


def refused(actor, asked):
    with as_actor(actor), pytest.raises(SubjectRefused) as told:
        item_seeds(actor, asked, NOW)
    return str(told.value)


def test_a_complete_item_opens_one_case_whose_unit_sees_the_applicant(city):
    actor = barber()
    with as_actor(actor):
        root, children = item_seeds(actor, wanted(TYPED), NOW)
        opened = case_open_tree(actor=actor, root=root, children=children, key="direct-1", now=NOW, said=b"x")
    assert not children and root.type == "service_item" and opened.cases[root.key].state == "submitted"
    assert {"operator", "shop"} <= root.data["parties"].keys(), "who gets the permit is registered too"
    unit = root.units[0].unit
    with as_actor(Actor("staff", units=(unit,), unit=unit)) as _:
        assert access_party(Actor("staff", units=(unit,), unit=unit), actor.parties[0]).name == "李示范"


def test_secret_values_are_closed_and_the_same_words_still_open_the_same_case(city):
    actor = barber()
    with as_actor(actor):
        opened = []
        for _ in range(2):
            root, _none = item_seeds(actor, wanted(TYPED), NOW)
            assert "441299199005120121" not in str(root.data)
            opened.append(case_open_tree(actor=actor, root=root, key="direct-2", now=NOW, said=b"same"))
    assert opened[0].root_id == opened[1].root_id and not opened[1].created


def test_what_is_missing_is_said(city):
    told = refused(barber(), wanted({key: TYPED[key] for key in TYPED if key != "shop.sign_text"}))
    assert "请填写" in told


def test_what_the_item_does_not_ask_is_refused(city):
    assert refused(barber(), wanted({**TYPED, "shop.no_such_field": "1"}))


def test_no_such_item_and_not_for_this_hat(city):
    actor = barber()
    assert "没有" in refused(actor, wanted(TYPED, "no_such_item"))
    clerk = Actor("staff", units=("u",), unit="u")
    assert "身份" in refused(clerk, wanted(TYPED))
