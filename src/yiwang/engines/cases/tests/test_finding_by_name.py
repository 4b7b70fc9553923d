"""Cases are found by two signs of a name or a title, inside one's scope only, also after a name changed."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from yiwang.engines.cases.public import LAST_ID, case_open_tree, case_search
from yiwang.foundations.people.models import Party
from yiwang.foundations.scope.public import as_actor

from .world import APPLICANT, FIRE, HEALTH, at, citizen, clerk, seed

pytestmark = pytest.mark.django_db
CITY = replace(clerk(FIRE), whole_city=True)
MANY = """INSERT INTO case_search (case_id, words, terms)
  SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, w.words, w.terms
  FROM (SELECT one, search_pairs(one) FROM (SELECT %s::text) o(one)) w(words, terms)
    CROSS JOIN generate_series(1, %s::int) n WHERE n > %s"""


@pytest.fixture
def held(applied):
    """A case of a firm, called 事项 barber."""
    Party.objects.create(id=APPLICANT, kind="organisation", name="端州区示范 Ａb 剪吧")
    root = replace(seed("barber"), title="理发店卫生许可")
    return case_open_tree(actor=citizen(), root=root, key=str(uuid4()), now=at("03-02 09:00")).root_id


def found(actor, words, **more):
    with as_actor(actor):
        return [row.id for row in case_search(actor, words, **more)]


@pytest.mark.parametrize("words", ["示范", "剪吧", "ab剪", "AB 剪", "卫生许可", "理发"])
def test_by_any_two_signs_whatever_their_width_and_case(held, words):
    assert found(clerk(HEALTH), words) == [held] == found(CITY, words)


@pytest.mark.parametrize("words", ["", "范", "范示", "示范理发", "%%", "剪吧店", "u:dz-health"])
def test_what_is_not_in_the_name_finds_nothing(held, words):
    assert found(clerk(HEALTH), words) == [] == found(CITY, words)


def test_nobody_finds_what_is_not_theirs(held):
    assert found(clerk(FIRE), "示范") == [] == found(citizen(), "示范")


def test_pages_and_open_ones(held):
    assert found(clerk(HEALTH), "示范", before=held) == []
    assert found(clerk(HEALTH), "示范", is_open=True) == [held]
    assert found(clerk(HEALTH), "示范", is_open=False) == []


def test_a_new_name_is_found_and_the_old_one_no_more(held):
    Party.objects.filter(id=APPLICANT).update(name="端州区新名剪吧")
    assert found(clerk(HEALTH), "新名") == [held] and found(clerk(HEALTH), "示范") == []


@pytest.mark.parametrize("actor", [clerk(HEALTH), citizen(), CITY], ids=["unit", "party", "city"])
def test_the_table_of_names_answers_nobody(held, actor):
    with (
        pytest.raises(ProgrammingError),
        as_actor(actor),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM case_search")


@pytest.mark.parametrize("newer", [0, 20_500], ids=["near", "far back"])
def test_the_city_is_given_the_newest_however_many_match(applied, newer):
    """More match than are looked at one by one; the newest of them were written last."""
    with connection.cursor() as cursor:
        cursor.execute(MANY, ["常见的名字", 5200, 0])
        cursor.execute(MANY, ["别的", 5200 + newer, 5200])
    first = newest(LAST_ID, 3)
    assert [one.int for one in (*first, *newest(first[-1], 2))] == [5200, 5199, 5198, 5197, 5196]


OF_UNIT = """INSERT INTO case_unit (case_id, unit_id, part, since)
  SELECT case_id, %s, part, now() FROM case_search, unnest(ARRAY['main', 'intake']) part"""
FOUND_BY_UNIT = "UPDATE case_search SET terms = terms || ARRAY['u:' || %s]"


@pytest.mark.parametrize(
    "units",
    [(HEALTH,), (FIRE, HEALTH), (HEALTH, *(f"unit-{n}" for n in range(30)))],
    ids=["one", "two", "many"],
)
@pytest.mark.parametrize("newer", [0, 600], ids=["near", "far back"])
def test_units_are_given_their_newest_however_many_match(applied, newer, units):
    """Each once, though it plays two parts in it; what is not among its newest is found as well."""
    who = replace(clerk(HEALTH), units=units)
    with connection.cursor() as cursor:
        cursor.execute(MANY, ["常见的名字", 40, 0])
        cursor.execute(MANY, ["别的", 40 + newer, 40])
        cursor.execute(OF_UNIT, [HEALTH])
        cursor.execute(FOUND_BY_UNIT, [HEALTH])
        cursor.execute("UPDATE case_unit SET until = now() WHERE case_id = %s", [UUID(int=39)])
    first = newest(LAST_ID, 3, who)
    rest = newest(first[-1], 50, who)
    assert [one.int for one in (*first, *rest)] == [40, 38, 37, *range(36, 0, -1)]
    assert newest(LAST_ID, 3, clerk(FIRE)) == []


def newest(before, most, actor=CITY):
    """What the city is given, or a unit, as the database gives it."""
    with as_actor(actor), connection.cursor() as cursor:
        cursor.execute("SELECT case_find('常见的', %s, %s)", [before, most])
        return [row[0] for row in cursor.fetchall()]
