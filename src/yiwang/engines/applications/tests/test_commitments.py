"""What was promised is followed up: checked later, and a false promise keeps its party from the next, for a while."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from yiwang.engines.applications.models import CommitmentExclusion
from yiwang.engines.applications.public import (
    FieldsRefused,
    case_papers,
    draft_check,
    draft_commit,
    exclusions_visible_to,
)
from yiwang.engines.cases.public import CaseRefused, case_move, cases_visible_to, clocks_work_off
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW
from .journeys import barber, filled_in, looked_at
from .test_issuing import WORKER, act, all_in_hand, approve, case_of, head_of, submitted


@pytest.fixture(scope="module")
def check_standing(city_standing, tmp_path_factory):
    """A hygiene licence granted on commitments; its check is the same case for every test."""
    return city_standing.hold(_granted_on_commitments, tmp_path_factory.mktemp("check"))


def _granted_on_commitments():
    submission = submitted(barber())
    all_in_hand(submission)
    approve(submission, "individual_registration")
    outbox_drain(200)
    approve(submission, "hygiene_licence")
    outbox_drain(200)
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(type="commitment_check").id


@pytest.fixture
def check(check_standing, city):
    """The case that checks the commitments of a hygiene licence that was granted on them."""
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(id=check_standing.value)


def again(case):
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(id=case.id)


def found_false(case):
    act(case, "propose_false", grounds="承诺有卫生管理制度，现场没有")
    act(again(case), "exclude", reason="承诺与事实不符")
    outbox_drain(200)


def appealed(case):
    actor = barber()
    with as_actor(actor):
        case_move(actor=actor, case_id=case.id, act="appeal", data={"appeal": "当时制度挂在墙上"}, now=NOW)


def barred_view():
    """A new draft, with everything handed in that may still be promised."""
    return filled_in(barber())


def by(actor, number):
    """The same hat on a person's head."""
    return replace(actor, account_id=UUID(int=number))


def test_a_grant_on_a_commitment_opens_one_check_with_a_term(check):
    told = {field["label"]: field["said"] for field in check.data["form"]["fields"]}
    assert check.state == "to_check" and check.due_at and "卫生" in told["承诺代替的材料"]
    with as_actor(WORKER):
        assert cases_visible_to(WORKER).filter(type="commitment_check").count() == 1


def test_a_commitment_that_was_kept_has_no_consequence(check):
    act(check, "confirm", found="现场看过，制度齐全")
    assert again(check).state == "kept"
    assert not CommitmentExclusion.objects.exists()


def test_a_false_one_keeps_its_party_from_the_next_and_says_so_before_the_choice(check):
    found_false(check)
    actor = barber()
    with as_actor(actor):
        (held,) = exclusions_visible_to(actor)
        assert "commitment_exclusion_notice" in [paper.template for paper in case_papers(check.id)]
    assert (held.until - held.since).days in (365, 366)  # the parameter says twelve months


def test_who_is_excluded_cannot_choose_a_commitment_and_is_told_until_when(check):
    found_false(check)
    actor, view = barber(), barred_view()
    rules = next(m for m in view.materials if m.material == "hygiene_rules")
    assert rules.deferred == "" and "承诺经核查不实" in rules.barred and check.number in rules.barred
    with as_actor(actor), pytest.raises(FieldsRefused, match="承诺经核查不实"):
        draft_commit(actor, view.id, rules.key, chosen=True, now=NOW)


def test_a_commitment_chosen_before_does_not_count_any_more(check):
    actor = barber()
    view = filled_in(actor)
    found_false(check)
    with as_actor(actor):
        problems = draft_check(actor, view.id, now=NOW).problems
    assert any("hygiene_rules" in key for key in problems)


def test_it_ends_by_itself(check):
    found_false(check)
    view = barred_view()
    later = looked_at(barber(), view, now=NOW + timedelta(days=400))
    assert next(m for m in later.materials if m.material == "hygiene_rules").deferred == "commitment"


def test_an_appeal_that_is_upheld_lifts_it(check):
    found_false(check)
    appealed(check)
    act(again(check), "uphold_appeal", decision="制度确有，核查有误")
    outbox_drain(200)
    with as_actor(WORKER):
        assert CommitmentExclusion.objects.get().lifted_at is not None
    view = barred_view()
    assert next(m for m in view.materials if m.material == "hygiene_rules").deferred == "commitment"


def test_an_appeal_that_is_rejected_says_why_and_where_to_turn(check):
    found_false(check)
    appealed(check)
    act(again(check), "reject_appeal", reason="没有新的事实")
    outbox_drain(200)
    actor = barber()
    with as_actor(actor):
        assert "commitment_appeal_decision" in [paper.template for paper in case_papers(check.id)]
    assert again(check).state == "upheld"


def test_without_an_appeal_it_stands_when_the_term_is_over(check):
    found_false(check)
    clocks_work_off(NOW + timedelta(days=60))
    assert again(check).state == "settled"
    assert CommitmentExclusion.objects.filter(lifted_at=None).exists()


def test_who_checked_does_not_decide(check):
    actor = by(head_of(check.owner_unit_id), 1)
    said = {"grounds": "现场没有"}
    with as_actor(actor):
        case_move(actor=actor, case_id=check.id, act="propose_false", data=said, now=NOW)
        with pytest.raises(CaseRefused, match="另一个人"):
            case_move(actor=actor, case_id=check.id, act="exclude", data={"reason": "不符"}, now=NOW)


def test_what_was_let_out_must_come_before_the_grant(city):
    submission = submitted(barber())
    all_in_hand(submission)
    approve(submission, "individual_registration")
    outbox_drain(200)
    sign = case_of(submission, "signboard_permit")
    assert sign.data["terms"]["flags"]["tolerance"] is True
    act(sign, "propose", opinion="approve", grounds="看过")
    with pytest.raises(CaseRefused, match="还没有补交"):
        act(case_of(submission, "signboard_permit"), "approve")


def test_what_was_let_out_and_never_came_counts_as_withdrawn(city):
    submission = submitted(barber())
    all_in_hand(submission)
    approve(submission, "individual_registration")
    outbox_drain(200)
    clocks_work_off(NOW + timedelta(days=60))
    assert case_of(submission, "signboard_permit").state == "withdrawn"
