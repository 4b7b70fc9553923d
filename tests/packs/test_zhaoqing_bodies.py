"""The Zhaoqing pack's places, bodies, posts and demo people fit together, and with what its definitions ask for."""

from pathlib import Path

import pytest

from yiwang.foundations.divisions.pure import DivisionKind, DivisionTree, Level
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.kernel.ids import check, phone_is_demo
from yiwang.loader import load
from yiwang.site.kinds import KINDS

PACK = Path(__file__).resolve().parents[2] / "packs" / "zhaoqing"
CITY, DUANZHOU, DEQING = "441200000000", "441202000000", "441226000000"
NEEDED = (
    "market",
    "health",
    "urban",
    "police",
    "fire",
    "tax",
    "registry",
    "housing",
    "fund",
    "water",
    "power",
    "gas",
)


@pytest.fixture(scope="module")
def world():
    loaded = load(PACK, KINDS)
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


@pytest.fixture(scope="module")
def bodies(world):
    return OrganisationTree.of(world)


def test_the_city_has_eight_counties_and_104_towns_and_one_zone(world):
    tree = DivisionTree.of(world)
    below = list(tree.under(CITY))
    ordinary = [row for row in below if row.kind is DivisionKind.ORDINARY]
    assert sum(row.level is Level.COUNTY for row in ordinary) == 8
    assert sum(row.level is Level.TOWN for row in ordinary) == 104
    assert [row.name for row in below if row.kind is DivisionKind.ZONE and row.level is Level.TOWN] == [
        "肇庆高新技术产业开发区"
    ]


def test_every_county_has_somebody_for_every_function_the_themes_need(world, bodies):
    counties = DivisionTree.of(world).at(Level.COUNTY)
    missing = [(row.name, one) for row in counties for one in NEEDED if bodies.body_for(one, row.id) is None]
    assert missing == []


def test_every_permission_word_of_the_case_types_is_carried_by_a_post(world, bodies):
    roles = {role for post in bodies.posts.values() for role in post.roles}
    carried = {word for role in roles for word in world.get("role", role).may}
    wanted = {step.may for one in world.all("case_type").values() for step in one.steps.values() if step.may}
    assert wanted - carried == set()


@pytest.mark.parametrize("county", [DUANZHOU, DEQING])
def test_each_body_can_take_in_examine_decide_and_hand_out(world, bodies, county):
    for function in ("market", "health", "urban", "police"):
        body = bodies.body_for(function, county)
        units = set(bodies.subtree(body.id))
        roles = {role for post in bodies.posts.values() if post.unit in units for role in post.roles}
        words = {word for role in roles for word in world.get("role", role).may}
        assert {f"case.act.{act}" for act in ("intake", "examine", "decide", "hand_out")} <= words


def test_numbers_of_demo_people_are_valid_and_belong_to_nobody(world):
    for person in world.all("demo_person").values():
        assert check(person.id_number, person.id_kind).valid, person.id
        assert "441299" in person.id_number
        assert phone_is_demo(person.phone)


def test_no_demo_account_unites_two_administrators(world, bodies):
    for account in world.all("demo_account").values():
        roles = {role for post in account.posts for role in bodies.posts[post].roles}
        words = {word for role in roles for word in world.get("role", role).may}
        assert len(words & {"admin.system", "admin.security", "admin.audit"}) <= 1


def test_codes_of_bodies_are_valid_and_each_is_used_once(bodies):
    codes = [body.uscc for body in bodies.bodies.values()]
    assert all(check(code, "uscc").valid for code in codes)
    assert len(set(codes)) == len(codes)
