"""A request is taken once; sides stay apart; danger reaches police and town; strangers learn nothing."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from yiwang.engines.cases.models import Case, CaseUnit
from yiwang.engines.cases.public import CaseNotFound, access_case, cases_visible_to
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.governance.mediation.domain.asking import Side, dangers_in
from yiwang.nets.governance.mediation.domain.errors import MediationRefused
from yiwang.nets.governance.mediation.models import MediationRequest, MediationSide
from yiwang.nets.governance.mediation.pure import MEDIATION_RULES
from yiwang.nets.governance.mediation.selectors.rules import places_named, rules_in_force
from yiwang.nets.governance.mediation.services.asking import mediation_ask
from yiwang.nets.governance.mediation.services.sides import sides_open

from .world import (
    HEAD,
    MEDIATOR,
    NOW,
    OTHER,
    TOWN,
    VILLAGE,
    WORKER,
    asked,
    asking,
    case_of,
    citizen,
    city_world,
    hat,
    under,
)

pytestmark = pytest.mark.django_db


def parts(case):
    with as_actor(WORKER):
        return {
            row.part: row.unit_id for row in CaseUnit.objects.filter(case_id=case.id).exclude(part="watch")
        }


def test_a_request_opens_a_case_at_the_committee_of_the_place(city):
    made, who = asked()
    case = case_of(made)
    assert parts(case) == {"main": VILLAGE, "territorial": TOWN, "supervise": "441202-mediation"}
    assert case.party_id == who.parties[0] and case.title.startswith("损害赔偿纠纷：")


def test_where_the_village_has_no_committee_the_towns_is_first(city):
    made, _ = asked(division="441202001003")
    assert parts(case_of(made)) == {"main": TOWN, "supervise": "441202-mediation"}


def test_the_same_form_sent_twice_is_one_request(city):
    who, said = citizen(), asking()
    assert under(who, mediation_ask, said).number == under(who, mediation_ask, said).number
    with as_actor(WORKER):
        assert (
            Case.objects.count() == MediationRequest.objects.count() == 1
            and MediationSide.objects.count() == 2
        )


def test_nothing_of_the_sides_stands_in_the_case_its_log_or_messages(city):
    case = case_of(asked()[0])
    with as_actor(WORKER):
        told = f"{case.title}{case.data}{list(OutboxMessage.objects.values_list('body', flat=True))}"
        closed = f"{list(MediationSide.objects.values_list('name', 'phone'))}"
    assert OTHER not in told + closed and "1000000000" not in told + closed and "〔当事人〕" in told


@pytest.mark.parametrize("wrong, field", [
    ({"words": " "}, "words"), ({"words": "长" * 1001}, "words"), ({"type": "x"}, "type"),
    ({"division": ""}, "place_of"),
    ({"other": Side()}, "other_name"), ({"other": Side("陈", "123")}, "other_phone"), ({"consents": False}, "consents"),
    ({"language": "x"}, "speech"), ({"own": Side("", "12")}, "own_phone"),
])  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(city, wrong, field):
    with pytest.raises(MediationRefused) as refused:
        asked(**wrong)
    assert refused.value.field == field
    with as_actor(WORKER):
        assert not Case.objects.exists() and not MediationSide.objects.exists()


def test_a_cadre_takes_it_for_who_has_no_account_and_does_not_see_it_afterwards(city):
    cadre = hat("441202001002-village-agent")
    said = asking(own=Side("黎示范", "10000000003"), source="desk")
    made = under(cadre, mediation_ask, said)
    with as_actor(cadre), pytest.raises(CaseNotFound):
        access_case(cadre, made.number)
    names = {side.name for side in under(hat(MEDIATOR), sides_open, made.number, "联系")}
    assert names == {"黎示范", OTHER}


def test_a_hat_without_the_duty_takes_nothing(city):
    with pytest.raises(MediationRefused):
        under(hat("441202-market-approval-officer"), mediation_ask, asking(own=Side("黎示范", "10000000003")))


@pytest.mark.parametrize("more, told", [
    ({"words": "他拿刀追我"}, True), ({"dangers": ("crowd",)}, True), ({"dangers": ("made_up",)}, False), ({}, False),
])  # fmt: skip
def test_danger_ticked_or_spoken_of_is_told_to_police_and_town_at_once(city, more, told):
    made, _ = asked(**more)
    with as_actor(WORKER):
        sent = OutboxMessage.objects.filter(topic="cases.notice", body__name="mediation_danger")
        assert sent.exists() and bool(made.dangers) is told
    for post in ("441202-police-office-duty", "441202001-government-office-watch"):
        with as_actor(hat(post)):
            assert cases_visible_to(hat(post)).exists() is told


def test_spraying_pesticide_is_no_danger_but_drinking_it_is():
    words = {key: one.words for key, one in city_world().get(MEDIATION_RULES, "city").dangers.items()}
    assert dangers_in("喷洒农药时药罐爆裂，牛蛙死了", words) == []
    assert dangers_in("她说要喝农药", words) == ["self_harm"]


def test_sides_are_opened_by_mediators_for_a_purpose_that_the_applicant_can_read(city):
    made, _ = asked()
    with pytest.raises(PurposeMissing):
        under(hat(MEDIATOR), sides_open, made.number, " ")
    shown = under(hat(MEDIATOR), sides_open, made.number, "联系当事人")
    assert [(side.label, side.phone) for side in shown] == [
        ("申请人", "10000000001"),
        ("对方", "10000000002"),
    ]


@pytest.mark.parametrize("post", ["441202-market-approval-officer", "441202001002-village-agent"])
def test_strangers_find_nothing_and_open_nothing(city, post):
    made, _ = asked()
    with pytest.raises(CaseNotFound):
        under(hat(post), sides_open, made.number, "好奇")
    other = citizen("何示范", "441299198502020020")
    with as_actor(other):
        assert not MediationRequest.objects.exists() and not cases_visible_to(other).exists()


def test_the_database_shows_sides_to_nobody_but_the_worker(city):
    _, who = asked()
    for actor in (who, hat(MEDIATOR), hat(HEAD)):
        with as_actor(actor), pytest.raises(ProgrammingError), transaction.atomic():
            list(MediationSide.objects.all())


def test_places_are_those_with_a_committee_by_their_names(city):
    named = places_named(rules_in_force())
    assert named["端州区城东街道杏花社区居委会"] == "441202001002"


def test_nobody_floods_the_committees_and_the_same_form_again_is_none_more(city):
    who, last = citizen(), asking()
    for said in (*(asking() for _ in range(4)), last):
        under(who, mediation_ask, said)
    with pytest.raises(MediationRefused, match="一天最多"):
        under(who, mediation_ask, asking())
    assert under(who, mediation_ask, last).number
    assert under(who, mediation_ask, asking(), now=NOW + timedelta(hours=25)).number
    desk = hat("441202001002-village-agent")
    for _ in range(6):
        under(desk, mediation_ask, asking(own=Side("黎示范", "10000000003"), source="desk"))
