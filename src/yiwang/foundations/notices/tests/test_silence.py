"""Whoever is not to be contacted any more is told nothing, by no way, and what still waits is not sent."""

import pytest
from django.core import mail

from yiwang.foundations.notices.models import Notice, NoticeDelivery
from yiwang.foundations.notices.public import party_may_be_told, party_silence
from yiwang.foundations.people.models import Party, PartyAlias

from .conftest import NOON
from .test_notices import queued, told

pytestmark = pytest.mark.django_db
GROUND = "办件 20261122-0007-3（死亡注销户口）"


def test_a_silenced_party_gets_no_notice_and_its_account_neither(world, party, account):
    account.party = party
    account.save()
    assert party_silence(party.id, ground=GROUND, now=NOON)
    assert not told(world, key="to the party", party_id=party.id)
    assert not told(world, key="to the account", account_id=account.id)
    assert not Notice.objects.exists()


def test_what_waits_at_that_time_is_not_sent(world, party, account):
    account.party = party
    account.save()
    assert told(world, party_id=party.id)
    party_silence(party.id, ground=GROUND, now=NOON)
    queued()
    assert set(NoticeDelivery.objects.values_list("state", flat=True)) == {"unreachable"}
    assert mail.outbox == []


def test_others_are_told_as_before_and_twice_is_once(world, party, account):
    assert party_silence(party.id, ground=GROUND, now=NOON)
    assert not party_silence(party.id, ground="再一次", now=NOON)
    assert not party_may_be_told(party.id)
    assert told(world, account_id=account.id)


def test_who_was_merged_into_the_dead_is_silent_too(party):
    twin = Party.objects.create(kind="person", name="梁小满")
    PartyAlias.objects.create(alias_id=twin.id, party=party, ground="同一人", at=NOON)
    party_silence(twin.id, ground=GROUND, now=NOON)
    assert not party_may_be_told(party.id)
