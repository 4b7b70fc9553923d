"""A company is started, changed and closed in the database: each case decided by its own unit, results handed on."""

from contextlib import suppress

from django.db import transaction

from yiwang.engines.applications.public import PassedResult, draft_check, draft_open, draft_submit
from yiwang.engines.applications.tests.conftest import NOW, city_world
from yiwang.engines.applications.tests.test_issuing import head_of
from yiwang.engines.cases.public import case_move, cases_visible_to
from yiwang.engines.catalog.pure import PERSONA, THEME
from yiwang.engines.licences.public import licences_visible_to
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import Party, id_number_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .test_every_theme_can_be_applied_for import (
    Undone,
    agreed,
    answered,
    demo_person,
    handed_in,
    signed_by_all,
    typed_in,
)

TESTER = system_actor("tests")


def applied(name):
    """The typical person's application, handed in."""
    theme = city_world().get(THEME, name)
    persona = city_world().get(PERSONA, theme.typical)
    actor = demo_person(theme, persona)
    with as_actor(actor):
        view = draft_open(actor, f"theme:{name}", now=NOW)
        view = typed_in(actor, agreed(actor, answered(actor, view, persona)), persona)
        view = handed_in(actor, view)
        assert draft_check(actor, view.id, now=NOW).problems == {}
    view = signed_by_all(actor, view)
    with as_actor(actor):
        return draft_submit(actor, view.id, now=NOW)


def cases(submission):
    with as_actor(TESTER):
        return list(cases_visible_to(TESTER).filter(parent_id=submission.matter_id).order_by("id"))


def act(case, name, **data):
    actor = head_of(case.owner_unit_id)
    with as_actor(actor):
        return case_move(actor=actor, case_id=case.id, act=name, data=data, now=NOW)


def lived_out(submission):
    """Everything received, then decided one after the other as each is accepted; the order of the decisions."""
    decided = []
    for case in cases(submission):
        act(case, "complete_intake")
    while ready := [case for case in cases(submission) if case.state == "accepted"]:
        decided.append(ready[0].subject)
        act(ready[0], "propose", opinion="approve", grounds="符合条件（演示）")
        act(ready[0], "approve")
        outbox_drain(200)
    assert {case.state for case in cases(submission)} <= {"closed", "issued"}
    return decided


def licences(submission):
    """Kind of licence → its face, of all that the matter issued."""
    ids = [case.id for case in cases(submission)]
    with as_actor(TESTER):
        held = licences_visible_to(TESTER).filter(case_id__in=ids)
        return {licence.type: licence.versions.get().face for licence in held}


def passed_to(submission, subject):
    case = next(case for case in cases(submission) if case.subject == subject)
    with as_actor(TESTER):
        return {result.name for result in PassedResult.objects.filter(case_id=case.id)}


def a_company_is_started():
    submission = applied("start_company")
    assert lived_out(submission)[:2] == ["company_name_declaration", "company_setup"]
    assert {"name_reservation", "business_licence", "seal_record"} == set(licences(submission))
    assert passed_to(submission, "bank_account_booking") == {"营业执照", "印章备案证明"}
    with as_actor(TESTER):
        firm = Party.objects.get(name="肇庆市示范云厨餐饮管理有限公司")
        assert (firm.is_provisional, id_number_of(firm)[:2]) == (False, "91")


def a_company_is_closed():
    submission = applied("close_company")
    assert lived_out(submission)[:2] == ["tax_deregistration", "company_simple_deregistration"]
    assert {"tax_clearance", "deregistration_notice"} == set(licences(submission))
    assert passed_to(submission, "company_simple_deregistration") == {"清税证明"}
    assert passed_to(submission, "seal_close") == {"准予注销登记通知书"}


def a_company_changes():
    submission = applied("change_company")
    assert lived_out(submission)[0] == "company_change"
    face = licences(submission)["change_notice"]
    assert (face["name"], face["new_name"]) == ("肇庆市示范科技有限公司", "肇庆市示范智造科技有限公司")
    assert (face["new_representative"], face.get("new_place", "")) == ("严示范", "")


STORIES = (a_company_is_started, a_company_is_closed, a_company_changes)


def test_start_change_and_end_of_a_company_give_their_results(city, subtests):
    """One release for all: applying it costs more than living the stories."""
    for story in STORIES:
        with subtests.test(story=story.__name__), suppress(Undone), transaction.atomic():
            story()
            raise Undone
