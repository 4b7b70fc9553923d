"""Hats: what an account may act as, and how quickly a lost one is gone."""

from datetime import timedelta

import pytest

from yiwang.foundations.organisations.public import Role
from yiwang.foundations.people.models import Account, PartyAlias
from yiwang.foundations.people.public import (
    AppointmentRefused,
    HatNotHeld,
    MandateRefused,
    account_appoint,
    account_leave,
    actor_of,
    appointment_end,
    consent_give,
    consent_withdraw,
    hats_of,
    mandate_covers,
    mandate_give,
    mandate_of,
    mandate_revoke,
    topics_agreed,
)
from yiwang.foundations.people.services.acting import representation_end_missing, representation_record
from yiwang.foundations.people.tests.factories import NOW, WORKER, apply_city, person, staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
OFFICER = "441202-health-approval-officer"
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def small_city(db):
    apply_city()


def citizen(number, name=""):
    made = person(number, name)
    return Account.objects.create_user(f"c{number}", party_id=made.id)


def test_each_post_is_one_hat_and_gives_that_posts_rights_only(django_assert_max_num_queries):
    account = staff("two", OFFICER, "office-watcher")
    with django_assert_max_num_queries(2):
        first, second = hats_of(account, LATER)
    assert first.key == f"post:{OFFICER}"
    assert first.actor.unit == "441202-health-approval"
    assert first.actor.has("case.act.examine")
    assert not first.actor.whole_city
    assert second.actor.whole_city
    assert not second.actor.has("case.act.examine")


def test_without_choosing_one_wears_the_first_hat_and_an_unknown_hat_is_refused():
    account = staff("one", OFFICER)
    assert actor_of(account, now=LATER).hat == f"post:{OFFICER}"
    with pytest.raises(HatNotHeld):
        actor_of(account, "post:office-watcher", LATER)


def test_an_account_without_posts_has_no_rights():
    actor = actor_of(staff("nobody"), now=LATER)
    assert (actor.hat, actor.units, actor.roles) == ("none", (), frozenset())


def test_a_substitute_holds_the_post_until_the_day():
    boss, other = staff("boss", OFFICER), staff("other")
    with as_actor(WORKER):
        account_appoint(
            WORKER,
            account_id=other.pk,
            post_id=OFFICER,
            now=NOW,
            until=NOW + timedelta(days=1),
            stands_for=boss.pk,
        )
    assert [hat.label for hat in hats_of(other, LATER)] == ["端州区卫健局 审批科 审批员（代理）"]
    assert hats_of(other, NOW + timedelta(days=2)) == []


def test_the_three_administrators_exclude_each_other():
    account = staff("sys", "office-sys")
    with as_actor(WORKER), pytest.raises(AppointmentRefused, match="不能由同一人担任"):
        account_appoint(WORKER, account_id=account.pk, post_id="office-aud", now=LATER)


def test_the_exclusion_is_of_persons_not_of_accounts():
    same = person(1).id
    staff("a", "office-sys", party_id=same)
    second = staff("b", party_id=same)
    with as_actor(WORKER), pytest.raises(AppointmentRefused):
        account_appoint(WORKER, account_id=second.pk, post_id="office-sec", now=LATER)


def test_after_the_first_post_ended_the_second_may_be_given():
    account = staff("sys", "office-sys")
    row = account.appointments.get()
    with as_actor(WORKER):
        appointment_end(WORKER, appointment_id=row.pk, now=LATER)
        account_appoint(WORKER, account_id=account.pk, post_id="office-aud", now=LATER)
    assert [hat.key for hat in hats_of(account, LATER)] == ["post:office-aud"]


def test_a_leaver_has_no_hat_and_no_way_in():
    account = staff("leaver", OFFICER, "office-watcher")
    with as_actor(WORKER):
        assert account_leave(WORKER, account_id=account.pk, now=LATER, reason="调离") == 2
    account.refresh_from_db()
    assert hats_of(account, LATER) == []
    assert not account.is_active


def test_citizens_cannot_be_given_posts():
    with as_actor(WORKER), pytest.raises(AppointmentRefused):
        account_appoint(WORKER, account_id=citizen(1).pk, post_id=OFFICER, now=NOW)


def test_a_representative_may_act_as_self_or_for_the_firm(django_assert_max_num_queries):
    account, firm = citizen(1, "王示范"), person(2, "示范公司")
    with as_actor(WORKER):
        representation_record(
            person=account.party_id,
            organisation=firm.id,
            capacity="legal_representative",
            source="s",
            now=NOW,
        )
    with django_assert_max_num_queries(2):
        mine, the_firm = hats_of(account, LATER)
    assert mine.label == "王示范（本人）"
    assert the_firm.label == "示范公司（法定代表人）"
    assert the_firm.actor.parties == (firm.id,)
    with as_actor(WORKER):
        representation_end_missing(person=account.party_id, kept=[], source="s", now=LATER)
    assert len(hats_of(account, LATER)) == 1


def test_a_party_merged_into_me_is_mine_too():
    account, old = citizen(1), person(2)
    with as_actor(WORKER):
        PartyAlias.objects.create(alias_id=old.id, party_id=account.party_id, ground="并档", at=NOW)
    assert set(hats_of(account, LATER)[0].actor.parties) == {account.party_id, old.id}


def test_a_mandate_is_a_hat_that_reaches_its_items_only_and_ends_when_revoked():
    principal, agent = citizen(1, "委托人"), citizen(2)
    giver = hats_of(principal, LATER)[0].actor
    with as_actor(giver):
        mandate = mandate_give(
            giver,
            principal=principal.party_id,
            agent=agent.party_id,
            ground="委托书",
            now=NOW,
            items=["barber"],
        )
    hat = hats_of(agent, LATER)[-1]
    assert (hat.key, hat.label) == (f"mandate:{mandate}", "委托人（受托代办）")
    with as_actor(Actor(audience="citizen", hat=hat.key, parties=(agent.party_id,))):
        assert mandate_of(hat.actor) == mandate
        assert mandate_covers(hat.actor, now=LATER, item="barber")
        assert not mandate_covers(hat.actor, now=LATER, item="house")
    with as_actor(giver):
        mandate_revoke(giver, mandate_id=mandate, now=LATER)
    assert [hat.key for hat in hats_of(agent, LATER)] == [f"party:{agent.party_id}"]


def test_an_agent_cannot_pass_the_mandate_on():
    agent = citizen(2)
    under_mandate = Actor(audience="citizen", hat=f"mandate:{agent.pk}", parties=(agent.party_id,))
    with as_actor(under_mandate), pytest.raises(MandateRefused):
        mandate_give(under_mandate, principal=agent.party_id, agent=person(3).id, ground="转委托", now=NOW)


def test_consent_is_one_row_until_withdrawn_and_may_be_given_anew():
    account = citizen(1)
    actor = hats_of(account, LATER)[0].actor
    use = {"party_id": account.party_id, "topic": "营业执照", "purpose": "开办理发店"}
    with as_actor(actor):
        first = consent_give(actor, **use, now=NOW)
        assert topics_agreed(account.party_id, "开办理发店") == {"营业执照"}
        assert consent_give(actor, **use, now=LATER).pk == first.pk
        assert consent_withdraw(actor, **use, now=LATER)
        assert topics_agreed(account.party_id, "开办理发店") == set()
        assert not consent_withdraw(actor, **use, now=LATER)
        assert consent_give(actor, **use, now=LATER).pk != first.pk


def test_a_role_that_becomes_a_second_administrators_afterwards_gives_no_administrators_hat():
    account = staff("both", "office-sys", "office-watcher")
    Role.objects.filter(id="watcher").update(may=["case.supervise", "admin.audit"])
    assert hats_of(account) == []
    Role.objects.filter(id="watcher").update(may=["case.supervise"])
    assert {one.key for one in hats_of(account)} == {"post:office-sys", "post:office-watcher"}
