"""A scope holds every query to the actor's role and rows, and ends with its block."""

from uuid import uuid4

import pytest
from django.db import DataError, ProgrammingError, connection, transaction
from django.db.migrations import RunSQL

from yiwang.foundations.scope.public import as_actor, grant, policy, scope_current, scope_enter
from yiwang.kernel.actor import PUBLIC, Actor, system_actor

STAFF = Actor(audience="staff", units=("a,b", 'q"uote', "c"), account_id=uuid4())
CITY = Actor(audience="staff", whole_city=True)
CITIZEN = Actor(audience="citizen", parties=(uuid4(), uuid4()))

pytestmark = pytest.mark.django_db


def one(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def run(step: RunSQL, reverse=False):
    for sql in step.reverse_sql if reverse else step.sql:
        one_way(sql)


def one_way(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def scope():
    return one("SELECT current_user::text, scope_units(), scope_parties(), scope_city(), scope_account()")


@pytest.fixture
def table():
    one_way("CREATE TABLE scope_probe (id bigserial PRIMARY KEY, unit_id text NOT NULL)")
    run(grant("scope_probe", staff="select, insert", worker="select, insert", citizen="select"))
    run(policy("scope_probe", "staff", "scope_city() OR unit_id = ANY(scope_units())"))
    one_way("INSERT INTO scope_probe (unit_id) VALUES ('a,b'), ('q\"uote'), ('other')")
    return "scope_probe"


def seen():
    return one("SELECT count(*) FROM scope_probe")[0]


def test_the_block_runs_under_the_actors_role_and_scope():
    with as_actor(STAFF):
        assert scope() == ("yiwang_staff", list(STAFF.units), [], False, STAFF.account_id)
    with as_actor(CITIZEN):
        assert scope() == ("yiwang_citizen", [], list(CITIZEN.parties), False, None)


def test_the_scope_ends_with_the_block_and_an_outer_one_comes_back():
    owner = one("SELECT current_user::text")[0]
    with as_actor(STAFF):
        with as_actor(PUBLIC):
            assert scope()[0] == "yiwang_public"
            assert scope_current() is PUBLIC
        assert scope()[:2] == ("yiwang_staff", list(STAFF.units))
    assert scope() == (owner, [], [], False, None)
    assert scope_current() is None


def test_the_scope_ends_also_when_the_block_fails():
    owner = one("SELECT current_user::text")[0]
    with pytest.raises(RuntimeError), as_actor(STAFF):
        raise RuntimeError
    assert scope() == (owner, [], [], False, None)
    assert scope_current() is None


def test_staff_see_their_units_rows_only_whole_city_hats_and_the_worker_all(table):
    for actor, count in ((STAFF, 2), (CITY, 3), (system_actor("clock"), 3), (CITIZEN, 0)):
        with as_actor(actor):
            assert seen() == count, actor


def test_staff_cannot_write_rows_of_other_units(table):
    with as_actor(STAFF):
        one_way("INSERT INTO scope_probe (unit_id) VALUES ('c')")
    with pytest.raises(ProgrammingError, match="row-level security"), as_actor(STAFF):
        one_way("INSERT INTO scope_probe (unit_id) VALUES ('other')")


def test_a_role_without_grant_sees_nothing_at_all(table):
    with pytest.raises(ProgrammingError, match="permission denied"), as_actor(PUBLIC):
        seen()


def test_nobody_in_a_scope_can_be_whole_city_but_staff():
    with as_actor(Actor(audience="citizen", whole_city=True)):
        assert scope()[3] is False


def test_without_scope_a_role_sees_no_row(table):
    with transaction.atomic():
        one("SELECT set_config('role', 'yiwang_staff', true)")
        assert seen() == 0
        one("SELECT set_config('role', 'none', true)")


def test_rights_and_policies_can_be_taken_back(table):
    run(policy("scope_probe", "staff", "x"), reverse=True)
    assert one("SELECT relrowsecurity FROM pg_class WHERE relname = 'scope_probe'")[0] is False
    run(grant("scope_probe", staff="select"), reverse=True)
    with pytest.raises(ProgrammingError), as_actor(STAFF):
        seen()


@pytest.mark.django_db(transaction=True)
def test_a_scope_needs_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        scope_enter(STAFF)


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_scope_stays_on_the_connection():
    owner = one("SELECT current_user::text")[0]
    with as_actor(STAFF):
        assert scope()[0] == "yiwang_staff"
    assert scope() == (owner, [], [], False, None)


@pytest.mark.django_db(transaction=True)
def test_entering_takes_one_statement_after_begin(django_assert_num_queries):
    with django_assert_num_queries(3) as log, as_actor(STAFF):
        pass
    assert [query["sql"].split()[0] for query in log.captured_queries] == ["BEGIN", "SELECT", "COMMIT"]


def test_whatever_stands_in_an_id_stays_a_value():
    odd = ("it's", "back\\slash", '\\"', "{}", "%s", "NULL", "示范单位")
    with as_actor(Actor(audience="staff", units=odd)):
        assert scope()[:2] == ("yiwang_staff", list(odd))


@pytest.mark.django_db(transaction=True)
def test_a_scope_that_cannot_be_entered_is_an_error_of_the_database():
    with pytest.raises(DataError), as_actor(Actor(audience="citizen", parties=("no uuid",))):
        scope()
    with as_actor(CITIZEN):
        assert scope()[0] == "yiwang_citizen"
