"""What may be sent down to a town or a village: by list, refused with a sentence otherwise; never proposed either."""

from datetime import date, timedelta

import pytest

from yiwang.engines.cases.definitions.admissions import admission_complaints
from yiwang.engines.cases.pure import (
    ADMISSION,
    CaseSeed,
    LimitTerm,
    SimulatedStep,
    Terms,
    UnitPart,
    admission_refusal,
    simulate,
)
from yiwang.foundations.calendars.pure import calendar_of

from .test_life_of_a_demand import DESK, MONDAY, desk, worker
from .world import city_world

TOWN, VILLAGE, COUNTY = "441202001-government", "441202001002-village", "441202-urban"


def sent(category, *steps, type_="hotline_demand"):
    """A demand of a category on Monday, and one step after the other by the hour."""
    terms = Terms({"handling": LimitTerm(10, "working_day", "测试")}, flags={"barred": False})
    units = (UnitPart(DESK, "main"), UnitPart(DESK, "intake"))
    seed = CaseSeed("demand", type_, "help", "路边垃圾", {"category": category}, terms, units=units)
    made = [
        SimulatedStep(MONDAY + timedelta(hours=n), "demand", act, who, data)
        for n, (who, act, data) in enumerate(steps, 1)
    ]
    world = city_world()
    return simulate(world, seed, (), made, actor=desk(), calendar=calendar_of(world), now=MONDAY)


def dispatched(category, unit):
    return sent(category, (desk(), "dispatch", {"unit": unit}))


@pytest.mark.parametrize(("category", "unit"), [("c0201", TOWN), ("c1006", VILLAGE), ("c0105", COUNTY)])
def test_what_stands_on_the_list_is_sent_down_and_a_county_takes_all(category, unit):
    matter = dispatched(category, unit)
    assert not matter.refusals and matter.case("demand").owner_unit_id == unit


@pytest.mark.parametrize(
    ("category", "unit"), [("c0105", TOWN), ("c0201", VILLAGE), ("c0105", f"{TOWN}-service")]
)
def test_what_does_not_is_refused_with_what_to_do_instead(category, unit):
    matter = dispatched(category, unit)
    (refusal,) = matter.refusals.values()
    assert "准入清单" in refusal.fields["unit"] and "县级主管部门" in refusal.sentence
    assert matter.state("demand") == "received"


def test_a_county_neither_delegates_nor_asks_a_town_to_help_with_it():
    first = ((desk(), "dispatch", {"unit": COUNTY}), (worker(COUNTY), "sign", {}))
    matter = sent("c0105", *first, (worker(COUNTY), "ask_co", {"units": [COUNTY, TOWN]}))
    assert "准入清单" in matter.refusals[2].fields["units"]


def test_lists_hold_on_their_days_and_for_their_case_types_only():
    world = city_world()
    asked = (TOWN, "hotline_demand", "help", {"category": "c0105"})
    assert admission_refusal(world, date(2026, 11, 23), *asked)
    assert not admission_refusal(world, date(2025, 12, 31), *asked)
    assert not admission_refusal(world, date(2026, 11, 23), TOWN, "mediation", "", {"category": "c0105"})
    assert not admission_refusal(world, date(2026, 11, 23), "nowhere", *asked[1:])


def test_a_list_that_contradicts_itself_is_told_to_its_author():
    world = city_world()
    town = next(iter(world.all(ADMISSION).values()))
    wrong = town.model_copy(
        update={"valid_until": town.valid_from - timedelta(days=1), "case_types": ("gone",), "division": "1"}
    )
    assert {one.code for one in admission_complaints(wrong, world)} == {
        "admission.days", "admission.case_type", "admission.division",
    }  # fmt: skip


def test_no_part_of_a_split_demand_is_sent_down_where_the_whole_may_not_go():
    """Neither at the split nor when a part is dispatched again."""
    refused = sent("c0105", (desk(), "split", {"parts": [{"title": "甲", "unit": TOWN}]}))
    assert "准入清单" in refused.refusals[0].fields["parts"] and refused.state("demand") == "received"
    matter = sent("c0105", (desk(), "split", {"parts": [{"title": "甲", "unit": COUNTY}]}))
    hour = timedelta(hours=1)
    again = [("recall", {"reason": "派错"}), ("dispatch", {"unit": TOWN})]
    steps = [
        SimulatedStep(MONDAY + (2 + n) * hour, "part-1", act, desk(), data)
        for n, (act, data) in enumerate(again)
    ]
    told = [matter.do(step) for step in steps]
    assert told[0] is None and "准入清单" in told[1].fields["unit"]
    assert matter.state("part-1") == "received"
