"""From the decision to the licence: issued once, whatever is killed when; dependents are handed it."""

from datetime import timedelta
from uuid import UUID

import pytest

from yiwang.engines.applications.public import (
    PassedResult,
    Submission,
    Upload,
    case_papers,
    case_results,
    case_supply,
    draft_submit,
)
from yiwang.engines.cases.public import case_move, cases_visible_to, tasks_visible_to
from yiwang.engines.licences.public import Licence, licence_uses, licences_applied, licences_visible_to
from yiwang.foundations.organisations.public import post_scopes, posts_of, unit_subtree
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from .conftest import NOW
from .journeys import PDF, barber, filled_in, signed

WORKER = system_actor("tests")


def submitted(actor):
    view = signed(actor, filled_in(actor))
    with as_actor(actor):
        return draft_submit(actor, view.id, now=NOW)


def case_of(submission, subject):
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(root_id=submission.matter_id, subject=subject)


def head_of(unit):
    """A hat of the deciding body that may do everything a case needs."""
    body = unit.rpartition("-")[0]
    posts = [post.id for post in posts_of(unit_subtree(body))]
    scopes = post_scopes(posts).values()
    roles = frozenset().union(*(scope.roles for scope in scopes))
    units = tuple(sorted({unit for scope in scopes for unit in scope.units}))
    return Actor(audience="staff", hat="post:all", hat_label="全部岗位", unit=unit, units=units, roles=roles)


def act(case, name, **data):
    actor = head_of(case.owner_unit_id)
    with as_actor(actor):
        return case_move(actor=actor, case_id=case.id, act=name, data=data, now=NOW)


def all_in_hand(submission):
    with as_actor(WORKER):
        children = list(cases_visible_to(WORKER).filter(parent_id=submission.matter_id))
    for child in children:
        act(child, "complete_intake")


def supply(case):
    """The applicant hands in what was let out at acceptance (容缺)."""
    actor, pages = barber(), [Upload("一.pdf", PDF)]
    with as_actor(actor):
        case_supply(actor, case.id, answer="", uploads={"补交的材料": pages}, now=NOW, tolerated=True)


def approve(submission, subject):
    case = case_of(submission, subject)
    if case.data["terms"]["flags"].get("tolerance") and "tolerated" not in case.data.get("kept", {}):
        supply(case)
    if case.data["terms"]["flags"].get("commitment"):
        return act(case, "approve_commitment")
    act(case, "propose", opinion="approve", grounds="材料齐全，符合条件")
    return act(case, "approve")


@pytest.fixture(scope="module")
def submission_standing(city_standing, tmp_path_factory):
    """A barber's shop with every item in hand, for every test."""
    return city_standing.hold(_in_hand, tmp_path_factory.mktemp("submission"))


def _in_hand():
    made = submitted(barber())
    all_in_hand(made)
    return made.id


@pytest.fixture
def submission(submission_standing, city):
    """It, as it lies in the table."""
    return Submission.objects.get(id=submission_standing.value)


def test_the_first_is_accepted_and_the_others_wait_for_its_result(submission):
    assert case_of(submission, "individual_registration").state == "accepted"
    assert case_of(submission, "hygiene_licence").state == "waiting"


def test_a_decision_issues_the_licence_and_makes_the_firm_real(submission):
    approve(submission, "individual_registration")
    assert case_of(submission, "individual_registration").state == "issuing"
    outbox_drain(200)
    case = case_of(submission, "individual_registration")
    assert case.state == "closed"
    with as_actor(WORKER):
        licence = licences_visible_to(WORKER).get(case_id=case.id)
        firm = Party.objects.get(id=case.data["form"]["parties"]["shop"])
    assert licence.type == "business_licence" and case.data["kept"]["licence"] == str(licence.id)
    assert not firm.is_provisional and firm.id_kind == "uscc"


def test_results_go_to_dependents_by_licence_id_and_they_are_accepted(submission):
    approve(submission, "individual_registration")
    outbox_drain(200)
    hygiene = case_of(submission, "hygiene_licence")
    assert hygiene.state == "accepted"
    officer = head_of(hygiene.owner_unit_id)
    with as_actor(officer):
        (handed,) = case_results(hygiene.id)
        assert licences_visible_to(officer).filter(id=handed.licence_id).exists()
    with as_actor(WORKER):
        assert (
            PassedResult.objects.filter(
                from_case_id=case_of(submission, "individual_registration").id
            ).count()
            == 3
        )


def test_a_licence_that_stands_for_a_paper_is_counted_for_the_item_and_read_by_its_holder(submission):
    approve(submission, "individual_registration")
    outbox_drain(200)
    hygiene = case_of(submission, "hygiene_licence")
    counted = {(row.purpose, row.type_name): row.times for row in applied_as(head_of(hygiene.owner_unit_id))}
    assert counted == {(f"办理“{hygiene.title}”", "营业执照"): 1}, "a unit counts its own cases only"
    city = Actor(audience="staff", hat="post:all", hat_label="督查", unit="x", units=("x",), whole_city=True)
    assert sum(row.times for row in applied_as(city) if row.type_name == "营业执照") == 3
    assert applied_as(barber()) == []
    holder = Actor(
        "citizen", UUID(int=1), "party", "经营者", parties=(UUID(hygiene.data["form"]["parties"]["shop"]),)
    )
    with as_actor(WORKER):
        licence_id = PassedResult.objects.get(case_id=hygiene.id).licence_id
    with as_actor(holder):
        uses = licence_uses(holder, licence_id)
    assert hygiene.number in {use.case_no for use in uses if use.act == "applied"}


def applied_as(actor):
    """Effects keep the clock's own time, whatever these tests call now."""
    with as_actor(actor):
        return licences_applied(actor, NOW - timedelta(days=3650))


def test_all_four_licences_end_up_with_the_applicant(submission):
    for subject in ("individual_registration", "seal_record", "hygiene_licence", "signboard_permit"):
        approve(submission, subject)
        outbox_drain(200)
    actor = barber()
    with as_actor(actor):
        root = cases_visible_to(actor).get(id=submission.matter_id)
    assert root.state == "completed"
    with as_actor(WORKER):
        assert Licence.objects.filter(case_id__isnull=False).count() >= 3


def test_an_effect_delivered_twice_issues_one_licence(submission):
    from yiwang.engines.applications.services.issuing import issue_result
    from yiwang.engines.cases.public import EffectCall

    moved = approve(submission, "individual_registration")
    call = EffectCall(moved.case_id, moved.root_id, moved.seq, {}, "cases.effect.issue_result:x:1")
    with as_actor(WORKER):
        issue_result(call, NOW)
        issue_result(call, NOW)
        assert Licence.objects.filter(case_id=moved.case_id).count() == 1


def test_a_worker_killed_between_licence_and_record_finishes_later(submission, monkeypatch):
    """The effect's own transaction goes back; the message stays and is done by the next worker."""
    from yiwang.engines.applications.services import issuing

    approve(submission, "individual_registration")

    def killed(*args, **kwargs):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(issuing, "case_move", killed)
        outbox_drain(200)
    case = case_of(submission, "individual_registration")
    assert case.state == "issuing"
    with as_actor(WORKER):
        assert not Licence.objects.filter(case_id=case.id).exists()
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("UPDATE outbox SET not_before = now() WHERE done_at IS NULL")
    outbox_drain(200)
    assert case_of(submission, "individual_registration").state == "closed"


def test_papers_are_made_and_the_applicant_can_read_them(submission):
    outbox_drain(200)
    actor = barber()
    case = case_of(submission, "individual_registration")
    with as_actor(actor):
        assert [paper.template for paper in case_papers(case.id)] == ["acceptance_notice"]
    assert not [task for task in tasks_visible_to(WORKER) if task.state == "failed"]
