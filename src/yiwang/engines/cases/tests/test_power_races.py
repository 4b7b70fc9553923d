"""Several hands at once on cases that hang on one another: one of two is told why not, nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from yiwang.engines.cases.models import Case, CaseLink
from yiwang.engines.cases.public import CaseRefused, case_move, case_open_tree
from yiwang.foundations.releases.public import forget_current, release_apply

from .orders import DISPATCHER, WATER, hat, order_seed
from .orders_site import order_place
from .world import at, citizen

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at("03-02 09:00")


@pytest.fixture
def place(transactional_db, tmp_path, settings):
    """The place in force, committed."""
    settings.YIWANG_DATA = tmp_path / "data"
    yield release_apply(order_place(tmp_path))
    forget_current()


def opened():
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=NOW)
    return Case.objects.get(id=made.root_id)


def told(call):
    """What came of an act done on a connection of its own: "" or the refusal."""
    actor, case, act, data = call
    try:
        case_move(actor=actor, case_id=case.id, act=act, data=data, now=at("03-02 10:00"))
    except CaseRefused as refused:
        return str(refused)
    finally:
        connection.close()
    return ""


def at_once(*calls):
    with ThreadPoolExecutor(len(calls)) as hands:
        return list(hands.map(told, calls))


def test_of_two_who_merge_crosswise_one_does_and_the_other_reads_why_not(place):
    for _ in range(4):
        one, two = opened(), opened()
        calls = [(DISPATCHER, a, "merge", {"into": b.number}) for a, b in ((one, two), (two, one))]
        answers = at_once(*calls)
        assert answers.count("") == 1 and any("并入" in answer for answer in answers)
        assert CaseLink.objects.filter(case_id__in=[one.id, two.id], kind="merged_into").count() == 1


def test_nothing_is_merged_into_what_closes_at_that_moment(place):
    for _ in range(4):
        main, member = opened(), opened()
        at_once((DISPATCHER, main, "dispatch", {"unit": WATER}))
        at_once((hat(WATER), main, "sign", {}))
        answers = at_once(
            (citizen(), main, "withdraw", {}), (DISPATCHER, member, "merge", {"into": main.number})
        )
        assert answers.count("") == 1, "a withdrawn case has no member, and what has members is not withdrawn"
