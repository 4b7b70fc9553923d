"""After a call: who was not answered is called back the same day; messages are listened to and taken as demands."""

from datetime import datetime, time, timedelta, timezone

import pytest
from django.urls import reverse

from yiwang.adapters.telephony import stand_in
from yiwang.engines.calls.domain.due import call_back_due
from yiwang.engines.calls.models import Call, CallAttempt, CallTask
from yiwang.engines.cases.models import Case
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.models import HotlineCaller
from yiwang.nets.service.hotline.tests.world import WORKER

from .conftest import CENTRE, DISPATCHER, PHONE, call_row, event, tell
from .test_seats import text, typed

pytestmark = pytest.mark.django_db
CHINA = timezone(timedelta(hours=8))


def missed(what="hang_up", phone=PHONE):
    row = stand_in.ring(CENTRE, "12345", phone)
    stand_in.press(row.number, what)
    return row.number


def task(**more):
    with as_actor(WORKER):
        return CallTask.objects.get(**more)


def do(client, what, **more):
    client.post(reverse("hotline:call-task"), {"task": task().id, "do": what, **more})
    return text(client.get(reverse("hotline:calls")))


@pytest.mark.parametrize(
    ("at", "due"),
    [((12, 9, 0), (12, 21, 0)), ((12, 20, 59), (12, 21, 0)), ((12, 21, 0), (13, 10, 0)), ((12, 23, 50), (13, 10, 0)),
     ((13, 2, 0), (13, 21, 0))],
)  # fmt: skip
def test_the_same_day_is_the_same_day_and_the_night_is_the_next_morning(at, due):
    day = lambda d, h, m: datetime(2027, 1, d, h, m, tzinfo=CHINA)  # noqa: E731
    assert call_back_due(day(*at), until=time(21), morning=time(10)) == day(*due)


def test_who_was_not_answered_is_listed_with_its_time_once_however_often_he_calls(enter):
    client = enter(extension="8001")
    for _ in range(3):
        missed()
    assert task().times == 3
    said = text(client.get(reverse("hotline:calls")))
    assert "打来 3 次" in said and "最迟" in said and "100****0001" in said and PHONE not in said
    assert "没有接到 3 个" in said


def test_what_is_told_of_a_missed_call_later_counts_it_no_more(city, exchange):
    for call in ("C1", "C2"):
        tell(event("ringing", call))
        tell(event("abandoned", call))
    tell(event("ended", "C2"))
    assert task().times == 2
    with as_actor(WORKER):
        CallTask.objects.update(state="done", outcome="reached")
    tell(event("left", "C2"))
    assert task().state == "done", "no new calling back either"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "x"])
def test_a_day_that_no_calendar_has_is_today(enter, day):
    assert enter().get(reverse("hotline:calls"), {"day": day}).status_code == 200


def test_calls_without_a_number_are_each_listed(enter):
    for _ in range(2):
        missed(phone="")
    with as_actor(WORKER):
        assert CallTask.objects.count() == 2


def test_he_is_called_back_by_one_person_and_each_try_is_written(enter):
    client, other = enter(extension="8001"), enter(extension="8002")
    missed()
    assert "由您来办" in do(client, "take")
    do(other, "take")
    assert "正在办这一件" in text(other.get(reverse("hotline:calls"))) or task().label
    do(other, "tried", outcome="reached")
    assert task().state == "taken", "not by somebody who did not take it"
    assert "正在拨" in do(client, "dial")
    with as_actor(WORKER):
        made = Call.objects.get(is_outgoing=True)
    stand_in.press(made.exchange_number, "hang_up")
    assert task().tries == 0 and call_row(made.exchange_number).state == "abandoned"
    do(client, "tried", outcome="no_answer")
    said = do(client, "take")
    assert "回拨过 1 次" in said and "没有人接" in said
    do(client, "close")
    assert task().state == "taken", "once is too few"
    do(client, "tried", outcome="busy")
    do(client, "take")
    do(client, "close")
    assert (task().state, task().outcome) == ("done", "not_reached")
    with as_actor(WORKER):
        assert CallAttempt.objects.count() == 2


def test_reaching_him_ends_it_and_what_he_says_is_taken_as_of_his_number(enter):
    client = enter(extension="8001")
    number = missed()
    do(client, "take")
    do(client, "dial")
    with as_actor(WORKER):
        made = Call.objects.get(is_outgoing=True)
    stand_in.press(made.exchange_number, "picked_up")
    assert call_row(made.exchange_number).state == "talking"
    sheet = text(client.get(f"{reverse('hotline:seat')}?call={made.id}"))
    assert "100****0001" in sheet and PHONE not in sheet
    client.post(reverse("hotline:seat"), typed(call=made.id))
    with as_actor(WORKER):
        assert HotlineCaller.objects.get().phone
    assert "联系上了" in do(client, "tried", outcome="reached")
    assert task().state == "done" and call_row(number).state == "abandoned"


def test_by_hand_he_opens_the_number_of_what_he_calls_back_and_of_nothing_else(enter):
    client = enter(extension="8001")
    page = reverse("hotline:call", args=[call_row(missed()).id])
    assert PHONE not in text(client.post(page, {"purpose": "回拨"}))
    do(client, "take")
    stand_in.switch(down=True)
    assert "演示交换机已断开" in do(client, "dial")
    assert PHONE in text(client.post(page, {"purpose": "交换机断开，手工回拨"}))
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="calls.number.opened").count() == 1


def test_who_reaches_somebody_himself_is_not_called_back(enter):
    client = enter(extension="8001")
    missed()
    row = stand_in.ring(CENTRE, "12345", PHONE, "8001")
    client.post(reverse("hotline:answer"), {"answer": call_row(row.number).id})
    assert (task().state, task().outcome) == ("done", "came_again")
    assert "对方又打来，已接起" in text(client.get(reverse("hotline:calls")))


def test_a_message_is_heard_by_who_takes_it_and_becomes_a_demand(enter):
    client, other = enter(extension="8001"), enter(extension="8002")
    missed("message")
    hear = reverse("hotline:call-message")
    held = {"task": task().id}
    assert client.post(hear, held).status_code == 302, "not before it is taken"
    do(client, "take")
    assert client.post(hear, held).status_code == 302, "nor before the exchange gave it"
    outbox_drain(50)
    answer = client.post(hear, held)
    assert answer["Content-Type"] == "audio/wav" and answer.content[:4] == b"RIFF"
    assert other.post(hear, held).status_code == 302
    assert "登记成诉求" in text(client.get(reverse("hotline:calls")))
    text(client.post(reverse("hotline:seat"), typed(call=task().call_id)))
    with as_actor(WORKER):
        assert Case.objects.count() == 1 and HotlineCaller.objects.get().phone
        assert AuditEvent.objects.filter(act="calls.recording.heard").count() == 1
    assert (task().state, task().outcome) == ("done", "case")


def test_a_message_that_says_nothing_ends_with_a_reason(enter):
    client = enter(extension="8001")
    missed("message")
    do(client, "take")
    do(client, "close", why="because")
    assert task().state == "taken"
    assert "没有声音或者听不清" in do(client, "close", why="nothing")
    assert task().state == "done"


def test_who_watches_takes_over_what_somebody_left(enter):
    client, watcher = enter(extension="8001"), enter(DISPATCHER)
    missed()
    do(client, "take")
    do(watcher, "take")
    do(client, "tried", outcome="reached")
    assert task().state == "taken" and "派单员" in task().label
    assert "8001" in text(watcher.get(reverse("hotline:calls"))), "who watches sees the seats"
    assert "s-seats" not in text(client.get(reverse("hotline:calls")))
