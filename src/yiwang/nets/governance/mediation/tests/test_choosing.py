"""A mediator is chosen by what is known of them; who stands near to a side does nothing more in it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from yiwang.engines.cases.models import Task
from yiwang.engines.cases.public import CaseRefused, EffectCall, acts_done
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.governance.mediation.domain.asking import Side
from yiwang.nets.governance.mediation.domain.errors import MediationRefused
from yiwang.nets.governance.mediation.models import MediationRequest
from yiwang.nets.governance.mediation.selectors.choosing import choices_for
from yiwang.nets.governance.mediation.selectors.mediators import mediators_for
from yiwang.nets.governance.mediation.selectors.rules import rules_in_force
from yiwang.nets.governance.mediation.services.choosing import chosen_given, conflict_keep, settled_keep
from yiwang.nets.governance.mediation.services.signing import sign_here
from yiwang.nets.governance.mediation.views import asking

from .test_asking import parts
from .test_pages import CADRE, enter, form, text_of
from .world import (
    HEAD,
    MEDIATOR,
    NOW,
    TOLD,
    TOWN,
    VILLAGE,
    WORKER,
    WRITTEN,
    asked,
    case_of,
    citizen,
    hat,
    mediating,
    move,
    signing,
    under,
)

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
TOWNS = f"{TOWN}-mediator"
NEAR = {"side": "applicant", "relation": "kin"}


def offered(who=None, now=NOW, said=("damage", "cantonese")):
    """What a citizen may choose from, by post."""
    parties = who.parties if who else ()
    return {one.post: one for one in choices_for(rules_in_force(), "441202001002", said, parties, now=now)}


def recused(made, post=MEDIATOR, side="applicant"):
    """A mediator steps back, and the worker keeps it; gives the account."""
    account = uuid4()
    move(post, made, "recuse", account=account, side=side, relation="kin")
    with as_actor(WORKER):
        case = case_of(made)
        done = acts_done([case.id], ["recuse"])[-1]
        call = EffectCall(case.id, case.root_id, done.seq, {"data": {"side": side}}, f"k{done.seq}")
    conflict_keep(call)
    conflict_keep(call)
    return account


def test_mediators_are_offered_best_first_and_nothing_is_claimed_of_who_is_not_listed(city):
    found = offered()
    assert next(iter(found)) == MEDIATOR and {MEDIATOR, HEAD, TOWNS} < set(found)
    assert found[MEDIATOR].languages == ("普通话", "粤语") and found[MEDIATOR].knows
    assert found[TOWNS].languages == () and not found[TOWNS].speaks
    night = offered(now=NOW.replace(hour=23))
    assert not night[MEDIATOR].on_duty and next(iter(night)) != MEDIATOR


def test_the_chosen_mediators_committee_is_first_and_the_others_are_widened_to(city):
    made, _ = asked(chosen=TOWNS)
    assert parts(case_of(made)) == {"main": TOWN, "territorial": VILLAGE, "supervise": "441202-mediation"}
    assert "调解员" in made.mediator and "想请谁调解" in str(case_of(made).data)


@pytest.mark.parametrize("post", ["441202-market-approval-officer", "441202003-mediation-mediator", "x"])
def test_who_is_not_offered_cannot_be_chosen(city, post):
    with pytest.raises(MediationRefused) as refused:
        asked(chosen=post)
    assert refused.value.field == "chosen"


def test_once_both_are_willing_the_chosen_mediator_has_it(city):
    made, _ = asked(chosen=HEAD)
    move(MEDIATOR, made, "contacted", how="电话")
    move(MEDIATOR, made, "other_agrees", **TOLD)
    for _ in range(2):
        chosen_given(case_of(made).id, NOW)
    with as_actor(WORKER):
        assert list(Task.objects.filter(case_id=case_of(made).id, state="open").values_list("post_id")) == [
            (HEAD,)
        ]
    with pytest.raises(CaseRefused, match="交给别人"):
        move(MEDIATOR, made, "oral_agreement", **WRITTEN)
    move(HEAD, made, "oral_agreement", **WRITTEN)
    fits = under(hat(MEDIATOR), lambda actor, now: mediators_for(case_of(made), now=now))
    assert fits[0].post == HEAD and fits[0].chosen


def test_of_who_was_first_to_call_elsewhere_nothing_is_given_to_another_committee(city):
    made, _ = asked(chosen=TOWNS)
    move(TOWNS, made, "contacted", how="电话")
    move(TOWNS, made, "other_agrees", **TOLD)
    with as_actor(WORKER):
        MediationRequest.objects.update(chosen=MEDIATOR)
    chosen_given(case_of(made).id, NOW)
    with as_actor(WORKER):
        assert not Task.objects.filter(case_id=case_of(made).id).exclude(post_id=None).exists()


def test_who_stands_near_does_nothing_more_in_it_and_is_not_offered_again(city):
    made, who = mediating()
    account = recused(made)
    with pytest.raises(CaseRefused, match="回避"):
        move(MEDIATOR, made, "session", account=account, way="meet", present="双方", record="谈了")
    move(MEDIATOR, made, "session", way="meet", present="双方", record="换人谈")
    assert MEDIATOR not in offered(who) and MEDIATOR in offered(citizen("何示范", "441299198502020020"))
    again, _ = asked(who, chosen=MEDIATOR)
    assert again.arranged and not again.mediator and parts(case_of(again))["main"] == VILLAGE
    fits = under(hat(HEAD), lambda actor, now: mediators_for(case_of(again), now=now))
    assert [fit.post for fit in fits] == [HEAD]


def test_the_other_side_is_known_again_by_its_phone(city):
    made, _ = mediating()
    recused(made, side="other")
    stranger = citizen("何示范", "441299198502020020")
    assert asked(stranger, chosen=MEDIATOR)[0].arranged
    assert not asked(stranger, chosen=MEDIATOR, other=Side("另一人", "10000000009"))[0].arranged


def test_who_stands_near_signs_nothing(city):
    made, _ = signing()
    account = recused(made)
    with pytest.raises(MediationRefused, match="回避"):
        under(hat(MEDIATOR, account), sign_here, made.number, "mediator", "黄调解", False)


def test_agreements_are_counted_for_who_reached_them(city):
    made, _ = mediating()
    move(HEAD, made, "oral_agreement", **WRITTEN)
    settled_keep(case_of(made).id, NOW)
    settled_keep(case_of(made).id, NOW + timedelta(days=1))
    found = offered()
    assert (found[HEAD].settled, found[MEDIATOR].settled) == (1, 0)


def test_the_form_lists_them_without_sending_anything_and_keeps_what_was_typed(enter):
    client = enter(citizen())
    address = reverse("mediation:ask")
    assert "由调解委员会安排" in text_of(client.get(address))
    text = text_of(client.post(address, form(do="mediators", words="牛蛙的事")))
    assert (
        "会说：普通话、粤语" in text and "谈成 0 件" in text and "牛蛙的事" in text and "没有办成" not in text
    )
    with as_actor(WORKER):
        assert not MediationRequest.objects.exists()
    assert "先填好上面的" in text_of(client.post(address, form(do="mediators", place_of="")))
    assert "您选的调解员" in text_of(client.post(address, form(chosen=MEDIATOR)))


def test_where_nobody_mediates_the_form_comes_back_with_what_was_typed(enter, monkeypatch):
    def nobody(*told, **more):
        raise MediationRefused("这里没有调解委员会。", "place_of")

    monkeypatch.setattr(asking, "choices_for", nobody)
    text = text_of(enter(citizen()).post(reverse("mediation:ask"), form(do="mediators", words="牛蛙的事")))
    assert "牛蛙的事" in text and "由调解委员会安排" in text


def test_a_cadre_may_say_whom_the_applicant_wants(enter):
    client = enter(CADRE)
    more = {"own_name": "黎示范", "own_phone": "10000000003", "source": "desk", "chosen": HEAD}
    assert "您选的调解员" in text_of(client.post(reverse("mediation:take"), form(**more)))
