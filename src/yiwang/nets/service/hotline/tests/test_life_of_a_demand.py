"""The case types, lived through on paper with the demo city's own definitions: states, limits, who may what."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from yiwang.engines.cases.pure import CaseSeed, LimitTerm, SimulatedStep, Terms, UnitPart, simulate
from yiwang.foundations.calendars.pure import calendar_of
from yiwang.kernel.actor import Actor
from yiwang.nets.service.hotline.pure import DEFAULT, HOTLINE_RULES

from .world import city_world

MONDAY = datetime.fromisoformat("2026-11-23T10:00+08:00")
DESK, WATER, MARKET, GOV = (
    "441200-hotline-service",
    "441202-water",
    "441202-market",
    "441200-government-office",
)
DESK_ROLES = ("hotline-dispatcher", "hotline-checker", "hotline-callback")


def staff(unit, *roles, who=1):
    return Actor("staff", UUID(int=who), "post:x", "", (unit,), unit, frozenset(roles))


def desk(who=1):
    return staff(DESK, *DESK_ROLES, who=who)


def worker(unit=WATER, who=2):
    return staff(unit, "officer", who=who)


def chief(unit=WATER, who=3):
    return staff(unit, "chief", who=who)


def lived(*steps, type_="hotline_demand", days=10, **flags):
    """A demand opened on Monday, and steps (hours after that, actor, act, data)."""
    days_ = LimitTerm(days, "working_day", "测试")
    held = {"reachable": True, "callback": True, "barred": False, "urgent": False, **flags}
    terms = Terms(
        {"handling": days_, "extension": days_, "rework": LimitTerm(5, "working_day", "测试")}, flags=held
    )
    units = (UnitPart(DESK, "main"), UnitPart(DESK, "intake"), UnitPart(GOV, "arbiter"))
    seed = CaseSeed("demand", type_, "help", "水压不足", {"category": "c0104"}, terms, units=units)
    made = [
        SimulatedStep(MONDAY + timedelta(hours=h), "demand", act, who, data) for h, who, act, data in steps
    ]
    world = city_world()
    return simulate(world, seed, (), made, actor=desk(), calendar=calendar_of(world), now=MONDAY)


DISPATCHED = (1, desk(), "dispatch", {"unit": WATER})
SIGNED = (DISPATCHED, (2, worker(), "sign", {}))
CALLED = (3, worker(), "contacted", {"how": "电话约定明天上门"})
REPLIED = (*SIGNED, CALLED, (5, worker(), "reply", {"reply": "已加压。"}), (6, chief(), "approve_reply", {}))
CHECKED = (*REPLIED, (7, desk(), "check_passed", {"reply": "已加压。"}))
BACK = {"solved": "yes", "satisfied": "yes"}


def test_a_whole_life_takes_seven_moves_and_ends_with_the_callback():
    held = lived(*CHECKED, (24, desk(), "called_back", BACK))
    assert not held.refusals
    assert held.state("demand") == "closed" and held.case("demand").section("kept")["satisfied"] == "yes"
    assert len({event.to_state for event in held.events}) == 7 and len(held.events) == 1 + 7
    assert not held.case("demand").open_tasks
    assert {clock.state for clock in held.case("demand").clocks} == {"met"}


def test_the_seat_answers_directly_and_nothing_is_dispatched():
    held = lived((1, staff(DESK, "hotline-seat"), "answer_directly", {"reply": "带身份证到大厅办。"}))
    assert held.state("demand") == "answered" and not held.refusals


def test_who_replied_does_not_approve_the_reply():
    both = staff(WATER, "chief", who=2)
    held = lived(*SIGNED, (5, both, "reply", {"reply": "已加压。"}), (6, both, "approve_reply", {}))
    assert held.state("demand") == "approving" and held.refusals


def test_after_two_returns_only_the_arbiter_helps_and_the_ruling_is_a_precedent():
    ground = {"ground": "duty", "basis": "职责清单"}
    back = [(2, worker(), "return_order", ground), (3, desk(), "reject_return", {"reason": "供水就是你们"})]
    again = [(4, worker(), "return_order", ground), (5, desk(), "reject_return", {"reason": "供水就是你们"})]
    third = (6, worker(), "return_order", ground)
    ruled = {"unit": MARKET, "reasoning": "二次供水设备按特种设备管"}
    held = lived(DISPATCHED, *back, *again, third, (7, worker(), "dispute", {}),
                 (8, staff(GOV, "hotline-superior"), "rule", ruled))  # fmt: skip
    assert [refusal.code for refusal in held.refusals.values()] == ["act.times"]
    assert held.state("demand") == "handling" and held.case("demand").owner_unit_id == MARKET
    assert held.rulings[0].category == "c0104" and held.rulings[0].unit == MARKET


def test_there_is_no_arbiter_while_returns_are_left():
    assert lived(DISPATCHED, (2, worker(), "dispute", {})).state("demand") == "dispatched"


def test_a_procedure_is_a_state_of_its_own_and_never_a_solution():
    said = {"procedure": "enforcement", "body": "区市场监管局", "limit": "90 日（示范）"}
    told = (25, desk(), "told_procedure", {"told": "区市场监管局立案，90 日"})
    held = lived(*SIGNED, (3, worker(), "to_procedure", said), (24, desk(), "called_back", BACK), told)
    assert len(held.refusals) == 1, "a case in a procedure is not called back as if it were solved"
    case = held.case("demand")
    assert case.state == "in_procedure" and "solved" not in case.section("kept")
    state = held.machines["hotline_demand"].states["in_procedure"]
    assert state.outcome != "result" and not state.gives_result


def test_unreached_takes_three_different_times_of_day_and_says_nothing_of_satisfaction():
    tried = [
        (n, desk(), f"tried_{when}", {"tried": "电话"}) for n, when in ((24, "morning"), (28, "afternoon"))
    ]
    early = (29, desk(), "unreached", {})
    twice = (30, desk(), "tried_morning", {"tried": "电话"})
    last = [(33, desk(), "tried_evening", {"tried": "电话"}), (34, desk(), "unreached", {})]
    held = lived(*CHECKED, *tried, early, twice, *last)
    assert len(held.refusals) == 2
    assert held.state("demand") == "closed" and "satisfied" not in held.case("demand").section("kept")


def test_who_left_a_number_is_called_and_who_left_none_is_not():
    assert lived(*CHECKED, (24, desk(), "no_callback", {})).state("demand") == "callback"
    assert lived(*CHECKED, (24, desk(), "no_callback", {}), callback=False).state("demand") == "closed"


def test_a_unit_does_not_call_who_wants_to_stay_unknown():
    held = lived(*SIGNED, (3, worker(), "contacted", {"how": "电话"}), reachable=False)
    assert held.refusals


def test_what_was_not_done_is_done_again_within_half_the_time():
    held = lived(*CHECKED, (24, desk(), "rework", {"reason": "还是没有水"}))
    clocks = {clock.key: clock for clock in held.case("demand").clocks}
    assert held.state("demand") == "handling" and clocks["reworking"].limit == 5
    assert clocks["handling"].state == "met"


def test_an_extension_is_agreed_by_the_hotline_and_told_to_the_caller():
    asked = (3, worker(), "ask_extension", {"reason": "要等配件"})
    early = (4, worker(), "reply", {"reply": "x"})
    held = lived(*SIGNED, asked, early, (5, desk(), "extend", {"told": "配件下周到"}))
    (clock,) = (clock for clock in held.case("demand").clocks if clock.key == "handling")
    assert len(held.refusals) == 1 and clock.limit == 20
    assert any("配件下周到" in event.public for event in held.events)


def test_what_is_about_a_unit_is_merged_with_nothing():
    held = lived((1, desk(), "merge", {"into": "x"}), barred=True)
    assert "上级" in held.refusals[0].sentence


REPORTER = staff(DESK, "hotline-report")


def test_a_report_is_dispatched_by_its_own_posts_only():
    assert lived(DISPATCHED, type_="hotline_report").refusals
    held = lived((1, REPORTER, "dispatch", {"unit": WATER}), type_="hotline_report")
    assert held.state("demand") == "dispatched"
    assert all(WATER not in event.public and "供水" not in event.public for event in held.events)


def test_a_report_offers_no_way_out_to_more_units():
    acts = lived(type_="hotline_report").machines["hotline_report"].acts
    assert not {"merge", "delegate", "ask_co", "relate", "contacted"} & acts.keys()


@pytest.mark.parametrize(("type_", "days"), [("consult", 2), ("help", 10), ("suggestion", 10), ("complaint", 15),
                                             ("report", 15)])  # fmt: skip
def test_limits_are_the_provinces(type_, days):
    world = city_world()
    parameter = world.get("parameter", world.get(HOTLINE_RULES, DEFAULT).types[type_].limit)
    held = parameter.on(MONDAY.date())
    assert parameter.value_on(MONDAY.date()) == days and "广东省" in held.source


def test_every_ground_of_not_accepting_has_a_channel_to_say_aloud():
    rules = city_world().get(HOTLINE_RULES, DEFAULT)
    assert {"court", "arbitration", "petition", "secret"} <= rules.not_accepted.keys()
    assert all(one.channel and one.say and one.source for one in rules.not_accepted.values())


def test_grounds_that_differ_from_what_clerks_choose_are_complained_of():
    world = city_world()
    rules = world.get(HOTLINE_RULES, DEFAULT)
    fewer = {key: one for key, one in rules.not_accepted.items() if key != "court"}
    wrong = rules.model_copy(update={"not_accepted": fewer, "spoken_lines": ("nobody",)})
    codes = {complaint.code for complaint in HOTLINE_RULES.check(wrong, world)}
    assert codes == {"hotline.grounds", "hotline.line"}
