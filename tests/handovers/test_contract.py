"""What every carrier must do; an adapter of a city runs these against its own carrier's test system."""

from dataclasses import replace

import pytest
from django.utils import timezone

from yiwang.adapters.delivery.carriers import pressed
from yiwang.engines.handovers.public import NoticeForged, Parcel

pytestmark = pytest.mark.django_db
PARCELS = {
    "post": Parcel("SD2026112700000001-1", "李示范", "10000000001", address="示范路1号（演示）"),
    "locker": Parcel("SD2026112700000002-1", "李示范", "10000000001", place="示范路寄件柜"),
}


@pytest.fixture(params=["post", "locker"])
def carrier(request, carrying, db, tmp_path, settings):
    """The carrier under test; ``end`` below is how a parcel ends there."""
    settings.YIWANG_DATA = tmp_path / "data"
    return carrying[request.param]


def end(carrier, what="silent"):
    taken = carrier.take(PARCELS[carrier.way])
    assert pressed(taken.carrier_number, what, timezone.now(), taken.code) == ""
    return taken


def test_the_same_number_is_the_same_parcel_with_the_same_code(carrier):
    first = carrier.take(PARCELS[carrier.way])
    assert carrier.take(PARCELS[carrier.way]) == first
    assert bool(first.code) == (carrier.way == "locker") and first.carrier_number


def test_nothing_is_said_of_what_is_under_way(carrier):
    carrier.take(PARCELS[carrier.way])
    assert carrier.ask(PARCELS[carrier.way].number) is None and carrier.ask("SD0-1") is None


def test_what_it_says_when_asked_is_signed_and_the_same_each_time(carrier):
    taken, number = end(carrier), PARCELS[carrier.way].number
    first, second = (carrier.read(carrier.ask(number)) for _ in range(2))
    assert first == second and (first.kind, first.number) == ("delivered", number)
    assert first.carrier_number == taken.carrier_number and first.at.tzinfo is not None


def test_one_byte_changed_is_forged(carrier):
    end(carrier)
    signed = carrier.ask(PARCELS[carrier.way].number)
    for place in range(0, len(signed.body), 7):
        spoiled = bytearray(signed.body)
        spoiled[place] ^= 1
        with pytest.raises(NoticeForged):
            carrier.read(replace(signed, body=bytes(spoiled)))
    for signature in ("", "AAAA", "不是签名"):
        with pytest.raises(NoticeForged):
            carrier.read(replace(signed, signature=signature))


def test_its_way_can_be_followed(carrier):
    taken = carrier.take(PARCELS[carrier.way])
    assert taken.carrier_number in carrier.page(taken.carrier_number)
