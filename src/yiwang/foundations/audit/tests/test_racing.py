"""Writers racing the sealer: nothing is lost, nothing sealed twice, and all is whole in the end."""

import threading

import pytest
from django.db import connection, transaction

from yiwang.foundations.audit.models import AuditEvent, SealLeafRow, SealRow
from yiwang.foundations.audit.public import audit_record, seal_now, verify_all
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, ROWS = 4, 25


def in_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    return threading.Thread(target=run)


def test_every_row_is_sealed_exactly_once_and_the_log_is_whole():
    stop = threading.Event()

    def write():
        for n in range(ROWS):
            audit_record(system_actor("writer"), "thing.done", f"thing:{n % 3}", {"n": n})

    def seal():
        while not stop.is_set():
            seal_now()

    sealers = [in_thread(seal) for _ in range(2)]
    writers = [in_thread(write) for _ in range(WRITERS)]
    for thread in [*sealers, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    seal_now()
    assert AuditEvent.objects.count() == WRITERS * ROWS == SealLeafRow.objects.count()
    assert SealRow.objects.count() >= 1
    assert verify_all() == []


def test_a_row_in_flight_while_a_seal_is_made_comes_under_the_next():
    wrote, may_commit = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            audit_record(system_actor("slow"), "thing.done", "thing:slow", {})
            wrote.set()
            may_commit.wait(20)

    thread = in_thread(slow)
    thread.start()
    assert wrote.wait(20)
    audit_record(system_actor("quick"), "thing.done", "thing:quick", {})
    assert seal_now().count == 1
    may_commit.set()
    thread.join()
    assert seal_now().count == 1
    assert verify_all() == []
