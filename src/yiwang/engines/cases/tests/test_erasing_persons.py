"""A person is erased as such by two people: what was told before is what goes, and nothing else; the chains hold."""

from dataclasses import replace
from importlib import import_module
from uuid import uuid4

import pytest
from django.conf import settings as site
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, connection, transaction

from yiwang.engines.cases.domain.values import PartyPart
from yiwang.engines.cases.models import Case, CaseErasure, PartyErasure
from yiwang.engines.cases.public import (
    CaseRefused,
    case_move,
    case_open_tree,
    case_search,
    erasure_ask,
    erasure_confirm,
    erasure_grounds,
    hold_place,
    party_erasure_ask,
    party_erasure_confirm,
    party_erasure_plan,
    party_erasure_refuse,
    party_erasure_wish,
    party_orders_wished,
)
from yiwang.engines.cases.selectors.party_erasing import party_plan
from yiwang.engines.cases.services import party_erasing
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.audit.public import (
    access_log_for,
    access_record,
    audit_record,
    body_erase,
    seal_now,
    verify_all,
)
from yiwang.foundations.audit.tests.scanning import left_of
from yiwang.foundations.people.models import Account, AccountSession, Consent, Mandate, Party
from yiwang.foundations.people.public import (
    ERASED_NAME,
    Claims,
    account_identify,
    actor_of,
    consent_give,
    hats_of,
    mandate_give,
    party_lookup,
)
from yiwang.foundations.people.tests.factories import citizen_id
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .orders import DESK, DISPATCHER, hat, order_seed
from .test_erasing import CLOSED, LATER, OVER, orders_standing  # noqa: F401 - the same small place
from .world import at

pytestmark = pytest.mark.django_db
NAME, OTHER = "甄待删", "乐留存"
PHONE = "13800005501"
CITY = {"whole_city": True}
KEEPER = replace(hat(DESK), roles=frozenset({"case.hold", "case.erase"}), **CITY)
HEAD = replace(hat(DESK, "head"), roles=frozenset({"case.erase_confirm", "case.erase"}), **CITY)


@pytest.fixture
def place(orders_standing, db, tmp_path, settings):  # noqa: F811
    settings.YIWANG_DATA = tmp_path / "data"


def signed_in(number, name=NAME, phone=PHONE):
    """A person with an account, signed in on one device."""
    account = account_identify(Claims(name, "citizen_id", citizen_id(number), phone), source="t", now=CLOSED)
    session = import_module(site.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session.save()
    return actor_of(account, hats_of(account)[0].key)


def closed_order(actor, *others):
    """An order of this person, taken back."""
    parties = tuple(PartyPart(one) for one in (actor.parties[0], *others))
    made = case_open_tree(
        actor=actor, root=replace(order_seed(), parties=parties), key=str(uuid4()), now=at("03-02 09:00")
    )
    case_move(actor=actor, case_id=made.root_id, act="withdraw", now=CLOSED)
    return Case.objects.get(id=made.root_id)


@pytest.fixture
def person(place):
    """Somebody with all that people have: account, consent, mandate, an order that is closed."""
    actor, friend = signed_in(1), signed_in(2, OTHER, "13800005502")
    with as_actor(actor):
        consent_give(actor, party_id=actor.parties[0], topic="t", purpose="p", now=CLOSED)
        mandate_give(
            actor, principal=actor.parties[0], agent=friend.parties[0], ground="代办", now=CLOSED, until=None
        )
    return actor


def erased(actor, ground="unlawful", now=LATER):
    order = party_erasure_ask(KEEPER, actor.parties[0], ground=ground, reason="本人到窗口申请", now=now)
    return order, party_erasure_confirm(HEAD, order, answer="核对属实", now=now)


def numbers(plan):
    return {one.what: one.number for one in plan.goes}


def left_to_go(party):
    law = erasure_grounds()["unlawful"]
    with as_actor(system_actor("test")):
        return party_plan(party, law, LATER).goes


def test_what_was_told_before_is_what_goes_and_nothing_of_the_person_is_found(person):
    closed_order(person)
    party = person.parties[0]
    order = party_erasure_ask(KEEPER, party, ground="unlawful", reason="本人到窗口申请", now=LATER)
    told = party_erasure_plan(HEAD, party, ground="unlawful", purpose="核对删除申请", now=LATER)
    assert not told.against and numbers(told)["办件的内容"] == numbers(told)["正在登录的设备"] == 1
    done = party_erasure_confirm(HEAD, order, answer="核对属实", now=LATER)
    assert done.goes == told.goes and done.stays == told.stays
    held = PartyErasure.objects.get()
    assert held.erased == [[one.what, one.number] for one in told.goes] and held.state == "done"
    assert left_to_go(party) == (), "counted by the same steps, nothing is left"
    assert AccountSession.objects.get().account_id not in (None, person.account_id), "the friend's stays"
    assert left_of(NAME) == left_of(citizen_id(1)) == left_of(PHONE) == []
    with as_actor(system_actor("test")):
        assert party_lookup("citizen_id", citizen_id(1)) is None
        row, account = Party.objects.get(id=party), Account.objects.get(party_id=party)
    assert (row.name, row.id_blind, row.phone_blind, row.erased_at) == (ERASED_NAME, "", "", LATER)
    assert not account.is_active and not account.has_usable_password() and not account.name
    assert hats_of(account)[0].actor.hat_label == f"{ERASED_NAME}（本人）"
    assert signed_in(1).parties[0] != party, "who comes back is somebody new"


def test_the_chains_still_verify_and_whoever_changes_what_is_left_is_named(person):
    closed_order(person)
    seal_now()
    erased(person)
    seal_now()
    told = verify_all()
    assert told and not any(one.is_breach for one in told)
    place = AuditEvent.objects.filter(subject=f"party:{person.parties[0]}").order_by("seq").first()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_event SET act = 'x' WHERE subject = %s AND seq = %s", [place.subject, place.seq]
        )
    assert {(one.subject, one.seq) for one in verify_all() if one.is_breach} == {(place.subject, place.seq)}


def test_a_row_that_only_lost_a_name_must_have_its_body_and_keeps_both_orders(person):
    """The person acted on somebody else's chain: its name goes, the other's body stays until an order of its own."""
    seq = audit_record(person, "people.consent.given", "party:other", {"topic": "甲"}, {"topic": "甲"})
    erased(person)
    row = AuditEvent.objects.get(subject="party:other", seq=seq)
    assert (row.hat_label, row.public) == ("", {"topic": "甲"})
    assert not [one for one in verify_all() if one.is_breach]
    body_erase(HEAD, log="audit", subject="party:other", seq=seq, ground="某决定")
    assert not [one for one in verify_all() if one.is_breach], "the first order still vouches for the row"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET act = 'x' WHERE subject = 'party:other'")
    assert [(one.subject, one.kind) for one in verify_all() if one.is_breach] == [("party:other", "altered")]


def test_a_body_taken_from_a_row_that_only_lost_a_name_is_a_breach(person):
    seq = audit_record(person, "people.consent.given", "party:other", {"topic": "甲"})
    erased(person)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_body WHERE subject = 'party:other' AND seq = %s", [seq])
    assert [(one.subject, one.kind) for one in verify_all() if one.is_breach] == [("party:other", "removed")]


def test_nobody_elses_data_is_touched(person):
    friend = signed_in(2, OTHER, "13800005502")
    theirs = closed_order(friend)
    with as_actor(friend):
        consent_give(friend, party_id=friend.parties[0], topic="t", purpose="p", now=CLOSED)
        access_record(KEEPER, friend.parties[0], "核对", ("phone",), now=CLOSED)
    before = left_of(OTHER)
    erased(person)
    assert left_of(OTHER) == before and Case.objects.get(id=theirs.id).data
    with as_actor(friend):
        assert [one.purpose for one in access_log_for(friend.parties[0])] == ["核对"]
    assert Consent.objects.filter(party_id=friend.parties[0]).count() == 1
    assert Account.objects.get(party_id=friend.parties[0]).is_active
    assert Mandate.objects.get(agent_id=friend.parties[0]).revoked_at == LATER, "nobody acts for who is gone"


def test_a_matter_that_must_be_kept_stays_whole_but_is_not_found_by_the_name(person):
    case, party = closed_order(person), person.parties[0]
    told = party_erasure_plan(KEEPER, party, ground="period_over", purpose="核对", now=LATER)
    assert next((one.what, one.why[:6]) for one in told.stays) == (f"办件 {case.number}", "保管期限到2")
    with as_actor(DISPATCHER):
        assert case_search(DISPATCHER, NAME)
    erased(person, ground="period_over")
    row = Party.objects.get(id=party)
    assert (row.name, row.id_number, row.phone_blind) == (NAME, "", "") and Case.objects.get(id=case.id).data
    assert set(left_of(NAME)) == {"party.name", "event_body.body"}
    with as_actor(DISPATCHER):
        assert case_search(DISPATCHER, NAME) == []
    with connection.cursor() as cursor:
        cursor.execute('SELECT case_search_put(ARRAY(SELECT id FROM "case"))')
    assert "case_search.words" not in left_of(NAME), "nor when the search is written anew"
    erasure_confirm(HEAD, erasure_ask(KEEPER, case.id, ground="period_over", reason="已鉴定", now=OVER),
                    answer="同意", now=OVER)  # fmt: skip
    assert left_of(NAME) == [], "with the last matter the name goes too"
    seal_now()
    assert not any(one.is_breach for one in verify_all())


@pytest.mark.parametrize("why", ["停止归档", "别的当事人"])
def test_what_stays_is_told_with_its_reason(person, why):
    others = [signed_in(2, OTHER, "13800005502").parties[0]] if why == "别的当事人" else []
    case = closed_order(person, *others)
    if not others:
        hold_place(KEEPER, case.id, reason="行政诉讼未结", now=CLOSED)
    _, done = erased(person)
    assert [why in one.why for one in done.stays if one.what == f"办件 {case.number}"] == [True]
    assert Case.objects.get(id=case.id).data and not CaseErasure.objects.exists()


def test_an_open_matter_keeps_the_person_also_when_it_came_in_between(person):
    party = person.parties[0]
    order = party_erasure_ask(KEEPER, party, ground="unlawful", reason="本人到窗口申请", now=LATER)
    parties = (PartyPart(party),)
    case_open_tree(actor=person, root=replace(order_seed(), parties=parties), key=str(uuid4()), now=LATER)
    with pytest.raises(CaseRefused, match="还没有办结"):
        party_erasure_confirm(HEAD, order, answer="核对属实", now=LATER)
    with pytest.raises(CaseRefused, match="还没有办结"):
        erased(person)
    assert PartyErasure.objects.get().state == "asked" and Party.objects.get(id=party).name == NAME


def test_it_takes_two_people_who_see_the_whole_city_with_a_purpose(person):
    party, said = person.parties[0], {"ground": "unlawful", "reason": "本人申请", "now": LATER}
    for actor, code in (
        (replace(KEEPER, whole_city=False), "party_erasure.city"),
        (replace(DISPATCHER, **CITY), "erasure.who"),
        (person, "erasure.who"),
    ):
        with pytest.raises(CaseRefused) as refused:
            party_erasure_ask(actor, party, **said)
        assert refused.value.refusal.code == code
    for words, match in (("", "理由"), (f"{NAME}本人申请", "姓名")):
        with pytest.raises(CaseRefused, match=match):
            party_erasure_ask(KEEPER, party, **{**said, "reason": words})
    with pytest.raises(CaseRefused, match="理由"):
        party_erasure_plan(KEEPER, party, ground="unlawful", purpose="", now=LATER)
    with pytest.raises(CaseRefused, match="自然人"):
        party_erasure_ask(KEEPER, uuid4(), **said)
    order = party_erasure_ask(HEAD, party, **said)
    with pytest.raises(CaseRefused, match="已经有一件"):
        party_erasure_ask(KEEPER, party, **said)
    with pytest.raises(CaseRefused, match="不能自己确认"):
        party_erasure_confirm(HEAD, order, answer="同意", now=LATER)
    with pytest.raises(CaseRefused, match="全市"):
        party_erasure_confirm(
            replace(HEAD, account_id=uuid4(), whole_city=False), order, answer="x", now=LATER
        )
    assert Party.objects.get(id=party).name == NAME


def test_the_database_shows_orders_to_the_whole_city_and_to_the_person_alone(person):
    """Whoever got round the pages: the rows are not there."""
    party_erasure_wish(person, ground="unlawful", reason="不想再用", now=LATER)
    for actor, seen in (
        (KEEPER, 1), (person, 1), (replace(KEEPER, whole_city=False), 0), (signed_in(2, OTHER, "13800005502"), 0),
    ):  # fmt: skip
        with as_actor(actor):
            assert PartyErasure.objects.count() == seen
    for actor in (person, replace(KEEPER, whole_city=False)):
        with pytest.raises(DatabaseError), as_actor(actor):
            PartyErasure.objects.create(
                party_id=person.parties[0], ground="x", reason="x", state="asked", made_at=LATER
            )


def test_what_comes_in_while_it_is_erased_undoes_all_of_it(person, monkeypatch):
    party, seed = person.parties[0], replace(order_seed(), parties=(PartyPart(person.parties[0]),))
    order = party_erasure_ask(KEEPER, party, ground="unlawful", reason="本人到窗口申请", now=LATER)

    def meanwhile(_files):
        case_open_tree(actor=person, root=seed, key=str(uuid4()), now=LATER)

    monkeypatch.setattr(party_erasing, "files_erase", meanwhile)
    with pytest.raises(CaseRefused, match="什么都没有删除"), transaction.atomic():
        party_erasure_confirm(HEAD, order, answer="核对属实", now=LATER)
    assert PartyErasure.objects.get().state == "asked" and Party.objects.get(id=party).name == NAME


def test_who_looked_at_what_would_go_stands_in_the_persons_own_log(person):
    party_erasure_plan(KEEPER, person.parties[0], ground="unlawful", purpose="本人来电询问", now=LATER)
    with as_actor(person):
        assert [one.purpose for one in access_log_for(person.parties[0])] == ["本人来电询问"]


def test_a_person_wishes_it_itself_and_reads_why_not(person):
    order = party_erasure_wish(person, ground="unlawful", reason="不想再用", now=LATER)
    with pytest.raises(CaseRefused, match="已经有一件"):
        party_erasure_wish(person, ground="unlawful", reason="再来", now=LATER)
    with pytest.raises(CaseRefused, match="本人"):
        party_erasure_wish(replace(person, parties=(uuid4(),)), ground="unlawful", reason="x", now=LATER)
    party_erasure_refuse(KEEPER, order, answer="还有办件在办", now=LATER)
    with as_actor(person):
        assert [(one.state, one.answer) for one in party_orders_wished(person)] == [
            ("refused", "还有办件在办")
        ]
    party_erasure_wish(person, ground="unlawful", reason="不想再用", now=LATER)
    erased(person)
    assert not left_of("不想再用") and not left_of("还有办件在办"), "words of earlier wishes go as well"


def test_an_enterprise_and_who_still_works_here_are_not_erased(person):
    party = person.parties[0]
    Party.objects.filter(id=party).update(kind="organisation")
    with pytest.raises(CaseRefused, match="自然人"):
        erased(person)
    Party.objects.filter(id=party).update(kind="person")
    Account.objects.create_user("officer-too", party_id=party, is_staff_account=True)
    with pytest.raises(CaseRefused, match="工作账号"):
        erased(person)


def test_a_phone_that_somebody_else_has_too_is_left_to_them(person):
    signed_in(3, "同号人", PHONE)
    _, done = erased(person)
    assert "同一手机号码的通话和来电记录" in [one.what for one in done.stays] and done.who.blinds == ()
