"""The Zhaoqing pack's places, bodies, posts and demo people fit together, and with what its definitions ask for."""

from datetime import date
from pathlib import Path

import pytest

from yiwang.engines.catalog.pure import places
from yiwang.foundations.divisions.pure import DivisionKind, DivisionTree, Level
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.kernel.ids import check, phone_is_demo
from yiwang.loader import load
from yiwang.site.kinds import KINDS

PACK = Path(__file__).resolve().parents[2] / "packs" / "zhaoqing"
CITY, DUANZHOU, DEQING = "441200000000", "441202000000", "441226000000"
ZONE = "441284450000"


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


def test_every_function_has_somebody_in_every_county_and_zone(world, bodies):
    places = [row.id for row in DivisionTree.of(world).at(Level.COUNTY)] + [ZONE]
    per_county = set(bodies.functions) - {"town-hall", "village"}
    assert [(row, one) for row in places for one in per_county if bodies.body_for(one, row) is None] == []


def test_every_item_is_decided_by_somebody_in_every_town_and_in_the_zone(world):
    held, towns = places(world), [row.id for row in DivisionTree.of(world).at(Level.TOWN)] + [ZONE]
    items = world.all("item").values()
    assert [(t, i.id) for t in towns for i in items if held.deciding(i, t, date(2026, 11, 23)) is None] == []


def test_every_town_and_village_has_a_place_that_receives(world, bodies):
    tree = DivisionTree.of(world)
    for function, level in (("town-hall", Level.TOWN), ("village", Level.VILLAGE)):
        found = [(row, bodies.body_for(function, row.id)) for row in tree.at(level)]
        assert [row.name for row, body in found if body is None or body.division != row.id] == []
    assert bodies.bodies["441202001002-village"].name == "杏花社区党群服务中心"


def test_no_post_that_only_receives_may_decide(world, bodies):
    for function in ("town-hall", "village"):
        held = {body.id for body in bodies.bodies.values() if body.function == function}
        posts = [post for post in bodies.posts.values() if bodies.units[post.unit].body in held]
        words = {w for post in posts for role in post.roles for w in world.get("role", role).may}
        assert words & {"case.act.decide", "case.act.examine", "case.act.propose", "case.act.issue"} == set()


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
        assert not person.phone or phone_is_demo(person.phone)


def test_no_demo_account_unites_two_administrators(world, bodies):
    for account in world.all("demo_account").values():
        roles = {role for post in account.posts for role in bodies.posts[post].roles}
        words = {word for role in roles for word in world.get("role", role).may}
        assert len(words & {"admin.system", "admin.security", "admin.audit"}) <= 1


def test_codes_of_bodies_are_valid_and_each_is_used_once(bodies):
    codes = [body.uscc for body in bodies.bodies.values()]
    assert all(check(code, "uscc").valid for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_visitor_is_offered_the_person_of_the_tour_first(world):
    """People of further fields stand in files of their own, and come after ``people.yaml``."""
    assert next(iter(world.all("demo_person"))) == "li_barber"
