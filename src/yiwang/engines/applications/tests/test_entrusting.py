"""代办: somebody else sees one application through, and nothing else; it has a term and can be taken back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from yiwang.engines.applications.models import Draft
from yiwang.engines.applications.public import (
    DraftNotFound,
    Entrusted,
    draft_entrust,
    draft_get,
    draft_open,
    draft_submit,
    entrust_days,
)
from yiwang.engines.cases.models import CaseParty
from yiwang.foundations.people.models import Account, Mandate
from yiwang.foundations.people.public import (
    Capacity,
    MandateRefused,
    actor_of,
    hats_of,
    mandate_revoke,
    mandates_of,
    party_register,
    representation_record,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .conftest import NOW, person
from .journeys import barber, filled_in, signed

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
AGENT = ("吴示范", "441299198806250415")
LAST = timezone.localdate(NOW) + timedelta(days=10)


def asked(last=LAST, who=AGENT):
    return Entrusted(*who, last)


def entrusted(owner, draft, wanted=None):
    with as_actor(owner):
        return draft_entrust(owner, draft, wanted or asked(), now=NOW)


def agent_account():
    return Account.objects.create_user("agent", party_id=person(*AGENT).parties[0])


def hat_of(account, mandate, now=NOW):
    return next((hat for hat in hats_of(account, now) if hat.key == f"mandate:{mandate}"), None)


def test_the_agent_reaches_this_application_alone_and_hands_it_in_under_the_mandate(city):
    owner, account = barber(), agent_account()
    with as_actor(owner):
        other = draft_open(owner, "theme:open_barber_shop", now=NOW).id
    view = filled_in(owner)
    given = entrusted(owner, view.id)
    hat = hat_of(account, given)
    assert hat.label == f"李示范（受托代办，至{LAST.year}年{LAST.month}月{LAST.day}日）"
    with as_actor(hat.actor):
        assert [draft.id for draft in Draft.objects.all()] == [view.id]
        with pytest.raises(DraftNotFound):
            draft_get(hat.actor, other, now=NOW)
        with pytest.raises(MandateRefused, match="不能再转委托"):
            draft_entrust(hat.actor, view.id, asked(who=("王示范", "441299198509030213")), now=NOW)
    signed(hat.actor, view)
    with as_actor(hat.actor):
        draft_submit(hat.actor, view.id, now=NOW)
    assert set(CaseParty.objects.filter(part="applicant").values_list("mandate_id", flat=True)) == {given}


def test_it_ends_with_its_last_day_and_is_still_to_be_found(city):
    owner, account = barber(), agent_account()
    with as_actor(owner):
        draft = draft_open(owner, "theme:open_barber_shop", now=NOW).id
    given = entrusted(owner, draft)
    until = Mandate.objects.get(id=given).until
    assert hat_of(account, given, until - timedelta(seconds=1)) and hat_of(account, given, until) is None
    assert timezone.localdate(until) == LAST + timedelta(days=1)
    agent = actor_of(account, now=NOW)
    with as_actor(agent):
        told = [(one.principal, one.held, one.state) for one in mandates_of(agent, now=until)]
    assert told == [("李示范", True, "expired")]


def test_taken_back_it_counts_no_more_and_a_stranger_takes_back_nothing(city):
    owner, account = barber(), agent_account()
    with as_actor(owner):
        draft = draft_open(owner, "theme:open_barber_shop", now=NOW).id
    given = entrusted(owner, draft)
    with pytest.raises(MandateRefused, match="已经请人代办"):
        entrusted(owner, draft)
    stranger = person("王示范", "441299198509030213")
    with as_actor(stranger):
        assert mandates_of(stranger, now=NOW) == []
        with pytest.raises(MandateRefused, match="没有这份委托"):
            mandate_revoke(stranger, mandate_id=given, now=NOW)
        with pytest.raises(DraftNotFound):
            draft_entrust(stranger, draft, asked(), now=NOW)
    with as_actor(owner):
        mandate_revoke(owner, mandate_id=given, now=NOW)
        assert [one.state for one in mandates_of(owner, now=NOW)] == ["revoked"]
    assert hat_of(account, given) is None
    assert entrusted(owner, draft) != given


@pytest.mark.parametrize(
    ("last", "who", "words"),
    [
        (None, AGENT, "请填委托到哪一天"),
        (date(2026, 1, 1), AGENT, "请填委托到哪一天"),
        (LAST + timedelta(days=3650), AGENT, "最晚到"),
        (LAST, ("吴示范", "441299198806250416"), "照证件填写"),
        (LAST, ("", ""), "照证件填写"),
        (LAST, ("李示范", "441299199005120121"), "不能委托给自己"),
    ],
)
def test_what_does_not_do_is_said(city, last, who, words):
    owner = barber()
    with as_actor(owner):
        draft = draft_open(owner, "theme:open_barber_shop", now=NOW).id
    with pytest.raises(MandateRefused, match=words):
        entrusted(owner, draft, asked(last, who))
    assert not Mandate.objects.exists()


def test_a_firms_agent_may_not_entrust_and_its_legal_representative_may(city):
    with as_actor(WORKER):
        firm = party_register(
            WORKER, kind="organisation", name="肇庆市示范美发有限公司", id_kind="uscc",
            id_number="914412997662318495", is_demo=True,
        ).id  # fmt: skip
    hats = {}
    people = {
        Capacity.AGENT: ("周示范", "441299199303160324"),
        Capacity.LEGAL_REPRESENTATIVE: ("王示范", "441299198509030213"),
    }
    for capacity, who in people.items():
        party = person(*who).parties[0]
        with as_actor(WORKER):
            representation_record(person=party, organisation=firm, capacity=capacity, source="t", now=NOW)
        hats[capacity] = actor_of(Account.objects.create_user(who[1], party_id=party), f"party:{firm}", NOW)
    clerk, head = hats[Capacity.AGENT], hats[Capacity.LEGAL_REPRESENTATIVE]
    with as_actor(head):
        draft = draft_open(head, "item:seal_record", now=NOW).id
    with pytest.raises(MandateRefused, match="法定代表人或经营者"):
        entrusted(clerk, draft)
    assert entrusted(head, draft)
    assert entrust_days(NOW) > 0
