"""What an act queues is delivered after it commits, to every subscriber, at least once, and never lost."""

import threading
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from yiwang.foundations.outbox.models import OutboxMessage, WorkerHeartbeat
from yiwang.foundations.outbox.public import (
    MAX_ATTEMPTS,
    heartbeat_beat,
    heartbeats,
    outbox_drain,
    outbox_poisoned,
    outbox_prune,
    outbox_put,
    outbox_retry,
    outbox_state,
    subscribe,
)
from yiwang.foundations.outbox.pure import first_line, retry_after
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

_topics = count()


@pytest.fixture
def topic():
    return f"test.topic.{next(_topics)}"


def make_due():
    OutboxMessage.objects.filter(done_at=None).update(not_before=Now())


def listen(topic, name="all", fail=lambda message: False):
    heard = []

    def handler(message):
        if fail(message):
            raise RuntimeError("线路不通")
        heard.append(message)

    subscribe(topic, name, handler)
    return heard


@pytest.mark.django_db
def test_a_message_reaches_its_subscribers_once(topic):
    first, second = listen(topic, "first"), listen(topic, "second")
    outbox_put(topic, "k1", {"case": "1"})
    assert outbox_drain() == 1
    assert outbox_drain() == 0
    assert [(m.topic, m.key, m.body, m.attempts) for m in first] == [(topic, "k1", {"case": "1"}, 1)]
    assert first == second


@pytest.mark.django_db
def test_a_second_message_of_the_same_key_is_not_queued(topic):
    heard = listen(topic)
    assert outbox_put(topic, "same", {"n": 1})
    assert not outbox_put(topic, "same", {"n": 2})
    outbox_drain()
    assert not outbox_put(topic, "same", {"n": 3})
    assert [m.body for m in heard] == [{"n": 1}]


@pytest.mark.django_db
def test_a_message_waits_for_its_time(topic):
    listen(topic)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp() + interval '1 hour'")
        later = cursor.fetchone()[0]
    outbox_put(topic, "later", {}, not_before=later)
    assert outbox_drain() == 0
    assert outbox_state().later == 1
    make_due()
    assert outbox_drain() == 1


@pytest.mark.django_db
def test_what_fails_is_tried_again_later_and_only_for_whom_it_failed(topic):
    fine = listen(topic, "fine")
    heard = listen(topic, "flaky", fail=lambda m: m.attempts == 1)
    outbox_put(topic, "k", {})
    assert outbox_drain() == 1
    assert outbox_drain() == 0
    assert "线路不通" in OutboxMessage.objects.get(key="k").last_error
    make_due()
    outbox_drain()
    assert (len(fine), [m.attempts for m in heard]) == (1, [2])
    assert OutboxMessage.objects.get(key="k").last_error == ""


@pytest.mark.django_db
def test_a_failing_handler_leaves_nothing_of_its_own_in_the_database(topic):
    def half_way(message):
        outbox_put("other", "half-way", {})
        raise ValueError

    subscribe(topic, "half way", half_way)
    outbox_put(topic, "k", {})
    outbox_drain()
    assert not OutboxMessage.objects.filter(key="half-way").exists()


@pytest.mark.django_db
def test_poison_is_kept_shown_and_can_be_set_free(topic):
    broken = {"yes": True}
    heard = listen(topic, fail=lambda m: broken["yes"])
    outbox_put(topic, "poison", {})
    for _ in range(MAX_ATTEMPTS + 3):
        make_due()
        outbox_drain()
    (given_up,) = outbox_poisoned()
    assert (given_up.key, given_up.attempts, outbox_state().poisoned) == ("poison", MAX_ATTEMPTS, 1)
    assert "线路不通" in given_up.last_error
    broken["yes"] = False
    assert outbox_retry(given_up.id)
    outbox_drain()
    assert len(heard) == 1
    assert outbox_state().poisoned == 0


@pytest.mark.django_db
def test_a_poisonous_message_does_not_hold_up_the_others(topic):
    heard = listen(topic, fail=lambda m: m.key == "bad")
    for key in ("bad", "good"):
        outbox_put(topic, key, {})
    outbox_drain()
    assert [m.key for m in heard] == ["good"]


@pytest.mark.django_db
def test_handlers_run_as_the_worker(topic):
    seen = []

    def who(message):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user::text")
            seen.append(cursor.fetchone()[0])

    subscribe(topic, "who", who)
    outbox_put(topic, "k", {})
    outbox_drain()
    assert seen == ["yiwang_worker"]


@pytest.mark.django_db
@pytest.mark.parametrize("audience", ["staff", "citizen", "public", "worker"])
def test_every_audience_may_queue(topic, audience):
    with as_actor(Actor(audience=audience)):
        assert outbox_put(topic, "k", {})
        assert not outbox_put(topic, "k", {})


@pytest.mark.django_db
def test_staff_see_the_state_but_no_bodies(topic):
    outbox_put(topic, "k", {})
    OutboxMessage.objects.update(attempts=MAX_ATTEMPTS)
    with as_actor(Actor(audience="staff")):
        assert outbox_state().poisoned == 1
        assert outbox_retry(outbox_poisoned()[0].id)
    with pytest.raises(Exception, match="permission denied"), as_actor(Actor(audience="staff")):
        OutboxMessage.objects.get(key="k")


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_message(topic):
    with pytest.raises(RuntimeError), transaction.atomic():
        outbox_put(topic, "never", {})
        raise RuntimeError
    assert outbox_drain() == 0


@pytest.mark.django_db(transaction=True)
def test_racing_workers_deliver_each_message_exactly_once(topic):
    meet, heard = threading.Barrier(4), []
    subscribe(topic, "count", lambda m: heard.append(m.key))
    for n in range(120):
        outbox_put(topic, f"race-{n}", {})

    def work():
        meet.wait()
        while outbox_drain(limit=7):
            pass
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(heard) == sorted(f"race-{n}" for n in range(120))
    assert outbox_state().due == 0


@pytest.mark.django_db(transaction=True)
def test_racing_puts_of_one_key_leave_one_message(topic):
    meet, new = threading.Barrier(6), []

    def put():
        meet.wait()
        new.append(outbox_put(topic, "one", {}))
        connection.close()

    threads = [threading.Thread(target=put) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new) == [False] * 5 + [True]


@pytest.mark.django_db(transaction=True)
def test_a_message_whose_worker_died_comes_back_and_one_being_delivered_is_not_taken_twice(topic):
    inside, leave, heard = threading.Event(), threading.Event(), []

    def slow(message):
        heard.append(message.attempts)
        inside.set()
        leave.wait(20)

    subscribe(topic, "slow", slow)
    outbox_put(topic, "slow", {})
    worker = threading.Thread(target=lambda: (outbox_drain(), connection.close()))
    worker.start()
    assert inside.wait(20)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        assert outbox_drain() == 0
    leave.set()
    worker.join()
    OutboxMessage.objects.update(done_at=None, delivered=[], attempts=1, not_before=Now() - timedelta(1))
    assert outbox_drain() == 1
    assert heard == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_stopping_puts_back_what_was_claimed(topic):
    heard = listen(topic)
    for n in range(5):
        outbox_put(topic, f"n{n}", {})
    assert outbox_drain(stopping=lambda: len(heard) == 2) == 2
    assert outbox_state().due == 3
    assert set(OutboxMessage.objects.filter(done_at=None).values_list("attempts", flat=True)) == {0}


@pytest.mark.django_db(transaction=True)
def test_a_constraint_checked_at_commit_counts_as_a_failure(topic):
    def spoil(message):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO late_check VALUES (1), (1)")

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE late_check (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        cursor.execute("GRANT ALL ON late_check TO yiwang_worker")
    try:
        subscribe(topic, "spoil", spoil)
        outbox_put(topic, "late", {})
        outbox_drain()
        left = OutboxMessage.objects.get(key="late")
        assert (left.done_at, left.attempts) == (None, 1)
        assert left.last_error.startswith("IntegrityError")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE late_check")


@pytest.mark.django_db
def test_old_deliveries_are_pruned_and_nothing_else(topic):
    listen(topic)
    for key in ("old", "new"):
        outbox_put(topic, key, {})
    outbox_drain()
    outbox_put(topic, "waiting", {})
    OutboxMessage.objects.filter(key="old").update(done_at=Now() - timedelta(days=91))
    assert outbox_prune() == 1
    assert set(OutboxMessage.objects.values_list("key", flat=True)) == {"new", "waiting"}


def test_two_subscribers_of_a_topic_need_two_names(topic):
    listen(topic, "same")
    with pytest.raises(ValueError, match="换一个名字"):
        listen(topic, "same")


def test_the_pause_grows_and_is_bounded():
    pauses = [retry_after(n) for n in range(1, MAX_ATTEMPTS + 1)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(seconds=2), timedelta(hours=1))


def test_an_error_is_kept_without_the_values_of_rows():
    assert first_line(ValueError("duplicate key\nDETAIL: Key (id)=(44123)")) == "ValueError: duplicate key"


@pytest.mark.django_db
def test_a_worker_that_lives_is_seen_by_staff_and_one_long_silent_is_forgotten():
    for name in ("old", "new"):
        heartbeat_beat(name)
    WorkerHeartbeat.objects.filter(name="old").update(at=Now() - timedelta(days=2))
    heartbeat_beat("new")
    with as_actor(Actor(audience="staff")):
        assert list(heartbeats()) == ["new"]
