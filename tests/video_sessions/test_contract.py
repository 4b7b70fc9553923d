"""What every provider of video rooms must do; a city's adapter runs these against its own provider's test system."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from yiwang.adapters.video.models import DemoRoom
from yiwang.adapters.video.stand_in import entered, pressed
from yiwang.engines.video_sessions.public import NoticeForged, Order, VideoProvider

pytestmark = pytest.mark.django_db
NUMBER = "SP202611270000000001"


@pytest.fixture
def provider(rooms, tmp_path, settings) -> VideoProvider:
    """The provider under test; ``come`` below is how somebody comes in there."""
    settings.YIWANG_DATA = tmp_path / "data"
    return rooms


@pytest.fixture
def order():
    return Order(NUMBER, timezone.now() + timedelta(minutes=20), record=True)


def come(provider, order, *sides, what="join"):
    for side in sides:
        pressed(provider.open(order), side, what, timezone.now())


def said(provider):
    return [provider.read(one) for one in provider.ask(NUMBER)]


def test_the_same_number_is_the_same_room(provider, order):
    assert provider.open(order) == provider.open(replace(order, record=False))


def test_a_link_lets_one_side_in_once_and_only_soon(provider, order):
    provider.open(order)
    links = [provider.enter(NUMBER, side, "/back/") for side in ("applicant", "desk", "desk")]
    assert len(set(links)) == 3
    tokens = [link.rstrip("/").rpartition("/")[2] for link in links]
    first = entered(tokens[0], timezone.now())
    assert (first.side, first.back, first.room.number) == ("applicant", "/back/", NUMBER)
    assert entered(tokens[0], timezone.now()) is None
    assert entered(tokens[1], timezone.now() + timedelta(hours=1)) is None
    assert entered("guessed", timezone.now()) is None


def test_nothing_is_said_of_a_room_nobody_entered(provider, order):
    provider.open(order)
    assert said(provider) == [] and list(provider.ask("SP0")) == []


def test_what_it_says_is_signed_and_says_which_room_and_who(provider, order):
    come(provider, order, "applicant", "desk")
    first, second = said(provider), said(provider)
    assert first == second and len({one.id for one in first}) == 2
    assert [(one.kind, one.side) for one in first] == [("joined", "applicant"), ("joined", "desk")]
    assert {(one.number, one.provider_number) for one in first} == {(NUMBER, provider.open(order))}
    assert all(one.at.tzinfo for one in first)


def test_closing_ends_it_once_and_nobody_comes_in_afterwards(provider, order):
    come(provider, order, "applicant", "desk")
    for _ in range(2):
        provider.close(NUMBER)
    provider.close("SP0")
    come(provider, order, "desk", what="leave")
    assert [one.kind for one in said(provider)] == ["joined", "joined", "ended", "recorded"]


@pytest.mark.parametrize(("agreed", "sides"), [(False, ("applicant", "desk")), (True, ("desk",))])
def test_nothing_is_recorded_without_consent_or_of_one_alone(provider, order, agreed, sides):
    come(provider, replace(order, record=agreed), *sides)
    provider.close(NUMBER)
    assert "recorded" not in [one.kind for one in said(provider)]


def test_a_recording_is_shown_by_a_link_good_once_until_it_is_erased(provider, order):
    come(provider, order, "applicant", "desk")
    provider.close(NUMBER)
    reference = said(provider)[-1].reference
    assert reference and provider.show(reference) != provider.show(reference)
    for _ in range(2):
        provider.erase(reference)
    assert not DemoRoom.objects.filter(recording=reference).exists()


def test_one_byte_changed_is_forged(provider, order):
    come(provider, order, "applicant")
    signed = provider.ask(NUMBER)[0]
    for place in range(0, len(signed.body), 7):
        spoiled = bytearray(signed.body)
        spoiled[place] ^= 1
        with pytest.raises(NoticeForged):
            provider.read(replace(signed, body=bytes(spoiled)))
    for signature in ("", "AAAA", "不是签名"):
        with pytest.raises(NoticeForged):
            provider.read(replace(signed, signature=signature))
