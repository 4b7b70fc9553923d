"""How results are wanted and papers served, asked at the counter: told to every case, noted as a consent."""

import pytest
from django.urls import reverse

from yiwang.engines.applications.tests.conftest import NOW, city
from yiwang.engines.cases.models import Case, CaseUnit
from yiwang.engines.cases.tests.world import citizen
from yiwang.engines.handovers.models import DeliveryWish
from yiwang.engines.handovers.public import HandoverRefused
from yiwang.engines.handovers.services.counters import counter_of
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.notices.public import electronic_agree, served_electronically
from yiwang.foundations.people.models import Account, Consent
from yiwang.foundations.people.public import actor_of
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.attending import MANDATE, AttendingRefused, Identified
from ..services.attending import attendance_open
from ..services.delivering import attendance_deliver, deliveries_open
from ..services.handing_in import attendance_hand_in
from ..services.service_alone import served_end, served_find
from ..services.serving_here import service_agree, service_end, service_here
from .conftest import INTAKE, acting, clerk, person
from .test_receiving import BARBER, SHOP, proved, whole

__all__ = ["acting", "city"]
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_what_was_wished_at_the_counter_is_told_to_every_case(city, acting):
    desk = clerk()
    held = acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    with pytest.raises(AttendingRefused, match="怎样拿"):
        acting(desk, attendance_deliver, held.id, "drone", "")
    filled = whole(desk, held, acting)
    proved(desk, held, acting)
    acting(desk, attendance_deliver, held.id, "pickup", "")
    done = acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)
    with as_actor(system_actor("tests")):
        cases = list(Case.objects.exclude(number=done.number))
        assert DeliveryWish.objects.get().party_id == held.party_id
        assert {case.data["kept"]["delivery"] for case in cases} == {"pickup"}
        (sign,) = [case for case in cases if case.subject == "signboard_permit"]
        assert counter_of(sign) == desk.unit
    CaseUnit.objects.filter(case_id=sign.id, part="intake").update(until=NOW)
    with as_actor(system_actor("tests")):
        assert counter_of(sign) == sign.owner_unit_id


def test_without_an_address_nothing_is_sent_and_nothing_handed_in(city, acting, monkeypatch):
    monkeypatch.setattr("yiwang.nets.service.window.services.delivering.ways_open", lambda: {"post"})
    desk = clerk()
    held = acting(desk, attendance_open, BARBER, SHOP, now=NOW)
    filled = whole(desk, held, acting)
    proved(desk, held, acting)
    acting(desk, attendance_deliver, held.id, "post", " ")
    with pytest.raises(HandoverRefused):
        acting(desk, attendance_hand_in, held.id, shown=filled.view.shown_hash, now=NOW)
    with as_actor(system_actor("tests")):
        assert not Case.objects.exists()


def test_by_post_is_offered_only_where_somebody_carries(city, monkeypatch):
    monkeypatch.setattr("yiwang.nets.service.window.services.delivering.ways_open", lambda: ())
    assert list(deliveries_open()) == ["", "pickup"]


def test_electronic_service_is_agreed_to_at_the_counter_and_noted_once(city, acting, client, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    client.force_login(staff("clerk", INTAKE, is_demo=True), backend=BACKEND)
    desk = clerk("other")
    held = acting(
        actor_of(Account.objects.get(username="clerk"), now=NOW), attendance_open, BARBER, SHOP, now=NOW
    )
    page = reverse("window:receiving", args=[held.id])
    assert "他同意电子送达" in client.get(page).content.decode()
    client.post(page, {"go": "stay"})
    with as_actor(system_actor("tests")):
        assert served_electronically(held.party_id) is None
    told = client.post(page, {"go": "stay", "electronic": "1"}).content.decode()
    assert "同意了电子送达" in told and 'name="electronic"' not in told
    client.post(page, {"go": "stay", "electronic": "1"})
    with as_actor(system_actor("tests")):
        given = Consent.objects.filter(party_id=held.party_id, topic="electronic_service")
        assert [row.wording.startswith("电子送达：") for row in given] == [True]
    for act in (service_agree, service_end):
        with pytest.raises(AttendingRefused):
            acting(desk, act, held.id, now=NOW)
    told = client.post(page, {"go": "stay", "electronic_end": "1"}).content.decode()
    assert 'name="electronic"' in told and "同意了电子送达" not in told
    client.post(page, {"go": "stay", "electronic_end": "1"})
    with as_actor(system_actor("tests")):
        assert served_electronically(held.party_id) is None
        assert [row.withdrawn_at is not None for row in given.all()] == [True]


def test_who_has_a_mandate_for_one_matter_does_not_agree_for_the_other(city, acting):
    desk, agent = clerk(), Identified("陈示范", "citizen_id", "441299197802140230")
    told = {"capacity": MANDATE, "principal": BARBER}
    held = acting(desk, attendance_open, agent, SHOP, now=NOW, **told)
    assert acting(desk, service_here, held, NOW) is None
    with pytest.raises(AttendingRefused, match="本人"):
        acting(desk, service_agree, held.id, now=NOW)
    with pytest.raises(AttendingRefused, match="不能代为撤回"):
        acting(desk, service_end, held.id, now=NOW)


def agreed():
    """Somebody registered who is served electronically; gives his party."""
    actor = person(BARBER.name, BARBER.id_number)
    with as_actor(actor):
        electronic_agree(actor, actor.parties[0], now=NOW)
    return actor.parties[0]


def test_who_comes_for_that_alone_takes_it_back_by_his_document(city, client, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    party, page = agreed(), reverse("window:serving-here")
    client.force_login(staff("clerk", INTAKE, is_demo=True), backend=BACKEND)
    who = {"kind": "citizen_id", "number": BARBER.id_number, "name": BARBER.name}
    assert "他当面撤回电子送达" in client.post(page, {**who, "go": "find"}).content.decode()
    assert "已撤回电子送达" in client.post(page, {**who, "go": "end"}).content.decode()
    assert "不用撤回" in client.post(page, {**who, "go": "end"}).content.decode(), "twice is once"
    with as_actor(system_actor("tests")):
        assert served_electronically(party) is None
    with as_actor(citizen(party)):
        assert "现场办理送达方式" in {row.purpose for row in access_log_for(party)}


def test_nobody_takes_back_what_is_anothers(city, acting):
    desk, other = clerk(), Identified("陈示范", "citizen_id", "441299197802140230")
    party = agreed()
    for who, principal in (
        (Identified("张示范", "citizen_id", BARBER.id_number), None),
        (other, None),
        (other, BARBER),
    ):
        with pytest.raises(AttendingRefused):
            acting(desk, served_find, who, now=NOW, principal=principal)
    person(other.name, other.id_number)
    with pytest.raises(AttendingRefused, match="不能代为撤回"):
        acting(desk, served_find, other, now=NOW, principal=BARBER)
    away = clerk("away", "partner-wuzhou-hall-crossing-intake")
    with pytest.raises(AttendingRefused, match="合作大厅"):
        acting(away, served_find, BARBER, now=NOW)
    with as_actor(system_actor("tests")):
        assert served_electronically(party) is not None
    held = acting(desk, served_find, BARBER, now=NOW)
    acting(desk, served_end, held, source="hand", now=NOW)
    with as_actor(system_actor("tests")):
        assert served_electronically(party) is None
