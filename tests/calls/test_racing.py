"""Two at the same instant: a call is answered by one, an event is taken once, a missed caller is called back by one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from yiwang.adapters.telephony import stand_in
from yiwang.adapters.telephony.stand_in import DemoExchange
from yiwang.engines.calls.models import CallEvent, CallTask
from yiwang.engines.calls.public import CallRefused, call_answer, task_take
from yiwang.engines.calls.services import exchanges
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.tests.world import WORKER

from .conftest import CENTRE, PHONE, ago, call_row, clerk, event, tell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _exchange(city_for_all, monkeypatch, settings):
    settings.YIWANG_DEMO = True
    monkeypatch.setattr(exchanges, "_exchanges", [DemoExchange()])


def at_once(*acts):
    """Do them at the same instant; each one's result, or the sentence that refused it."""

    def one(act):
        try:
            return act()
        except CallRefused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(one, acts))


def acting(actor, act, *args):
    def done():
        with as_actor(actor):
            return act(actor, *args, now=timezone.now())

    return done


def test_two_seats_answer_one_call_and_one_has_it():
    seats = [clerk("8001"), clerk("8002")]
    call = call_row(stand_in.ring(CENTRE, "12345", PHONE).number)
    said = at_once(*(acting(seat, call_answer, call.id) for seat in seats))
    assert sorted(said, key=str) == [None, "这个电话已经有人接了。"] or sorted(map(str, said))[0] == "None"
    row = call_row(call.exchange_number)
    winner = seats[said.index(None)]
    assert row.account_id == winner.account_id and said.count(None) == 1
    with as_actor(WORKER):
        assert CallEvent.objects.filter(kind="answered").count() == 1


def test_an_event_delivered_several_times_at_once_is_taken_once():
    said = event("abandoned", at=ago(seconds=5))
    assert set(at_once(*[lambda: tell(said)] * 4)) == {"taken"}
    with as_actor(WORKER):
        assert CallEvent.objects.count() == CallTask.objects.count() == 1


def test_all_events_of_a_call_at_once_make_one_call():
    begun = ago(minutes=1)
    story = [event(kind, at=begun, extension="8001") for kind in ("ringing", "answered", "held", "ended")]
    at_once(*[lambda one=one: tell(one) for one in story])
    assert call_row().state == "ended"


def test_several_missed_calls_of_one_number_at_once_are_one_calling_back():
    calls = [event("abandoned", f"C{n}", at=ago(seconds=n)) for n in range(4)]
    at_once(*[lambda one=one: tell(one) for one in calls])
    with as_actor(WORKER):
        assert CallTask.objects.get().times == 4
        task = CallTask.objects.get()
    seats = [clerk("8001"), clerk("8002")]
    said = at_once(*(acting(seat, task_take, task.id) for seat in seats))
    assert said.count(None) == 1
