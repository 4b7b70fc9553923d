"""Who has no phone and agreed to nothing electronic is brought every notice; a name stands by what was brought."""

import uuid
from datetime import timedelta

import pytest

from yiwang.foundations.notices.models import Serving
from yiwang.foundations.notices.public import (
    ELECTRONIC,
    Served,
    ServingNotVisible,
    ServingRefused,
    access_serving,
    party_silence,
    serving_done,
    servings_visible_to,
)
from yiwang.foundations.notices.services.consenting import PURPOSE
from yiwang.foundations.people.models import Party
from yiwang.foundations.people.public import consent_give, consent_withdraw
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from .conftest import NOON
from .test_notices import queued, told

pytestmark = pytest.mark.django_db
UNIT = "441202-urban-approval"
WORKER = system_actor("tests")


def clerk(unit=UNIT, roles=("notice.serve",)):
    hat = {"hat": f"post:{unit}-officer", "hat_label": "城管局 审批科 审批员"}
    return Actor(
        audience="staff", account_id=uuid.uuid4(), unit=unit, units=(unit,), roles=frozenset(roles), **hat
    )


@pytest.fixture
def phoneless(db):
    return Party.objects.create(kind="person", name="陈阿婆（演示）", is_demo=True)


@pytest.fixture
def serving(world, phoneless):
    told(world, party_id=phoneless.id, served_by=UNIT)
    queued()
    with as_actor(WORKER):
        return Serving.objects.get()


def served(**more):
    return Served(**{"way": "visit", "on": NOON.date() + timedelta(days=1), "receiver": "陈阿婆", **more})


def test_what_would_have_been_a_text_message_lands_on_the_list_once(serving, world, phoneless):
    queued()
    assert (serving.kind, serving.unit_id, serving.recipient) == ("notice", UNIT, "陈阿婆（演示）")
    assert "开理发店" in serving.body and serving.number == "20261122-0007-3" and serving.is_demo
    assert Serving.objects.count() == 1


def test_who_has_a_phone_is_not_on_the_list(world, party, monkeypatch):
    monkeypatch.setattr("yiwang.foundations.notices.services.delivering._sms", lambda notice: "sent")
    told(world, party_id=party.id, served_by=UNIT)
    queued()
    assert not Serving.objects.exists()


def test_who_agreed_to_electronic_service_reads_it_here_until_that_is_taken_back(world, phoneless):
    me = Actor(
        audience="citizen", account_id=uuid.uuid4(), hat=f"party:{phoneless.id}", parties=(phoneless.id,)
    )
    agreed = {"party_id": phoneless.id, "topic": ELECTRONIC, "purpose": PURPOSE, "now": NOON}
    with as_actor(me):
        consent_give(me, **agreed)
    told(world, party_id=phoneless.id, served_by=UNIT)
    queued()
    assert not Serving.objects.exists()
    with as_actor(me):
        consent_withdraw(me, **agreed)
    told(world, key="again", party_id=phoneless.id, served_by=UNIT)
    queued()
    assert Serving.objects.count() == 1


def test_an_invitation_to_rate_is_brought_to_nobody(world, phoneless):
    told(world, "rating_invite", party_id=phoneless.id, served_by=UNIT)
    queued()
    assert not Serving.objects.exists()


def test_nothing_is_brought_to_who_has_died(world, phoneless):
    told(world, party_id=phoneless.id, served_by=UNIT)
    party_silence(phoneless.id, ground="死亡", now=NOON)
    queued()
    assert not Serving.objects.exists()


def test_without_a_unit_it_is_still_there_for_who_sees_the_city(world, phoneless):
    told(world, party_id=phoneless.id)
    queued()
    city = Actor(audience="staff", hat="post:x", whole_city=True)
    with as_actor(city):
        assert servings_visible_to(city).count() == 1


def test_another_unit_does_not_see_it(serving):
    other = clerk("441203-urban-approval")
    with as_actor(other):
        assert not Serving.objects.exists()
        with pytest.raises(ServingNotVisible):
            access_serving(other, serving.id)


def test_it_is_marked_done_by_a_named_clerk_once(serving):
    actor, day_after = clerk(), NOON + timedelta(days=2)
    with as_actor(actor):
        done = serving_done(actor, serving.id, served(note="邻居在场"), now=day_after)
        assert (done.state, done.done_by, done.done_account) == ("served", actor.hat_label, actor.account_id)
        with pytest.raises(ServingRefused, match="已由城管局 审批科 审批员"):
            serving_done(actor, serving.id, served(), now=day_after)


def test_what_did_not_arrive_stays_on_the_list_with_what_happened(serving):
    actor = clerk()
    with as_actor(actor):
        held = serving_done(
            actor,
            serving.id,
            served(arrived=False, receiver="", note="无人在家"),
            now=NOON + timedelta(days=2),
        )
    assert (held.state, held.tries, held.served_on) == (
        "waiting",
        1,
        None,
    ) and "上门送达没有送到：无人在家" in held.note


@pytest.mark.parametrize(
    ("said", "told_so"),
    [
        ({"way": "sms"}, "怎样送达"),
        ({"on": None}, "日期"),
        ({"on": NOON.date() - timedelta(days=1)}, "不早于"),
        ({"on": NOON.date() + timedelta(days=9)}, "不晚于今天"),
        ({"receiver": " "}, "谁签收"),
        ({"arrived": False}, "为什么没有送到"),
    ],
)
def test_what_is_not_enough_is_refused(serving, said, told_so):
    actor = clerk()
    with as_actor(actor), pytest.raises(ServingRefused, match=told_so):
        serving_done(actor, serving.id, served(**said), now=NOON + timedelta(days=2))


def test_who_has_not_the_permission_cannot_mark_it(serving):
    actor = clerk(roles=())
    with as_actor(actor), pytest.raises(ServingRefused, match="不负责送达"):
        serving_done(actor, serving.id, served(), now=NOON + timedelta(days=2))
