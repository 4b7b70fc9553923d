"""The case type, lived through on paper with the demo city's definitions: widening, refusing, agreeing, the frogs."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from yiwang.engines.cases.pure import CaseSeed, SimulatedStep, Terms, UnitPart, simulate
from yiwang.foundations.calendars.pure import calendar_of
from yiwang.kernel.actor import Actor, system_actor

from .world import COUNTY, TOLD, TOWN, VILLAGE, WRITTEN, city_world

FRIDAY_NIGHT = datetime.fromisoformat("2026-11-27T21:30+08:00")
EFFECT = system_actor("effect")


def staff(unit=VILLAGE, *roles, who=1):
    return Actor("staff", UUID(int=who), "post:x", "", (unit,), unit, frozenset(roles or ("mediator",)))


def lived(*steps, parts=(VILLAGE, TOWN, COUNTY), confirmable=True):
    """A request made on a Friday night, and steps (minutes after that, actor, act, data)."""
    named = zip(parts, ("main", "territorial", "supervise"), strict=False)
    units, terms = tuple(UnitPart(*one) for one in named), Terms(flags={"confirmable": confirmable})
    seed = CaseSeed("case", "mediation", "damage", "牛蛙", terms=terms, units=units)
    made = [
        SimulatedStep(FRIDAY_NIGHT + timedelta(minutes=minutes), "case", act, who, data)
        for minutes, who, act, data in steps
    ]
    world, actor = city_world(), system_actor("mediation")
    return simulate(world, seed, (), made, actor=actor, calendar=calendar_of(world), now=FRIDAY_NIGHT)


CONTACTED = (1, staff(), "contacted", {"how": "电话"})
AGREED = (CONTACTED, (30, staff(), "other_agrees", TOLD))
WROTE = (*AGREED, (600, staff(), "draft_agreement", WRITTEN), (700, EFFECT, "signed_all", {"how": "paper"}))
SEALED = (*WROTE, (800, staff(VILLAGE, "mediation-head", who=2), "take_effect", {}))


def clock(held, key):
    return held.case("case").clock(key)


def test_the_frogs_of_the_sources_are_called_about_within_five_minutes_and_settled_within_two_days():
    held = lived(*SEALED, (60 * 24 * 4, staff(), "performed", {"found": "已付清（收据）"}))
    assert not held.refusals and held.state("case") == "performed"
    assert clock(held, "contact").state == "met" and clock(held, "settle").state == "met"
    assert clock(held, "settle").limit == 48 and clock(held, "contact").limit == 5


def test_nobody_called_so_the_town_and_then_the_county_are_asked_too_before_the_target():
    held = lived((3, staff(TOWN), "contacted", {"how": "电话"}))
    assert not held.refusals and held.case("case").owner_unit_id == TOWN
    held = lived((4.5, staff(COUNTY), "contacted", {"how": "电话"}))
    assert not held.refusals and held.case("case").owner_unit_id == COUNTY
    assert clock(held, "contact").state == "met"


def test_the_village_can_still_be_first_after_it_was_widened():
    held = lived((4.5, staff(VILLAGE), "contacted", {"how": "电话"}))
    assert not held.refusals and held.case("case").owner_unit_id == VILLAGE
    assert not held.case("case").units_as("co")


def test_before_its_time_the_town_may_not_take_it():
    assert lived((1, staff(TOWN), "contacted", {"how": "电话"})).refusals


def test_where_only_a_county_mediates_nothing_is_widened_and_the_target_still_runs():
    held = lived((6, staff(COUNTY), "contacted", {"how": "电话"}), parts=(COUNTY,))
    assert not held.refusals and clock(held, "contact").state == "breached"


def test_an_oral_refusal_of_the_other_side_ends_it_with_the_way_that_is_left():
    said = {"how": "phone", "said": "不调解", "told": "可以起诉。"}
    held = lived(CONTACTED, (10, staff(), "other_refuses", said))
    assert held.state("case") == "refused_by_other" and not held.case("case").open_tasks
    assert "可以起诉" in held.events[-1].public and "不调解" not in held.events[-1].public


@pytest.mark.parametrize("act, data", [("stop", {"side": "other", "told": "可以起诉。"}),
                                       ("fail", {"reason": "差五千元", "told": "可以起诉。"})])  # fmt: skip
def test_either_side_ends_it_at_any_time_and_no_clock_runs_on(act, data):
    held = lived(*AGREED, (50, staff(), act, data))
    assert not held.refusals and held.case("case").closed_at
    assert not any(one.state == "running" for one in held.case("case").clocks)


def test_nobody_but_the_effect_says_that_everybody_signed_and_only_the_head_seals():
    held = lived(
        *AGREED, (60, staff(), "draft_agreement", WRITTEN), (61, staff(), "signed_all", {"how": "paper"})
    )
    assert held.refusals and held.state("case") == "signing"
    held = lived(*WROTE, (701, staff(), "take_effect", {}))
    assert held.refusals and held.state("case") == "sealing"


def test_an_oral_agreement_has_effect_when_it_is_reached():
    held = lived(*AGREED, (60, staff(), "oral_agreement", WRITTEN))
    assert held.state("case") == "in_effect" and clock(held, "settle").state == "met"


def test_judicial_confirmation_is_asked_for_within_thirty_days_and_not_about_persons_status():
    asked = (900, staff(), "ask_confirm", {"court": "德庆县人民法院（演示）", "filed_on": "2026-11-28"})
    held = lived(*SEALED, asked)
    assert not held.refusals and clock(held, "confirm").state == "met" and clock(held, "confirm").limit == 30
    assert lived(*SEALED, asked, confirmable=False).refusals
