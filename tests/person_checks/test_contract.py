"""What every provider of person checks must do; a city's adapter runs these against its own provider's test system."""

from dataclasses import replace

import pytest
from django.utils import timezone

from yiwang.adapters.person_check.stand_in import pressed
from yiwang.engines.person_checks.public import NoticeForged, Order, PersonCheckProvider

pytestmark = pytest.mark.django_db
ORDER = Order("HY202611270000000001", "黄示范", "citizen_id", "441299199207080316", "/")


@pytest.fixture
def provider(told, tmp_path, settings) -> PersonCheckProvider:
    """The provider under test; ``look`` below is how somebody is looked at there."""
    settings.YIWANG_DATA = tmp_path / "data"
    return told


def look(provider, what="silent"):
    pressed(provider.place(ORDER).provider_number, what, timezone.now())


def test_the_same_number_is_the_same_check(provider):
    assert provider.place(ORDER) == provider.place(ORDER)


def test_nothing_is_said_before_somebody_was_looked_at(provider):
    provider.place(ORDER)
    assert provider.ask(ORDER.number) is None and provider.ask("HY0") is None


@pytest.mark.parametrize(("what", "passed", "why"), [("silent", True, ""), ("unclear", False, "unclear")])
def test_what_it_says_when_asked_is_signed_and_says_which_check(provider, what, passed, why):
    look(provider, what)
    first, second = (provider.read(provider.ask(ORDER.number)) for _ in range(2))
    assert first == second and first.at.tzinfo is not None
    assert (first.number, first.passed, first.why) == (ORDER.number, passed, why)
    assert first.provider_number == provider.place(ORDER).provider_number


def test_it_says_nothing_about_the_person(provider):
    look(provider)
    for secret in (ORDER.name, ORDER.id_number):
        assert secret.encode() not in provider.ask(ORDER.number).body


def test_one_byte_changed_is_forged(provider):
    look(provider)
    signed = provider.ask(ORDER.number)
    for place in range(0, len(signed.body), 7):
        spoiled = bytearray(signed.body)
        spoiled[place] ^= 1
        with pytest.raises(NoticeForged):
            provider.read(replace(signed, body=bytes(spoiled)))
    for signature in ("", "AAAA", "不是签名"):
        with pytest.raises(NoticeForged):
            provider.read(replace(signed, signature=signature))
