"""Protection: units never learn who wants to stay unknown, and a body never gets or finds what is about itself."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from yiwang.engines.cases.models import Case, Event, Task
from yiwang.engines.cases.public import CaseNotFound, access_case, case_list, case_search
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.domain.errors import HotlineRefused
from yiwang.nets.service.hotline.middleware import BarredMiddleware, is_barred
from yiwang.nets.service.hotline.models import HotlineBarred, HotlineDemand, IdentityLook
from yiwang.nets.service.hotline.selectors.history import DemandHistory
from yiwang.nets.service.hotline.selectors.seat import earlier_demands
from yiwang.nets.service.hotline.services.identity import caller_open, look_agree, look_ask, look_open
from yiwang.nets.service.hotline.services.surging import _counts

from .world import MARKET, NOW, WORKER, caller, hat, move, taken

pytestmark = pytest.mark.django_db
DISPATCHER, OFFICER = "441200-hotline-service-dispatcher", "441202-market-approval-officer"
SUPERIOR, REPORTS = "441202-government-office-demands", "441200-hotline-reports-reports"


def about_market(**more):
    return taken(title="市场局推诿", about=MARKET, type="complaint", category="c1601", **more)[1]


def under(post, act, *args, account=None, **more):
    """An act of the hotline by somebody on a post."""
    actor = hat(post, account)
    with as_actor(actor):
        return act(actor, *args, now=NOW, **more)


def test_a_demand_about_a_body_is_its_superiors(city):
    case = about_market()
    assert case.owner_unit_id == "441202-government-office"
    about_county = taken(about="441202-government", type="complaint", category="c1601")[1]
    assert about_county.owner_unit_id == "441200-government-office"


def test_nobody_above_within_the_city_is_said_and_nothing_is_kept(city):
    with pytest.raises(HotlineRefused) as refused:
        taken(about="441200-government", type="complaint", category="c1601")
    assert "省" in str(refused.value)
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists() and not Case.objects.exists()


@pytest.mark.parametrize("unit", [MARKET, f"{MARKET}-approval"])
def test_it_can_never_be_dispatched_there(city, unit):
    case = about_market()
    with pytest.raises(Error) as refused, transaction.atomic():
        move(SUPERIOR, case, "dispatch", unit=unit)
    assert is_barred(refused.value)
    with as_actor(WORKER):
        assert Case.objects.get(id=case.id).state == "received"
    move(SUPERIOR, case, "dispatch", unit="441202-urban")


def test_nor_by_way_of_joint_handling_or_a_ruling(city):
    case = about_market()
    move(SUPERIOR, case, "dispatch", unit="441202-urban")
    move("441202-urban-approval-officer", case, "sign")
    with pytest.raises(Error) as refused, transaction.atomic():
        move("441202-urban-approval-officer", case, "ask_co", units=[MARKET])
    assert is_barred(refused.value)


def test_a_body_that_takes_part_already_cannot_be_barred_behind_its_back(city):
    case = taken()[1]
    move(DISPATCHER, case, "dispatch", unit=MARKET)
    with pytest.raises(Error) as refused, as_actor(WORKER):
        HotlineBarred.objects.create(root_id=case.id, body_id=MARKET)
    assert is_barred(refused.value)


@pytest.mark.parametrize(
    "post", ["441200-digital-supervision-supervisor", "441200-government-office-inspector"]
)
def test_who_sees_the_whole_city_does_not_find_what_is_about_the_own_body(city, post):
    body = post.split("-")[0] + "-" + post.split("-")[1]
    if body.endswith("government"):
        body = "441200-digital"
    about = "441200-digital"
    case = taken(title="政数局推诿示范", about=about, type="complaint", category="c1601")[1]
    account = staff("t-who-sees", post, is_demo=True)
    actor = hat(post, account.pk)
    found = post.startswith(about)
    with as_actor(actor):
        assert (case.id in {row.id for row in case_list(actor, limit=50)}) is not found
        assert bool(Task.objects.filter(root_id=case.id)) is not found
        assert bool(Event.objects.filter(root_id=case.id)) is not found
        assert bool(HotlineDemand.objects.filter(case_id=case.id)) is not found
        assert bool(case_search(actor, "推诿示范")) is not found
        if found:
            with pytest.raises(CaseNotFound):
                access_case(actor, case.number)


def test_another_hat_of_the_same_person_does_not_find_it_either(city):
    case = about_market()
    account = staff("t-two-hats", OFFICER, SUPERIOR, is_demo=True)
    both, only = hat(SUPERIOR, account.pk), hat(SUPERIOR)
    with as_actor(only):
        assert access_case(only, case.number)
    with as_actor(both), pytest.raises(CaseNotFound):
        access_case(both, case.number)


def test_the_refusal_is_a_sentence_and_nothing_was_written(city, client, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    case = about_market()
    account = staff("t-page", SUPERIOR, is_demo=True)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = {"dispatch.unit": MARKET, "version": case.version}
    answer = client.post(f"/desk/cases/{case.number}/acts/dispatch/", sent)
    assert answer.status_code == 409 and "应当回避" in answer.content.decode()
    with as_actor(WORKER):
        assert Case.objects.get(id=case.id).state == "received"


def test_programs_are_told_too_and_other_errors_pass(rf):
    held = BarredMiddleware(lambda request: None)
    cause, error = Exception(), Error("refused")
    cause.sqlstate, error.__cause__ = "YW451", cause
    answer = held.process_exception(rf.post("/api/v1/cases/x"), error)
    assert answer.status_code == 409 and answer["Content-Type"] == "application/problem+json"
    assert held.process_exception(rf.post("/desk/"), Error("another")) is None


def test_a_unit_opens_the_phone_of_who_said_nothing_against_it_for_a_purpose(city):
    case = taken()[1]
    move(DISPATCHER, case, "dispatch", unit=MARKET)
    with pytest.raises(PurposeMissing):
        under(OFFICER, caller_open, case.number, " ")
    assert under(OFFICER, caller_open, case.number, "上门前联系").phone == "10000000001"
    with as_actor(WORKER):
        row = AuditEvent.objects.get(act="hotline.identity.opened")
    assert row.subject == f"case:{case.id}" and row.hat == f"post:{OFFICER}"


def test_a_unit_never_opens_who_wants_to_stay_unknown_and_the_hotline_does(city):
    case = taken(caller=caller(keep_secret=True))[1]
    move(DISPATCHER, case, "dispatch", unit=MARKET)
    for post in (OFFICER, "441202-market-approval-chief", "441200-hotline-service-seat"):
        with pytest.raises(HotlineRefused):
            under(post, caller_open, case.number, "想知道")
    with pytest.raises(CaseNotFound):
        under("441202-urban-approval-officer", caller_open, case.number, "想知道")
    assert under("441200-hotline-service-callback", caller_open, case.number, "回访").name == "李示范"


def reported():
    return taken(type="report", category="c0702", title="黑作坊")[1]


def test_a_report_is_seen_by_its_own_posts_only(city):
    case = reported()
    assert (case.type, case.owner_unit_id) == ("hotline_report", "441200-hotline-reports")
    for post in (DISPATCHER, "441200-hotline-service-seat", "441200-hotline-service-checker"):
        with as_actor(hat(post)), pytest.raises(CaseNotFound):
            access_case(hat(post), case.number)


def test_who_reported_is_shown_with_a_purpose_and_a_second_person_once_and_soon(city):
    case, first, second = reported(), hat(REPORTS).account_id, hat(REPORTS).account_id
    with pytest.raises(HotlineRefused):
        under(REPORTS, caller_open, case.number, "核实", account=first)
    with pytest.raises(PurposeMissing):
        under(REPORTS, look_ask, case.number, "", account=first)
    look = under(REPORTS, look_ask, case.number, "请举报人补充地点", account=first)
    for act, who in ((look_agree, first), (look_open, first), (look_open, second)):
        with pytest.raises(HotlineRefused):
            under(REPORTS, act, case.number, look, account=who)
    under(REPORTS, look_agree, case.number, look, account=second)
    with pytest.raises(HotlineRefused):
        under(REPORTS, look_open, case.number, look, account=second)
    assert under(REPORTS, look_open, case.number, look, account=first).name == "李示范"
    with pytest.raises(HotlineRefused):
        under(REPORTS, look_open, case.number, look, account=first)
    with as_actor(WORKER):
        acts = list(
            AuditEvent.objects.filter(act__startswith="hotline.identity").values_list("act", flat=True)
        )
    assert sorted(acts) == ["hotline.identity.agreed", "hotline.identity.asked", "hotline.identity.opened"]


def test_an_agreement_goes_stale(city):
    case, first = reported(), hat(REPORTS).account_id
    look = under(REPORTS, look_ask, case.number, "核实", account=first)
    under(REPORTS, look_agree, case.number, look)
    late, actor = NOW + timedelta(minutes=31), hat(REPORTS, first)
    with as_actor(actor), pytest.raises(HotlineRefused):
        look_open(actor, case.number, look, now=late)


def test_the_unit_that_looks_into_a_report_may_not_even_ask(city):
    case = reported()
    move(REPORTS, case, "dispatch", unit=MARKET)
    for act in (caller_open, look_ask):
        with pytest.raises(HotlineRefused):
            under(OFFICER, act, case.number, "想知道")


def test_one_person_never_counts_as_two_whoever_writes(city):
    case = reported()
    who = hat(REPORTS).account_id
    with pytest.raises(Error), transaction.atomic(), as_actor(WORKER):
        IdentityLook.objects.create(case_id=case.id, purpose="x", asked_by=who, asked_label="x", asked_at=NOW,
                                    agreed_by=who)  # fmt: skip


@pytest.mark.parametrize("table", ["hotline_caller", "hotline_barred", "hotline_identity_look"])
def test_no_clerk_reads_these_tables_past_the_services(city, table):
    with pytest.raises(Error), as_actor(hat(DISPATCHER)), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")


def test_a_demand_of_a_type_that_the_pack_dropped_stays_closed_everywhere(city):
    """It may have been a report: nobody finds it by its phone, nothing is learnt from it, no surge counts it."""
    _, case = taken()
    HotlineDemand.objects.filter(case_id=case.id).update(type="gone")
    Case.objects.filter(id=case.id).update(is_open=False, closed_at=NOW)  # by whatever way
    with as_actor(seat := hat("441200-hotline-service-seat")):
        assert earlier_demands(seat, "10000000001", now=NOW) == []
    with as_actor(WORKER):
        assert list(DemandHistory().lessons(NOW - timedelta(days=1), NOW + timedelta(days=1))) == []
        assert not _counts(NOW - timedelta(days=1), NOW + timedelta(days=1))
