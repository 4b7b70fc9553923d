"""Parties: one per number, numbers closed, rows visible by scope only, opening leaves a trace."""

import pytest

from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.people.models import Party
from yiwang.foundations.people.public import (
    PartyIncomplete,
    PartyMismatch,
    PartyNotVisible,
    PartyNumberWrong,
    PurposeMissing,
    access_party,
    party_canonical,
    party_find,
    party_grant,
    party_grant_end,
    party_masked,
    party_names,
    party_register,
    party_settle,
    party_unmask,
    party_update,
)
from yiwang.foundations.people.tests.factories import NOW, WORKER, citizen_id, person
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor

pytestmark = pytest.mark.django_db


def citizen(party):
    return Actor(audience="citizen", hat=f"party:{party}", parties=(party,))


def clerk(*units, city=False):
    return Actor(audience="staff", hat="post:x", units=units, unit=units[0] if units else "", whole_city=city)


def test_registering_somebody_twice_finds_the_first_however_the_number_is_written():
    first = person(1)
    with as_actor(WORKER):
        again = party_register(
            WORKER, kind="person", name="示范1", id_kind="citizen_id", id_number=f" {citizen_id(1).lower()} "
        )
    assert first.is_new
    assert not again.is_new
    assert again.id == first.id


def test_a_number_under_another_name_is_refused_without_telling_the_name():
    person(1, "李示范")
    with as_actor(WORKER), pytest.raises(PartyMismatch) as told:
        party_register(WORKER, kind="person", name="王示范", id_kind="citizen_id", id_number=citizen_id(1))
    assert "李示范" not in str(told.value)


def test_a_number_with_a_wrong_check_digit_is_refused():
    wrong = citizen_id(1)[:-1] + ("0" if citizen_id(1)[-1] != "0" else "1")
    with as_actor(WORKER), pytest.raises(PartyNumberWrong):
        party_register(WORKER, kind="person", name="某", id_kind="citizen_id", id_number=wrong)


def test_only_a_provisional_party_may_lack_a_number():
    with as_actor(WORKER):
        with pytest.raises(PartyIncomplete):
            party_register(WORKER, kind="person", name="新生儿")
        assert party_register(WORKER, kind="person", name="新生儿", provisional=True).is_new


def test_numbers_never_lie_in_clear():
    made = person(1, phone="10000000001")
    row = Party.objects.filter(pk=made.id).values().get()
    assert citizen_id(1) not in str(row)
    assert "10000000001" not in str(row)
    assert party_masked(Party.objects.get(pk=made.id))["id_number"].startswith("441299")


def test_a_citizen_sees_own_party_only():
    mine, other = person(1), person(2)
    with as_actor(citizen(mine.id)):
        assert access_party(citizen(mine.id), mine.id).name == "示范1"
        assert list(Party.objects.values_list("id", flat=True)) == [mine.id]
        with pytest.raises(PartyNotVisible):
            access_party(citizen(mine.id), other.id)
        assert party_find("citizen_id", citizen_id(2)) is None


def test_a_citizen_naming_a_party_already_registered_learns_nothing_of_it():
    mine, other = person(1), person(2, phone="10000000002")
    with as_actor(citizen(mine.id)):
        named = party_register(
            citizen(mine.id), kind="person", name="示范2", id_kind="citizen_id", id_number=citizen_id(2)
        )
        assert named.id == other.id
        assert not Party.objects.filter(id=other.id).exists()


def test_a_unit_sees_a_party_from_grant_to_end():
    made = person(1)
    actor = clerk("u1")
    with as_actor(WORKER):
        party_grant(made.id, unit="u1", ground="办件 A")
        party_grant(made.id, unit="u1", ground="办件 A")
    with as_actor(actor):
        assert party_names(actor, [made.id]) == {made.id: "示范1"}
        assert Party.objects.count() == 1
    with as_actor(clerk("u2")):
        assert Party.objects.count() == 0
    with as_actor(WORKER):
        assert party_grant_end(made.id, ground="办件 A", now=NOW) == 1
    with as_actor(actor):
        assert Party.objects.count() == 0
        assert party_names(actor, [made.id]) == {}


def test_another_party_sees_by_grant_but_may_not_change():
    mine, other = person(1), person(2)
    with as_actor(WORKER):
        party_grant(other.id, party=mine.id, ground="共同申请")
    actor = citizen(mine.id)
    with as_actor(actor):
        assert access_party(actor, other.id).name == "示范2"
        with pytest.raises(PartyNotVisible):
            party_update(actor, other.id, phone="10000000009")


def test_strangers_have_no_right_on_parties_at_all():
    person(1)
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError), as_actor(PUBLIC):
        Party.objects.count()


def test_whole_city_hats_see_every_party():
    person(1)
    with as_actor(clerk(city=True)):
        assert Party.objects.count() == 1


def test_opening_a_number_needs_a_purpose_and_the_person_can_see_it():
    made = person(1, phone="10000000001")
    actor = clerk("u1")
    with as_actor(WORKER):
        party_grant(made.id, unit="u1", ground="办件 A")
    with as_actor(actor):
        with pytest.raises(PurposeMissing):
            party_unmask(actor, made.id, ["id_number"], "  ")
        opened = party_unmask(actor, made.id, ["id_number", "phone", "password"], "核对证件")
    assert opened == {"id_number": citizen_id(1), "phone": "10000000001"}
    with as_actor(citizen(made.id)):
        assert "核对证件" in str(list(access_log_for(made.id)))


def test_a_provisional_party_gets_its_number_or_becomes_an_alias_of_who_has_it():
    known = person(1)
    with as_actor(WORKER):
        firm = party_register(WORKER, kind="organisation", name="筹备中的店", provisional=True)
        child = party_register(WORKER, kind="person", name="新生儿", provisional=True)
        settle = {"id_kind": "citizen_id", "ground": "登记", "now": NOW}
        assert party_settle(WORKER, firm.id, id_number=citizen_id(3), **settle) == firm.id
        assert party_settle(WORKER, child.id, id_number=citizen_id(1), **settle) == known.id
        assert party_canonical(child.id) == known.id
    assert not Party.objects.get(pk=firm.id).is_provisional
    assert Party.objects.get(pk=child.id).name == "新生儿", "别档的行不改写"
