"""Selling a house: who signs from afar is checked to be himself; who comes to a counter is not; nothing else counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from yiwang.engines.applications.models import DraftSignature
from yiwang.engines.applications.public import (
    NotYours,
    PersonUnchecked,
    actor_in_presence,
    draft_get,
    draft_person_check,
    draft_person_check_ask,
    draft_sign,
    draft_submit,
)
from yiwang.engines.person_checks.models import PersonCheck
from yiwang.engines.person_checks.public import (
    CheckRefused,
    NoProvider,
    NoticeForged,
    check_notice_take,
    check_rules,
)
from yiwang.engines.person_checks.services import providers
from yiwang.foundations.audit.models import AuditBody, AuditEvent
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import actor_of, person_behind
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .checks import begun, checked, notice, told
from .conftest import NOW, person
from .journeys import barber, filled_in, signed
from .test_several_signers import house, house_standing

__all__ = ["house", "house_standing", "told"]
pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
SECOND = timedelta(seconds=1)


def sign(actor, draft_id, now=NOW):
    with as_actor(actor):
        shown = draft_get(actor, draft_id, now=now).shown_hash
        return draft_sign(actor, draft_id, shown_hash=shown, now=now)


def standing(actor, draft_id, now=NOW):
    with as_actor(actor):
        return draft_person_check(actor, draft_id, now=now).standing


def take(*args, now=NOW, **more):
    return check_notice_take(notice(*args, **more), now=now)


def test_nobody_signs_from_afar_unchecked_and_is_told_the_other_way(house):
    view, people = house
    reasons = {item.person_check for item in view.items} - {""}
    assert len(reasons) == 1 and "冒用" in reasons.pop()
    with pytest.raises(PersonUnchecked, match="窗口当面签名"):
        sign(people["buyer"], view.id)
    with as_actor(WORKER):
        assert set(DraftSignature.objects.filter(draft=view.id).values_list("state", flat=True)) == {"asked"}


def test_who_passed_signs_and_the_number_stays_with_the_signature(house):
    view, people = house
    for one in people.values():
        checked(one, view.id, NOW)
        sign(one, view.id)
    with as_actor(people["buyer"]):
        content = draft_submit(people["buyer"], view.id, now=NOW).content
    with as_actor(WORKER):
        rows = {str(row.person_id): row for row in PersonCheck.objects.filter(matter_id=view.id)}
        logged = {str(one.body) for one in AuditBody.objects.filter(subject=f"draft:{view.id}")}
    for signature in content["signatures"]:
        number = rows[signature["subject"]].number
        assert (signature["method"], signature["check"]) == ("account", number)
        assert any(number in body for body in logged)


def test_the_result_is_kept_and_nothing_of_a_face(house):
    assert {field.name for field in PersonCheck._meta.get_fields()} == {
        "id", "number", "matter_id", "person_id", "state", "provider", "provider_number", "notice_id", "digest",
        "why", "asked_at", "answered_at", "valid_until",
    }  # fmt: skip


def test_at_a_counter_nobody_is_checked(house):
    view, people = house
    clerk = actor_of(staff("clerk", "441202-hall-reception-intake"), now=NOW)
    here = actor_in_presence(clerk, people["buyer"].parties[0], view.id)
    seen = sign(here, view.id)
    assert {(s.party, s.state, s.method) for s in seen.signers if s.mine} == {("buyer", "signed", "counter")}
    with as_actor(WORKER):
        assert not PersonCheck.objects.exists()


def test_who_signed_at_a_counter_hands_in_from_home_without_being_checked(house):
    view, people = house
    clerk = actor_of(staff("clerk", "441202-hall-reception-intake"), now=NOW)
    for one in people.values():
        sign(actor_in_presence(clerk, one.parties[0], view.id), view.id)
    again = sign(people["buyer"], view.id)
    assert {s.method for s in again.signers} == {"counter"}
    with as_actor(people["buyer"]):
        assert draft_submit(people["buyer"], view.id, now=NOW).number


def test_a_check_holds_for_its_person_its_application_and_its_minutes(house):
    view, people = house
    buyer, seller = people["buyer"], people["seller"]
    checked(seller, view.id, NOW)
    with pytest.raises(PersonUnchecked):
        sign(buyer, view.id)
    checked(buyer, view.id, NOW)
    ends = NOW + timedelta(minutes=check_rules(NOW).minutes)
    with pytest.raises(PersonUnchecked, match="过了有效时间"):
        sign(buyer, view.id, ends)
    assert standing(buyer, view.id, ends).state == "expired"
    sign(buyer, view.id, ends - SECOND)
    shop = filled_in(barber())
    assert not any(item.person_check for item in shop.items)


def test_a_notice_that_comes_late_counts_from_when_the_person_was_looked_at(house):
    view, people = house
    number = begun(people["buyer"], view.id, NOW)
    later = NOW + timedelta(minutes=check_rules(NOW).minutes)
    assert take(number, NOW, now=later) == "taken"
    assert standing(people["buyer"], view.id, later).state == "expired"
    again = begun(people["buyer"], view.id, later)
    assert take(again, later + timedelta(days=9), now=later) == "taken"
    assert standing(people["buyer"], view.id, later).until == later + timedelta(
        minutes=check_rules(NOW).minutes
    )


def test_only_the_providers_own_notice_of_this_check_is_believed(house, told):
    view, people = house
    number = begun(people["buyer"], view.id, NOW)
    with pytest.raises(NoticeForged):
        check_notice_take(replace(notice(number, NOW), signature="guessed"), now=NOW)
    assert take("HY0", NOW, provider_number="T0") == "unknown"
    assert take(number, NOW, provider_number="T0") == "mismatch"
    assert standing(people["buyer"], view.id).state == "asked"
    assert take(number, NOW, passed=False, why="98.7 分") == "taken"
    assert standing(people["buyer"], view.id).why == "核验机构没有说明原因"
    assert take(number, NOW, passed=False, why="98.7 分") == "repeated"
    assert take(number, NOW, id="another") == "late"
    assert standing(people["buyer"], view.id).state == "failed"
    with as_actor(WORKER):
        acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {f"person_checks.notice.{what}" for what in ("refused", "unknown", "mismatch")} <= acts


def test_after_the_packs_tries_only_the_other_way_is_left(house):
    view, people = house
    buyer = people["buyer"]
    for left in range(check_rules(NOW).tries, 0, -1):
        assert standing(buyer, view.id).left == left
        number = begun(buyer, view.id, NOW)
        assert begun(buyer, view.id, NOW) == number, "one unanswered check at a time"
        take(number, NOW, passed=False, why="unclear")
    with pytest.raises(CheckRefused, match="期限不变"):
        begun(buyer, view.id, NOW)
    clerk = actor_of(staff("clerk", "441202-hall-reception-intake"), now=NOW)
    here = actor_in_presence(clerk, buyer.parties[0], view.id)
    assert any(s.mine and s.state == "signed" for s in sign(here, view.id).signers)


def test_a_silent_provider_and_none_at_all_are_told(house, told, monkeypatch):
    view, people = house
    buyer = people["buyer"]
    told.silent = True
    with pytest.raises(CheckRefused, match="没有应答"):
        begun(buyer, view.id, NOW)
    with as_actor(buyer):
        assert draft_person_check_ask(buyer, view.id, now=NOW) == ""
    monkeypatch.setattr(providers, "_providers", [])
    with as_actor(buyer):
        assert draft_person_check(buyer, view.id, now=NOW).provider == ""
    with pytest.raises(NoProvider, match="窗口当面签名"):
        begun(buyer, view.id, NOW)


def test_the_provider_is_told_whom_to_look_at_and_nobody_else_reads_it(house, told):
    view, people = house
    buyer = people["buyer"]
    number = begun(buyer, view.id, NOW)
    order = told.orders[number]
    assert (order.name, order.id_number) == ("黄示范", "441299199207080316")
    assert "黄示范" not in repr(order) and order.id_number not in repr(order)
    with as_actor(people["seller"]):
        assert not PersonCheck.objects.exists()
    take(number, NOW)
    with as_actor(buyer):
        assert PersonCheck.objects.get().number == number
    with as_actor(WORKER), transaction.atomic(), pytest.raises(DatabaseError, match="不能修改"):
        PersonCheck.objects.update(state="failed", valid_until=None)


def test_who_acts_for_a_firm_is_checked_as_himself(city):
    owner, firm = barber(), person("示范公司代表", "441299198806250415")
    account = Account.objects.create_user("acting", party_id=owner.parties[0])
    assert person_behind(replace(firm, account_id=account.id)) == owner.parties[0]


def test_where_the_risk_does_not_ask_nobody_can_be_checked(city, told):
    view, owner = filled_in(barber()), None
    owner = person("李示范", "441299199005120121")
    with pytest.raises(NotYours):
        begun(owner, view.id, NOW)
    assert {s.method for s in signed(owner, view).signers} == {"account"}
    assert told.orders == {}
