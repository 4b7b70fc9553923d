"""Numbers, calls, who goes first, who may come back without a new number."""

from datetime import timedelta

import pytest

from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

from ..definitions import HALL as KIND
from ..domain.tickets import QueueRefused, waiting_minutes
from ..selectors.queue import hall_of, ticket_by_code, ticket_wait, tickets_called
from ..services.booking import booking_cancel, booking_make
from ..services.queueing import counter_close, counter_open, ticket_call, ticket_issue, ticket_move
from .conftest import HALL, NOW, clerk, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(city, acting):
    """A clerk at counter 1, and how numbers are given."""
    actor = clerk()
    acting(actor, counter_open, HALL, "c1", now=NOW)

    def issue(minute=0, **more):
        return acting(actor, ticket_issue, HALL, "general", now=NOW + timedelta(minutes=minute), **more)

    return actor, issue


def test_numbers_run_per_line_and_day(desk, acting):
    actor, issue = desk
    assert [issue().label, issue().label] == ["A001", "A002"]
    assert acting(actor, ticket_issue, HALL, "property", now=NOW).label == "B001"
    assert acting(actor, ticket_issue, HALL, "general", now=NOW + timedelta(days=1)).label == "A001"


def test_who_parks_comes_back_first_and_who_missed_the_call_queues_again(desk, acting):
    actor, issue = desk
    first, second, third = issue(0), issue(1), issue(2)
    later = NOW + timedelta(minutes=5)
    for ticket, act in ((first, "park"), (second, "pass")):
        assert acting(actor, ticket_call, now=later).id == ticket.id
        acting(actor, ticket_move, ticket.id, act, now=later)
    for ticket in (second, first):
        acting(actor, ticket_move, ticket.id, "return", now=later)
    order = []
    for _ in range(3):
        order.append(acting(actor, ticket_call, now=later).id)
        acting(actor, ticket_move, order[-1], "finish", now=later)
    assert order == [first.id, third.id, second.id]


def test_one_ticket_at_a_time_and_none_is_left_behind(desk, acting):
    actor, issue = desk
    issue(), issue()
    acting(actor, ticket_call, now=NOW)
    with pytest.raises(QueueRefused, match="A001 号还没有结束"):
        acting(actor, ticket_call, now=NOW)
    with pytest.raises(QueueRefused, match="还在办理"):
        acting(actor, counter_close, now=NOW)


def test_another_counter_and_another_county_cannot_touch_the_ticket(desk, acting):
    actor, issue = desk
    ticket, other = issue(), clerk("other")
    acting(actor, ticket_call, now=NOW)
    acting(other, counter_open, HALL, "c2", now=NOW)
    with pytest.raises(QueueRefused, match="别的窗口"):
        acting(other, ticket_move, ticket.id, "finish", now=NOW)
    stranger = clerk("market", "441202-market-approval-officer")
    with pytest.raises(QueueRefused, match="没有这个号"):
        acting(stranger, ticket_move, ticket.id, "finish", now=NOW)
    with pytest.raises(QueueRefused, match="不在这个大厅"):
        acting(stranger, ticket_issue, HALL, "general", now=NOW)


def test_a_counter_has_one_clerk(desk, acting):
    with pytest.raises(QueueRefused, match="有人值守"):
        acting(clerk("other"), counter_open, HALL, "c1", now=NOW)


def test_the_wait_is_told_to_anybody_who_holds_the_slip(desk):
    _actor, issue = desk
    issue(0)
    mine = issue(1)
    with as_actor(PUBLIC):
        held = ticket_by_code(mine.code)
        wait = ticket_wait(hall_of(HALL), held)
        assert (wait.ahead, wait.minutes, wait.counters) == (1, 10, 1)
        assert tickets_called(hall_of(HALL), NOW) == []
    assert waiting_minutes(5, 10, 2) == 30


def test_an_appointment_goes_before_those_who_just_came(desk, acting):
    actor, issue = desk
    citizen = person("李示范", "441299199005120121")
    day = NOW.date()
    booked = acting(citizen, booking_make, HALL, "general", day, "10:30", now=NOW)
    issue(0)
    mine = issue(1, code=booked.code)
    assert acting(actor, ticket_call, now=NOW + timedelta(minutes=2)).id == mine.id
    with pytest.raises(QueueRefused, match="没有这个预约码"):
        issue(3, code=booked.code)


def test_no_place_is_given_twice_and_what_is_taken_back_is_free_again(city, acting):
    day, numbers = NOW.date(), ["441299199005120121", "441299198509030213", "441299197802140230"]
    people = [person(f"示范{n}", number) for n, number in enumerate(numbers)]
    made = [acting(one, booking_make, HALL, "property", day, "11:00", now=NOW) for one in people]
    late = person("示范迟", "441299198011200246")
    with pytest.raises(QueueRefused, match="约满"):
        acting(late, booking_make, HALL, "property", day, "11:00", now=NOW)
    with pytest.raises(QueueRefused, match="已经约过"):
        acting(people[0], booking_make, HALL, "property", day, "11:30", now=NOW)
    with pytest.raises(QueueRefused, match="没有这个预约"):
        acting(late, booking_cancel, made[0].id, now=NOW)
    acting(people[0], booking_cancel, made[0].id, now=NOW)
    assert acting(late, booking_make, HALL, "property", day, "11:00", now=NOW).seat == 1


@pytest.mark.parametrize("slot", ["09:00", "12:30", "25:00"])
def test_only_half_hours_to_come_in_opening_hours_can_be_booked(city, acting, slot):
    with pytest.raises(QueueRefused):
        acting(
            person("李示范", "441299199005120121"), booking_make, HALL, "general", NOW.date(), slot, now=NOW
        )


def test_a_hall_that_calls_nobody_is_told_at_once(city):
    hall = world().get(KIND, HALL)
    broken = hall.model_copy(update={"counters": {"c1": hall.counters["c1"]}})
    told = [problem.what for problem in KIND.check(broken, world())]
    assert told == [
        "没有窗口办理“不动产登记”，取了号也没有人叫。",
        "没有窗口办理“领证取件”，取了号也没有人叫。",
    ]
