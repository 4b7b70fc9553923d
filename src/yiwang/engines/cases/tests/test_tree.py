"""A theme with several items: one request, acceptance in order, predecessors that fail, the root's own state."""

from .world import (
    FIRE,
    HEALTH,
    MARKET,
    After,
    accept_all,
    at,
    citizen,
    clerk,
    decide_case,
    does,
    opened,
    seed,
)

REMARKS = [{"about": "合同", "what": "缺页"}]


def shop():
    """Licence first; health needs its result; fire stands alone."""
    return opened(
        seed("licence", MARKET, 2), seed("health", HEALTH, 5, (After("licence"),)), seed("fire", FIRE, 10)
    )


def test_every_unit_is_asked_at_once_and_the_root_is_in_hand():
    matter = shop()
    assert [matter.case(key).open_tasks[0].unit_id for key in ("licence", "health", "fire")] == [
        MARKET,
        HEALTH,
        FIRE,
    ]
    assert matter.state("open_shop") == "in_hand"
    assert matter.case("open_shop").due_at is not None


def test_complete_child_is_accepted_without_waiting_for_the_others():
    matter = shop()
    accept_all(matter, "03-03 09:00", licence=MARKET)
    assert matter.state("licence") == "accepted"
    assert matter.state("fire") == "submitted"


def test_complete_child_with_unmet_after_waits_and_is_accepted_when_the_result_is_issued():
    matter = shop()
    accept_all(matter, "03-03 09:00", licence=MARKET, health=HEALTH, fire=FIRE)
    assert matter.state("health") == "waiting" and matter.case("health").clock("handling") is None
    decide_case(matter, "03-04 09:00", "licence", MARKET)
    assert matter.state("licence") == "issued"  # not yet handed out: the result is enough
    assert matter.state("health") == "accepted"
    assert matter.case("health").clock("handling").started_at == at("03-04 09:00")


def test_remarks_go_out_as_one_request_when_the_last_intake_is_answered():
    matter = shop()
    does(matter, "03-03 09:00", "licence", "remark", clerk(MARKET), remarks=REMARKS)
    does(matter, "03-03 10:00", "fire", "remark", clerk(FIRE), remarks=REMARKS)
    assert matter.state("licence") == matter.state("fire") == "remarked"
    accept_all(matter, "03-03 11:00", health=HEALTH)
    assert matter.state("licence") == matter.state("fire") == "supplement"
    told = [held for held in matter.consequences if held.name == "case_supplement"]
    assert len(told) == 1 and len(told[0].body["data"]["cases"]) == 2


def test_request_goes_out_at_gather_until_and_the_silent_unit_needs_its_head():
    matter = shop()
    does(matter, "03-03 09:00", "licence", "remark", clerk(MARKET), remarks=REMARKS)
    accept_all(matter, "03-03 11:00", health=HEALTH)
    matter.pass_time(at("03-09 17:31"))
    assert matter.state("licence") == "supplement"
    assert matter.case("open_shop").section("gather")["silent"] == [FIRE]
    assert "负责人" in does(matter, "03-10 09:00", "fire", "remark", clerk(FIRE), remarks=REMARKS).sentence
    late = {"late_remarks": REMARKS, "late_reason": "未及时核对"}
    assert does(matter, "03-10 09:05", "fire", "ask_late", clerk(FIRE), **late) is None
    assert does(matter, "03-10 09:10", "fire", "approve_late", clerk(FIRE, "head")) is None
    assert matter.state("fire") == "supplement" and matter.case("fire").section("intake")["omissions"] == 1


def test_refused_predecessor_closes_who_needs_its_result_and_the_rest_goes_on():
    matter = shop()
    accept_all(matter, "03-03 09:00", licence=MARKET, health=HEALTH, fire=FIRE)
    decide_case(matter, "03-04 09:00", "licence", MARKET, approve=False)
    assert matter.state("health") == "not_reached" and matter.state("fire") == "accepted"
    assert matter.state("open_shop") == "in_hand"


def test_applicant_may_go_on_with_a_result_supplied_otherwise():
    matter = shop()
    accept_all(matter, "03-03 09:00", licence=MARKET, health=HEALTH, fire=FIRE)
    decide_case(matter, "03-04 09:00", "licence", MARKET, approve=False)
    assert (
        does(matter, "03-05 09:00", "health", "continue_otherwise", citizen(), result="营业执照 001") is None
    )
    accept_all(matter, "03-05 10:00", health=HEALTH)
    assert matter.state("health") == "accepted"


def test_root_is_completed_when_all_gave_their_result():
    matter = opened(seed("a", MARKET), seed("b", FIRE))
    accept_all(matter, "03-03 09:00", a=MARKET, b=FIRE)
    for key, unit in (("a", MARKET), ("b", FIRE)):
        decide_case(matter, "03-04 09:00", key, unit)
        does(matter, "03-05 09:00", key, "hand_out", clerk(unit, "issuer"), way="pickup")
    root = matter.case("open_shop")
    assert root.state == "completed" and root.closed_at == at("03-05 09:00")


def test_root_is_refused_when_all_that_were_reached_were_refused():
    matter = opened(seed("a", MARKET), seed("b", FIRE, 5, (After("a"),)))
    accept_all(matter, "03-03 09:00", a=MARKET, b=FIRE)
    decide_case(matter, "03-04 09:00", "a", MARKET, approve=False)
    assert matter.state("b") == "not_reached" and matter.state("open_shop") == "refused"


def test_root_is_partly_done_when_outcomes_differ():
    matter = opened(seed("a", MARKET), seed("b", FIRE))
    accept_all(matter, "03-03 09:00", a=MARKET, b=FIRE)
    decide_case(matter, "03-04 09:00", "a", MARKET, approve=False)
    decide_case(matter, "03-04 09:00", "b", FIRE)
    does(matter, "03-05 09:00", "b", "hand_out", clerk(FIRE, "issuer"), way="post")
    assert matter.state("open_shop") == "partly"


def test_withdrawing_the_matter_withdraws_what_can_be_withdrawn():
    matter = opened(seed("a", MARKET), seed("b", FIRE))
    accept_all(matter, "03-03 09:00", a=MARKET)
    assert does(matter, "03-03 10:00", "open_shop", "withdraw_all", citizen()) is None
    assert {matter.state(key) for key in ("a", "b", "open_shop")} == {"withdrawn"}


def test_roots_due_date_is_the_critical_path_over_real_due_dates():
    matter = shop()
    accept_all(matter, "03-03 09:00", licence=MARKET, health=HEALTH, fire=FIRE)
    # licence 2 days → 5th; then health 5 days → 12th; fire 10 days → 17th
    assert matter.case("licence").due_at == at("03-05 17:30")
    assert matter.case("open_shop").due_at == at("03-17 17:30")
    decide_case(matter, "03-04 09:00", "fire", FIRE)
    does(matter, "03-04 10:00", "fire", "hand_out", clerk(FIRE, "issuer"), way="pickup")
    assert matter.case("open_shop").due_at == at("03-12 17:30")
