"""Two clerks sign for one bag, and two units find one piece, at the same instant."""

import pytest

from ..domain.attending import AttendingRefused
from ..models import Paper
from ..services.carrying import paper_found, papers_take
from ..services.custody import papers_give
from .conftest import NOW, clerk
from .test_bags import CODES, HEALTH, HEALTH_POST, TOWN, TOWN_POST, piece
from .test_counters_race import as_, together

pytestmark = pytest.mark.django_db(transaction=True)


def said(call):
    """What an act gives, or what it is refused with."""

    def one():
        try:
            return call()
        except AttendingRefused as error:
            return str(error)

    return one


def test_one_of_two_signs_for_a_bag_and_one_of_two_finds_a_piece(city_for_all):
    for code in CODES:
        piece(code)
    town, *clerks = clerk("town", TOWN_POST), clerk("a", HEALTH_POST), clerk("b", HEALTH_POST)
    bag = as_(town, papers_give, CODES, HEALTH, now=NOW)()
    takes = [
        said(as_(clerks[0], papers_take, bag.id, CODES[:2], now=NOW, short=True)),
        said(as_(clerks[1], papers_take, bag.id, CODES[1:], now=NOW, short=True)),
    ]
    told = together(takes)
    assert sum("已经由" in one for one in told if isinstance(one, str)) == 1
    (taken,) = [one for one in told if not isinstance(one, str)]
    (missing,) = taken.missing
    assert set(Paper.objects.filter(holder_id=TOWN).values_list("code", flat=True)) == {missing}
    told = together([said(as_(actor, paper_found, missing, now=NOW)) for actor in (town, clerks[0])])
    assert sum(isinstance(one, str) for one in told) == 1
    assert Paper.objects.get(code=missing).state == "held"
