"""One service item from submission to hand-out, and the ways in which it may end otherwise."""

from .world import HEALTH, at, citizen, clerk, decide_case, does, opened, seed, with_flags

REMARKS = [{"about": "租赁合同", "what": "缺出租人签名", "mend": "补签后重新上传"}]


def test_complete_intake_accepts_and_starts_the_promised_clock():
    matter = opened()
    assert does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH)) is None
    case = matter.case("single")
    assert case.state == "accepted"
    assert case.due_at == at("03-10 17:30")  # five working days after Tuesday, at the close of duty
    assert [task.step for task in case.open_tasks] == ["examine"]
    assert [event.act for event in matter.events] == ["open", "complete_intake", "accept"]


def test_approved_case_is_issued_by_the_effect_and_waits_to_be_handed_out():
    matter = opened()
    does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    decide_case(matter, "03-04 10:00", "single", HEALTH)
    assert matter.state("single") == "issued"
    assert does(matter, "03-05 10:00", "single", "hand_out", clerk(HEALTH, "issuer"), way="pickup") is None
    case = matter.case("single")
    assert case.state == "closed" and case.closed_at == at("03-05 10:00")
    assert not case.open_tasks and not any(clock.ticking for clock in case.clocks)


def test_electronic_result_closes_the_case_by_itself():
    matter = opened(root=with_flags(seed("single"), delivery="electronic"))
    does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    decide_case(matter, "03-04 10:00", "single", HEALTH)
    assert matter.state("single") == "closed"


def test_commitment_is_decided_on_the_spot_and_only_then():
    plain, committed = opened(), opened(root=with_flags(seed("single"), commitment=True))
    for matter in (plain, committed):
        does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    refused = does(plain, "03-03 10:05", "single", "approve_commitment", clerk(HEALTH))
    assert refused.code == "act.guard" and "告知承诺" in refused.sentence
    assert does(committed, "03-03 10:05", "single", "approve_commitment", clerk(HEALTH)) is None
    assert committed.state("single") == "issued"


def test_supplement_is_asked_supplied_and_checked_again():
    matter = opened()
    assert does(matter, "03-03 10:00", "single", "remark", clerk(HEALTH), remarks=REMARKS) is None
    assert matter.state("single") == "supplement"  # a single case is asked at once
    public = [event.public for event in matter.events if event.act == "request_supplement"]
    assert public == ["需要补正：租赁合同：缺出租人签名（补签后重新上传）"]
    assert does(matter, "03-04 20:00", "single", "supply", citizen(), answer="已补签") is None
    assert does(matter, "03-05 09:00", "single", "complete_intake", clerk(HEALTH)) is None
    assert matter.state("single") == "accepted"


def test_second_remark_needs_the_head_and_counts_as_omission():
    matter = opened()
    does(matter, "03-03 10:00", "single", "remark", clerk(HEALTH), remarks=REMARKS)
    does(matter, "03-04 20:00", "single", "supply", citizen(), answer="已补签")
    refused = does(matter, "03-05 09:00", "single", "remark", clerk(HEALTH), remarks=REMARKS)
    assert "单位负责人批准" in refused.sentence
    late = {"late_remarks": REMARKS, "late_reason": "漏看"}
    assert does(matter, "03-05 09:05", "single", "ask_late", clerk(HEALTH), **late) is None
    assert does(matter, "03-05 09:06", "single", "approve_late", clerk(HEALTH)).code == "act.who"
    assert does(matter, "03-05 09:10", "single", "approve_late", clerk(HEALTH, "head")) is None
    case = matter.case("single")
    assert case.state == "supplement" and case.section("intake")["omissions"] == 1
    assert any("漏告" in event.public for event in matter.events)


def test_head_may_refuse_a_late_request_and_the_case_is_accepted():
    matter = opened()
    does(matter, "03-03 10:00", "single", "remark", clerk(HEALTH), remarks=REMARKS)
    does(matter, "03-04 20:00", "single", "supply", citizen())
    does(matter, "03-05 09:05", "single", "ask_late", clerk(HEALTH), late_remarks=REMARKS, late_reason="漏看")
    assert does(matter, "03-05 09:10", "single", "refuse_late", clerk(HEALTH, "head")) is None
    assert matter.state("single") == "accepted"


def test_unanswered_request_lapses():
    matter = opened()
    does(matter, "03-03 10:00", "single", "remark", clerk(HEALTH), remarks=REMARKS)
    matter.pass_time(at("06-01 09:00"))
    assert matter.state("single") == "lapsed"


def test_silence_accepts_only_where_a_law_is_cited():
    silent = opened()
    cited = opened(root=seed("single", law={"deemed_acceptance": "行政许可法第三十二条"}))
    for matter in (silent, cited):
        matter.pass_time(at("03-09 18:00"))
    assert silent.state("single") == "submitted"
    assert cited.state("single") == "accepted"
    assert cited.case("single").clock("handling").started_at == at("03-02 09:00")  # from the day of receipt


def test_special_procedure_stops_the_clock_and_resuming_goes_on_where_it_stopped():
    matter = opened()
    does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    special = {"kind": "inspection", "ground": "现场检测", "expected": "约 5 个工作日"}
    assert does(matter, "03-05 10:00", "single", "start_special", clerk(HEALTH), **special) is None
    case = matter.case("single")
    assert case.clock("handling").state == "paused" and case.due_at is None and case.open_tasks[0].paused
    matter.pass_time(at("03-20 10:00"))
    assert does(matter, "03-20 11:00", "single", "end_special", clerk(HEALTH), outcome="合格") is None
    # the 4th had closed; the 20th closes while the clock runs: then the 23rd, 24th, 25th
    assert matter.case("single").due_at == at("03-25 17:30")


def test_extension_needs_approval_and_happens_once():
    matter = opened()
    does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    ask = {"extension_reason": "情况复杂"}
    assert does(matter, "03-04 10:00", "single", "ask_extension", clerk(HEALTH), **ask) is None
    assert (
        does(matter, "03-04 10:01", "single", "approve_extension", clerk(HEALTH), told="复杂").code
        == "act.who"
    )
    assert (
        does(matter, "03-04 11:00", "single", "approve_extension", clerk(HEALTH, "head"), told="复杂") is None
    )
    assert matter.case("single").due_at == at("03-24 17:30")
    assert does(matter, "03-05 10:00", "single", "ask_extension", clerk(HEALTH), **ask).code == "act.times"


def test_warnings_and_breach_are_told_once_each_and_the_case_stays_overdue():
    matter = opened()
    does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    matter.pass_time(at("03-20 09:00"))
    acts = [event.act for event in matter.events]
    assert acts.count("clock.warned") == 2 and acts.count("clock.breached") == 1
    case = matter.case("single")
    assert case.clock("handling").state == "breached" and case.due_at == at("03-10 17:30")
    assert case.open_tasks[0].due_at == at("03-10 17:30")
    decide_case(matter, "03-20 10:00", "single", HEALTH)
    assert matter.case("single").clock("handling").state == "breached"


def test_refusal_must_give_its_reason():
    matter = opened()
    does(matter, "03-03 10:00", "single", "complete_intake", clerk(HEALTH))
    does(matter, "03-04 10:00", "single", "propose", clerk(HEALTH), opinion="refuse", grounds="不符")
    refused = does(matter, "03-04 11:00", "single", "refuse", clerk(HEALTH, "chief"))
    assert refused.code == "act.data" and set(refused.fields) == {"reason"}
    assert (
        does(matter, "03-04 11:00", "single", "refuse", clerk(HEALTH, "chief"), reason="场所不合格") is None
    )
    assert "复议" in matter.events[-1].public
