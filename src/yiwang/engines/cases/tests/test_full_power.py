"""What any case type can do by definition alone: dispatch and return, rule, work together, split, watch over."""

from dataclasses import replace

import pytest

from yiwang.engines.cases.domain.values import UnitPart

from .orders import (
    APPLICANT,
    ARBITER,
    DESK,
    DISPATCHER,
    GOV,
    PROMISED,
    SUPERVISOR,
    TOWN,
    URBAN,
    WATER,
    dispatched,
    does,
    hat,
    in_hand,
    order,
    order_machines,
)
from .world import STRANGER, at, citizen


def open_steps(held, key="one"):
    return sorted((task.step, task.unit_id) for task in held.case(key).open_tasks)


def test_dispatch_gives_the_case_and_its_task_to_the_unit_and_the_desk_still_sees_it():
    held = dispatched()
    case = held.case("one")
    assert (case.owner_unit_id, open_steps(held)) == (WATER, [("sign", WATER)])
    assert case.units == (UnitPart(DESK, "intake"), UnitPart(WATER, "main"))


def test_a_unit_that_is_not_in_use_is_refused_beside_its_field():
    refused = does(order(), "03-02 09:30", "dispatch", DISPATCHER, unit="dz-gone")
    assert "没有名为“dz-gone”的单位" in refused.fields["unit"]


def test_a_wrong_dispatch_is_recalled_before_it_is_signed_and_not_after():
    held = dispatched(URBAN)
    assert does(held, "03-02 09:40", "recall", DISPATCHER, reason="派错了") is None
    assert (held.state("one"), open_steps(held)) == ("received", [("dispatch", DESK)])
    assert does(in_hand(), "03-02 11:00", "recall", DISPATCHER, reason="派错了").code == "act.state"


def returned_twice():
    held = dispatched()
    for hour, unit in (("10", WATER), ("12", URBAN)):
        assert does(held, f"03-02 {hour}:10", "return_order", hat(unit), ground="duty") is None
        assert does(held, f"03-02 {hour}:20", "dispatch", DISPATCHER, unit=URBAN) is None
    return held


def test_no_ping_pong_after_the_permitted_returns_a_third_unit_rules_and_its_ruling_is_a_precedent():
    held = dispatched()
    assert does(held, "03-02 10:00", "dispute", hat(WATER)).code == "act.spent"
    held = returned_twice()
    assert does(held, "03-02 14:00", "return_order", hat(URBAN), ground="duty").code == "act.times"
    assert does(held, "03-02 14:10", "dispute", hat(URBAN)) is None
    assert open_steps(held) == [("rule", GOV)]
    assert does(held, "03-02 15:00", "rule", ARBITER, unit=WATER, reasoning="施工排水归水务") is None
    assert (held.state("one"), open_steps(held)) == ("handling", [("handle", WATER)])
    [ruling] = held.rulings
    assert (ruling.unit, ruling.category, ruling.reasoning) == (WATER, "night", "施工排水归水务")
    assert "施工排水归水务" in held.events[ruling_event(held)].public


def ruling_event(held):
    return next(n for n, event in enumerate(held.events) if event.act == "rule")


def test_how_often_a_unit_returns_may_be_a_parameter_of_the_day():
    held = order(param={"most_returns": 1})
    machine = order_machines()["order"]
    act = replace(machine.acts["return_order"], times=0, times_parameter="most_returns")
    held.machines = {"order": replace(machine, acts={**machine.acts, act.id: act})}
    does(held, "03-02 09:30", "dispatch", DISPATCHER, unit=WATER)
    assert does(held, "03-02 10:00", "return_order", hat(WATER), ground="duty") is None
    does(held, "03-02 10:30", "dispatch", DISPATCHER, unit=WATER)
    assert "最多办理 1 次" in does(held, "03-02 11:00", "return_order", hat(WATER), ground="duty").sentence
    assert does(held, "03-02 11:00", "dispute", hat(WATER)) is None


def test_a_ruling_names_nobodys_numbers():
    held = returned_twice()
    does(held, "03-02 14:10", "dispute", hat(URBAN))
    refused = does(held, "03-02 15:00", "rule", ARBITER, unit=WATER, reasoning="当事人 13800138000 说的")
    assert "号码" in refused.fields["reasoning"] and not held.rulings


def test_a_unit_without_a_ground_does_not_return():
    assert does(dispatched(), "03-02 10:00", "return_order", hat(WATER)).code == "act.data"
    assert does(dispatched(), "03-02 10:00", "return_order", hat(WATER), ground="mood").code == "act.data"


@pytest.mark.parametrize(
    ("unit", "fits"), [(TOWN, True), (f"{WATER}-net", True), (URBAN, False), (DESK, False)]
)
def test_delegating_goes_downward_only(unit, fits):
    refused = does(in_hand(), "03-02 11:00", "delegate", hat(WATER), unit=unit)
    assert (refused is None) is fits and (fits or "下级单位" in refused.fields["unit"])


def test_cooperating_units_have_a_task_and_a_clock_each_and_the_main_one_waits_for_all():
    held = in_hand()
    assert does(held, "03-02 11:00", "ask_co", hat(WATER), units=[URBAN, TOWN]) is None
    assert open_steps(held) == [("assist", TOWN), ("assist", URBAN), ("handle", WATER)]
    tasks = {task.unit_id: task for task in held.case("one").open_tasks}
    assert tasks[URBAN].due_at == at("03-05 17:30") and tasks[WATER].due_at == at("03-16 17:30")
    assert does(held, "03-03 11:00", "assisted", hat(URBAN), opinion="已查") is None
    assert open_steps(held) == [("assist", TOWN), ("handle", WATER)]
    assert "1 个单位没有办完" in does(held, "03-03 12:00", "reply", hat(WATER), reply="好").sentence
    held.pass_time(at("03-06 09:00"))
    states = {clock.state for clock in held.case("one").clocks if clock.key == "assisting"}
    assert states == {"met", "breached"}
    assert does(held, "03-06 10:00", "assisted", hat(TOWN), opinion="晚了") is None
    assert not any(clock.ticking for clock in held.case("one").clocks if clock.key == "assisting")
    assert does(held, "03-06 11:00", "reply", hat(WATER), reply="好") is None


def test_asking_again_gives_no_unit_a_second_task_and_taking_back_voids_theirs():
    held = in_hand()
    does(held, "03-02 11:00", "ask_co", hat(WATER), units=[URBAN])
    does(held, "03-02 12:00", "ask_co", hat(WATER), units=[URBAN, TOWN])
    assert open_steps(held) == [("assist", TOWN), ("assist", URBAN), ("handle", WATER)]
    assert does(held, "03-02 15:00", "drop_co", hat(WATER)) is None
    assert open_steps(held) == [("handle", WATER)] and not held.case("one").units_as("co")
    assert not any(clock.ticking for clock in held.case("one").clocks if clock.task_id)


def test_each_sub_demand_is_a_case_below_with_its_own_lead_and_clock_and_the_whole_waits_for_them():
    held = in_hand()
    parts = [{"title": "噪声", "unit": URBAN}, {"title": "积水", "unit": TOWN, "text": "门口"}]
    assert does(held, "03-02 11:00", "split", hat(WATER), parts=parts) is None
    first, second = held.matter.children
    assert [(c.number[-3:], c.owner_unit_id, c.title) for c in (first, second)] == [
        ("-01", URBAN, "噪声"), ("-02", TOWN, "积水"),
    ]  # fmt: skip
    assert first.parent_id == held.matter.root_id and first.due_at and first.open_tasks
    assert first.parties == held.case("one").parties and first.units_as("intake") == (DESK,)
    assert "2 个子办件" in does(held, "03-02 12:00", "reply", hat(WATER), reply="好").sentence


def test_a_part_may_be_due_before_the_whole_and_never_after_it():
    held = in_hand(terms=PROMISED)
    parts = [{"title": "噪声", "unit": URBAN, "limit": 7}, {"title": "积水", "unit": TOWN}]
    longer = [*parts, {"title": "路灯", "unit": TOWN, "limit": 11}]
    refused = does(held, "03-02 11:00", "split", hat(WATER), parts=longer)
    assert (
        refused.code == "act.data"
        and "“路灯”的 11个工作日到期比整件晚（整件 2026年3月16日" in refused.sentence
    )
    assert does(held, "03-02 11:00", "split", hat(WATER), parts=parts) is None
    first, second = held.matter.children
    assert (first.due_at, second.due_at) == (at("03-11 17:30"), at("03-16 17:30"))
    assert held.case("one").due_at == at("03-16 17:30") and held.case("part-1").id == first.id
    (clock,) = [one for one in first.clocks if one.key == "handling"]
    assert clock.source == "拆分时定的；整件依据：测试"
    held.pass_time(at("03-12 09:00"))
    stands = [clock.state for case in held.matter for clock in case.clocks if clock.key == "handling"]
    assert stands == ["running", "breached", "running"], "each on its own clock"


def test_however_late_it_is_split_no_part_is_due_after_the_whole():
    held = in_hand(terms=PROMISED)
    late = [{"title": "噪声", "unit": URBAN, "limit": 8}]
    assert "比整件晚" in does(held, "03-05 11:00", "split", hat(WATER), parts=late).sentence
    parts = [{"title": "噪声", "unit": URBAN, "limit": 7}, {"title": "积水", "unit": TOWN}]
    assert does(held, "03-05 11:00", "split", hat(WATER), parts=parts) is None
    first, second = held.matter.children
    assert first.due_at == second.due_at == held.case("one").due_at == at("03-16 17:30")


@pytest.mark.parametrize("limit", [0, -1, 1.5, True, "7", "很快", 10**30])
def test_a_limit_that_is_no_number_of_days_is_refused_and_nothing_is_split(limit):
    held = in_hand()
    parts = [{"title": "噪声", "unit": URBAN, "limit": limit}]
    assert does(held, "03-02 11:00", "split", hat(WATER), parts=parts).code == "act.data"
    assert not held.matter.children


def test_where_the_order_promised_nothing_no_line_has_a_limit():
    parts = [{"title": "噪声", "unit": URBAN, "limit": 7}]
    refused = does(in_hand(), "03-02 11:00", "split", hat(WATER), parts=parts)
    assert refused.code == "act.data" and "把时限留空" in refused.sentence


def test_a_part_without_a_lead_is_refused_and_nothing_is_split():
    held = in_hand()
    assert does(held, "03-02 11:00", "split", hat(WATER), parts=[{"title": "噪声"}]).code == "act.data"
    refused = does(held, "03-02 11:00", "split", hat(WATER), parts=[{"title": "噪声", "unit": "dz-gone"}])
    assert refused.code == "act.data" and not held.matter.children


def test_a_supervisor_who_only_looks_on_may_supervise_urge_and_watch_and_nobody_else():
    held = in_hand()
    assert does(held, "03-02 11:00", "supervise", SUPERVISOR, level="order") is None
    assert held.case("one").units_as("supervise") == (GOV,)
    told = [effect.body["to"] for effect in held.consequences if effect.kind == "notice"]
    assert told == ["unit:main", "body:main"]
    assert does(held, "03-02 11:10", "supervise", hat(WATER), level="order").code == "act.who"
    assert does(held, "03-02 11:20", "urge", citizen()) is None
    assert does(held, "03-02 11:20", "urge", citizen(STRANGER)).code == "act.who"
    assert does(held, "03-02 11:30", "watch", SUPERVISOR) is None
    assert does(held, "03-02 11:40", "unwatch", SUPERVISOR) is None
    assert held.case("one").units_as("watch") == () and held.state("one") == "handling"


def test_extension_needs_another_person_and_moves_the_due_date_once():
    held = in_hand()
    assert does(held, "03-03 09:00", "ask_extension", hat(WATER), reason="等检测") is None
    assert does(held, "03-03 10:00", "extend", hat(WATER)).code == "act.who"
    assert does(held, "03-03 10:00", "extend", hat(WATER, "chief")) is None
    assert held.case("one").due_at == at("03-23 17:30")
    assert does(held, "03-04 09:00", "ask_extension", hat(WATER), reason="再等").code == "act.times"


def test_what_is_suspended_stands_still_tells_why_and_goes_on_where_it_stopped():
    held = in_hand()
    does(held, "03-02 11:00", "ask_co", hat(WATER), units=[URBAN])
    assert does(held, "03-03 09:00", "suspend", hat(WATER), reason="等雨停") is None
    assert held.events[-1].public == "暂停办理：等雨停"
    held.pass_time(at("03-20 09:00"))
    assert not any(event.act.startswith("clock.") for event in held.events)
    assert does(held, "03-20 09:00", "resume", hat(WATER)) is None
    assert all(clock.state != "paused" for clock in held.case("one").clocks)


def closed():
    held = in_hand()
    does(held, "03-03 09:00", "reply", hat(WATER), reply="已整改")
    assert does(held, "03-03 10:00", "approve", hat(WATER, "chief")) is None
    return held


def test_who_replied_does_not_approve():
    held = in_hand()
    does(held, "03-03 09:00", "reply", hat(WATER, "chief"), reply="好")
    assert does(held, "03-03 10:00", "approve", hat(WATER, "chief")).code == "act.same_person"


def test_a_closed_case_is_reopened_within_its_window_and_not_later():
    held = closed()
    assert does(held, "03-10 17:29", "reopen", citizen()) is None
    assert (held.state("one"), open_steps(held)) == ("received", [("dispatch", DESK)])
    assert held.case("one").closed_at is None and held.case("one").clock("handling").state == "running"
    late = does(closed(), "03-10 17:31", "reopen", citizen())
    assert late.code == "act.window" and "5个工作日" in late.sentence


def test_tasks_follow_when_their_unit_leaves():
    held = in_hand()
    does(held, "03-02 11:00", "ask_co", hat(WATER), units=[URBAN])
    assert does(held, "03-02 12:00", "delegate", hat(WATER), unit=TOWN) is None
    units = {held_.unit for held_ in held.case("one").units}
    assert all(task.unit_id in units for task in held.case("one").open_tasks)
    assert APPLICANT in {party.party for party in held.case("one").parties}
