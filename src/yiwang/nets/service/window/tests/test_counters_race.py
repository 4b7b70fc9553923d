"""Counters that call, and citizens who book, at the same instant."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from yiwang.foundations.scope.public import as_actor

from ..domain.tickets import QueueRefused
from ..services.booking import booking_make
from ..services.queueing import counter_open, ticket_call, ticket_issue
from .conftest import HALL, NOW, clerk, person

pytestmark = pytest.mark.django_db(transaction=True)


def together(calls):
    """Run all at once, each with a connection of its own; errors come back as values."""

    def one(call):
        try:
            return call()
        except QueueRefused as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def as_(actor, what, *args, **more):
    def call():
        with as_actor(actor):
            return what(actor, *args, **more)

    return call


def test_two_counters_that_call_at_once_get_two_tickets(city_for_all):
    clerks = [clerk(f"clerk{n}") for n in range(3)]
    for one, key in zip(clerks, ("c1", "c2", "c3"), strict=True):
        as_(one, counter_open, HALL, key, now=NOW)()
    issued = together([as_(clerks[0], ticket_issue, HALL, "general", now=NOW)] * 3)
    assert sorted(ticket.number for ticket in issued) == [1, 2, 3]
    called = together([as_(one, ticket_call, now=NOW) for one in clerks])
    assert {ticket.id for ticket in called} == {ticket.id for ticket in issued}


def test_two_who_book_the_last_place_at_once_do_not_both_get_it(city_for_all):
    numbers = ["441299199005120121", "441299198509030213", "441299197802140230", "441299198011200246"]
    people = [person(f"示范{n}", number) for n, number in enumerate(numbers)]
    told = together(
        [as_(one, booking_make, HALL, "property", NOW.date(), "11:00", now=NOW) for one in people]
    )
    assert sorted(held.seat for held in told if not isinstance(held, QueueRefused)) == [1, 2, 3]
