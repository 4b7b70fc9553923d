"""What every gateway to a partner must do; an adapter of a city runs these against its partner's test system."""

import base64
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from yiwang.adapters.exchange.partner import DemoPartner, mood_set, news
from yiwang.engines.externals.public import PURPOSE, told_event
from yiwang.engines.tellings.public import RecipientRefused, RecipientSilent, Told
from yiwang.foundations.keys.public import site_public_key, site_signed
from yiwang.kernel.wire import Signed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
TOLD = Told("N1:5", "N1", "WZ-2026-0001", 5, "待补正", "需要补正材料。", NOW)


@pytest.fixture
def partner() -> DemoPartner:
    """The gateway under test; ``news`` and ``mood_set`` are how one looks and presses there."""
    return DemoPartner()


@pytest.fixture(scope="module")
def said():
    """The message as it goes out."""
    return site_signed(told_event(TOLD, "https://here.example"), purpose=PURPOSE)


def arrived():
    return [
        (one.key, one.number, one.their_number, one.seq, one.word, one.sentence, one.at) for one in news()
    ]


def test_it_arrives_with_both_numbers_and_again_changes_nothing(partner, said):
    for _ in range(2):
        partner.tell("", TOLD.key, said)
    assert arrived() == [("N1:5", "N1", "WZ-2026-0001", 5, "待补正", "需要补正材料。", NOW)]


def test_what_was_changed_on_the_way_is_not_taken(partner, said):
    for changed in (Signed(said.body.replace(b"N1", b"N2"), said.signature), Signed(said.body, "")):
        with pytest.raises(RecipientRefused):
            partner.tell("", TOLD.key, changed)
    assert arrived() == []


@pytest.mark.parametrize(("mood", "error"), [("silent", RecipientSilent), ("refuse", RecipientRefused)])
def test_what_was_not_taken_is_said(partner, said, mood, error):
    mood_set(mood)
    with pytest.raises(error):
        partner.tell("", TOLD.key, said)
    mood_set("take")
    partner.tell("", TOLD.key, said)
    assert len(arrived()) == 1


def test_the_public_key_alone_opens_it(said):
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(site_public_key(PURPOSE)))
    key.verify(base64.b64decode(said.signature), said.body)
