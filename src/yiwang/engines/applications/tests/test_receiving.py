"""收受分离: a counter that takes an application in sees it and nothing else, and decides nothing."""

from datetime import date, datetime, timedelta, timezone

import pytest

from yiwang.engines.applications.public import MayNotReceive, draft_open, draft_submit
from yiwang.engines.cases.public import case_acts_for, case_list, cases_visible_to
from yiwang.engines.catalog.pure import DELEGATION
from yiwang.foundations.organisations.public import post_scopes, posts_of
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import World

from .conftest import NOW, city_world
from .journeys import barber, handed_in, persona, signed, typed_in
from .test_single_item import TYPED as SIGN

WORKER = system_actor("tests")
TOWN, OTHER_TOWN = "441202001-town-hall", "441202003-town-hall"
TYPED = {**persona().typed, **SIGN}
URBAN, STREET = "441202-urban-approval", "441202001-government-enforcement"


def clerk(body):
    """Somebody at the counters of a body."""
    with as_actor(WORKER):
        units = [post.unit_id for post in posts_of([body, f"{body}-reception"])]
        post = next(post for post in posts_of(units) if "receiver" in post.roles)
        scope = post_scopes([post.id])[post.id]
    return Actor(
        audience="staff", hat=f"post:{post.id}", hat_label=scope.label, units=scope.units, roles=scope.roles
    )


def submitted(received_by="", now=NOW):
    """A shop sign in the first town of the city's centre."""
    actor = barber()
    with as_actor(actor):
        view = draft_open(actor, "item:signboard_permit", now=now)
        view = handed_in(actor, typed_in(actor, view, TYPED, now), now)
    view = signed(actor, view, now)
    with as_actor(actor):
        return draft_submit(actor, view.id, now=now, received_by=received_by)


def cases_of(submission):
    with as_actor(WORKER):
        return list(cases_visible_to(WORKER).filter(root_id=submission.matter_id).order_by("id"))


def test_the_counter_that_received_sees_these_cases_and_no_others(city):
    here, elsewhere = submitted(TOWN), submitted()
    held = clerk(TOWN)
    with as_actor(held):
        seen = {case.root_id for case in cases_visible_to(held)}
        assert {case.number for case in case_list(held, roots=True)} == {here.number}
    assert seen == {here.matter_id} and elsewhere.matter_id not in seen
    with as_actor(clerk(OTHER_TOWN)):
        assert not cases_visible_to(clerk(OTHER_TOWN)).exists()


def test_who_received_may_not_act_on_the_case(city):
    (case,) = cases_of(submitted(TOWN))
    held = clerk(TOWN)
    with as_actor(held):
        assert case_acts_for(held, case.id, NOW) == []
    assert case.owner_unit_id == URBAN


def test_a_counter_of_another_town_may_not_receive(city):
    with pytest.raises(MayNotReceive, match="城西街道便民服务中心收件"):
        submitted(OTHER_TOWN)
    with as_actor(WORKER):
        assert not cases_visible_to(WORKER).exists()


@pytest.fixture
def delegated(city):
    """Signboards of the district's streets are theirs from 15 January 2027 to the end of February."""
    world = city_world()
    kinds = {kind: dict(world.all(kind)) for kind in world.kinds}
    given = {"division": "441202000000", "valid_from": date(2027, 1, 15), "valid_until": date(2027, 2, 28)}
    like = world.get(DELEGATION, "huaiji_signboards")
    kinds["delegation"] = {like.id: like.model_copy(update=given)}
    assets = {path: world._assets[path] for path in world.assets}
    release_apply(World(world.pack, kinds, origins=world._origins, assets=assets))
    yield
    forget_current()


def unit_of(submission):
    (case,) = cases_of(submission)
    return case.owner_unit_id


def at(day):
    return datetime.fromisoformat(day).replace(hour=10, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("day", "unit"),
    [("2027-01-14", URBAN), ("2027-01-15", STREET), ("2027-02-28", STREET), ("2027-03-01", URBAN)],
)
def test_a_case_goes_to_whoever_decides_on_the_day_it_is_handed_in(delegated, day, unit):
    assert unit_of(submitted(now=at(day))) == unit


def test_a_case_stays_with_the_unit_it_was_opened_with_when_the_delegation_ends(delegated, city):
    submission = submitted(now=at("2027-02-26"))
    release_apply(city_world())
    assert unit_of(submission) == STREET
    assert unit_of(submitted(now=at("2027-03-02"))) == URBAN
