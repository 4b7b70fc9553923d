"""How results are wanted, asked at the counter: told to every case, and picked up where it was handed in."""

import pytest

from yiwang.engines.applications.tests.conftest import NOW, city
from yiwang.engines.cases.models import Case, CaseUnit
from yiwang.engines.handovers.models import DeliveryWish
from yiwang.engines.handovers.public import HandoverRefused
from yiwang.engines.handovers.services.counters import counter_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.attending import AttendingRefused
from ..services.attending import attendance_open
from ..services.delivering import attendance_deliver, deliveries_open
from ..services.handing_in import attendance_hand_in
from .conftest import acting, clerk
from .test_receiving import BARBER, SHOP, proved, whole

__all__ = ["acting", "city"]
pytestmark = pytest.mark.django_db


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
