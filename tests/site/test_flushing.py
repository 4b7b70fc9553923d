"""What a test commits is gone before the next one, in tables made in SQL too; what migrations made stays."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
FOUND = "SELECT count(*) FROM case_search"


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("test", ["first", "next"])
def test_nothing_of_another_test_is_left(test):
    assert asked(FOUND) == 0
    assert asked("SELECT count(*) FROM case_number_secret") == 1
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO case_search VALUES (gen_random_uuid(), '示范', '{示范}')")
