"""The personal themes lived to their end in the database: each case decided by its own unit, results handed on."""

from datetime import timedelta

import pytest

from yiwang.engines.applications.public import (
    PassedResult,
    SignatureMissing,
    draft_ask_signatures,
    draft_check,
    draft_open,
    draft_refuse,
    draft_sign,
    draft_submit,
)
from yiwang.engines.applications.tests.conftest import NOW, city_world
from yiwang.engines.applications.tests.test_issuing import head_of
from yiwang.engines.cases.public import case_move, cases_visible_to, clocks_work_off
from yiwang.engines.catalog.pure import PERSONA, THEME
from yiwang.engines.licences.public import licences_visible_to
from yiwang.foundations.notices.public import notice_send, notices_for, party_may_be_told
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .test_every_theme_can_be_applied_for import (
    acting,
    agreed,
    answered,
    demo_person,
    handed_in,
    signed_by_all,
    typed_in,
)

TESTER = system_actor("tests")
LATER = NOW + timedelta(days=9)
"""After the seven days of publicity."""


def filled(name):
    """The typical person's application, ready to be signed; (view, actor)."""
    theme = city_world().get(THEME, name)
    persona = city_world().get(PERSONA, theme.typical)
    actor = demo_person(theme, persona)
    with as_actor(actor):
        view = draft_open(actor, f"theme:{name}", now=NOW)
        view = typed_in(actor, agreed(actor, answered(actor, view, persona)), persona)
        view = handed_in(actor, view)
        assert draft_check(actor, view.id, now=NOW).problems == {}
    return view, actor


def applied(name):
    """The same, signed by all and handed in; (submission, actor)."""
    view, actor = filled(name)
    view = signed_by_all(actor, view)
    with as_actor(actor):
        return draft_submit(actor, view.id, now=NOW), actor


def cases(submission):
    with as_actor(TESTER):
        return list(cases_visible_to(TESTER).filter(parent_id=submission.matter_id).order_by("id"))


def case_of(submission, subject):
    return next(case for case in cases(submission) if case.subject == subject)


def act(case, name, now=NOW, **data):
    actor = head_of(case.owner_unit_id)
    with as_actor(actor):
        return case_move(actor=actor, case_id=case.id, act=name, data=data, now=now)


def publicised(case):
    """The town's survey and the days of publicity in the village, until the clock has run out."""
    act(case, "survey", visited_on="2027-01-12", surveyors="甲、乙（演示）", survey="与申报一致")
    act(case, "start_publicity", place="村务公开栏", proposal="拟纳入低保")
    clocks_work_off(LATER)
    assert case_of_id(case).state == "publicised"


def case_of_id(case):
    with as_actor(TESTER):
        return cases_visible_to(TESTER).get(id=case.id)


def approved(case):
    if case.subject == "aid_town_review":
        publicised(case)
    act(case, "propose", now=LATER, opinion="approve", grounds="符合条件（演示）")
    act(case, "approve", now=LATER)
    outbox_drain(400)


def lived_out(submission):
    """Everything received, then decided one after the other as each is accepted."""
    for case in cases(submission):
        act(case, "complete_intake")
    while ready := [case for case in cases(submission) if case.state == "accepted"]:
        approved(ready[0])


def states(submission):
    return {case.subject: case.state for case in cases(submission)}


@pytest.fixture
def newborn(city):
    submission, _ = applied("newborn")
    lived_out(submission)
    return submission


def test_a_newborn_gets_certificate_household_insurance_and_card_in_a_chain(newborn):
    ended = states(newborn)
    assert ended.pop("social_card") == "issued", "the card goes by mail, the rest is electronic"
    assert set(ended.values()) == {"closed"}
    baby = case_of(newborn, "birth_registration").data["form"]["parties"]["newborn"]
    with as_actor(TESTER):
        held = licences_visible_to(TESTER).filter(holders__party_id=baby)
        assert {licence.type for licence in held} == {
            "birth_medical_certificate",
            "vaccination_record",
            "household_register",
            "medical_enrolment_record",
            "social_card",
        }
        party = Party.objects.get(id=baby)
        passed = PassedResult.objects.filter(case_id=case_of(newborn, "social_card").id)
        assert {result.name for result in passed} == {"居民户口簿", "基本医疗保险参保凭证"}
    assert (party.name, party.is_provisional) == ("谭小示范", True)


def test_who_has_died_hears_of_nothing_once_an_authority_has_decided_and_not_before(city):
    submission, relative = applied("after_death")
    with as_actor(TESTER):
        dead = Party.objects.get(name="曾老示范").id
    for case in cases(submission):
        act(case, "complete_intake")
    outbox_drain(400)
    assert party_may_be_told(dead), "an application alone silences nobody"
    approved(case_of(submission, "household_cancellation"))
    greeting = {"template": "case_accepted", "data": {"number": "1", "matter": "换证"}, "now": LATER}
    assert not notice_send(party_id=dead, key="other matter", **greeting)
    assert notice_send(party_id=relative.parties[0], key="the relative's", **greeting)
    with as_actor(acting(dead)):
        assert notices_for(acting(dead)) == []


def test_of_a_family_in_which_one_adult_refuses_nothing_is_checked(city):
    view, head = filled("social_aid")
    with as_actor(head):
        asked = draft_ask_signatures(head, view.id, now=NOW)
        draft_sign(head, view.id, shown_hash=asked.shown_hash, now=NOW)
    with as_actor(TESTER):
        wife = acting(Party.objects.get(name="江示范").id)
    with as_actor(wife):
        draft_refuse(wife, view.id, reason="不同意核对我的银行存款", now=NOW)
    with as_actor(head), pytest.raises(SignatureMissing) as missing:
        draft_submit(head, view.id, now=NOW)
    assert str(missing.value) == "共同生活的家庭成员（2）拒绝签名。"


def test_a_family_gets_aid_after_check_survey_publicity_and_confirmation(city):
    submission, head = applied("social_aid")
    lived_out(submission)
    assert set(states(submission).values()) == {"closed"}
    units = {case.subject: case.owner_unit_id for case in cases(submission)}
    assert units["aid_town_review"].startswith("441202001") and units["minimum_living"].startswith(
        "441202-civil"
    )
    with as_actor(head):
        assert "aid_certificate" in {licence.type for licence in licences_visible_to(head)}
