"""Cases are found by two signs of a name or a title, inside one's scope only, also after a name changed."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from yiwang.engines.cases.public import case_open_tree, case_search
from yiwang.foundations.people.models import Party
from yiwang.foundations.scope.public import as_actor

from .world import APPLICANT, FIRE, HEALTH, at, citizen, clerk, seed

pytestmark = pytest.mark.django_db
CITY = replace(clerk(FIRE), whole_city=True)


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
