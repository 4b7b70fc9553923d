"""Several notices at one instant, a withdrawal against a payment, a worker killed in between: on PostgreSQL."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from yiwang.adapters.payment import signing
from yiwang.engines.cases.public import CaseRefused
from yiwang.engines.cases.tests.world import citizen
from yiwang.engines.payments.models import PaymentNotice
from yiwang.engines.payments.public import notice_take
from yiwang.engines.payments.services import settling
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor

from .conftest import WORKER, act, charge_of, state_of, waiting
from .test_paying import paid_notice, told


def at_once(*works):
    """Run all at the same time, each on a connection of its own; gives what each answered or raised."""
    answers, gate = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        try:
            gate.wait()
            answers[place] = work()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_the_same_notice_on_four_doors_at_once_is_taken_once(charged_for_all):
    case_id, charge = waiting()
    signed = signing.signed(paid_notice(charge))
    answers = at_once(*[lambda: notice_take(signed, now=timezone.now())] * 4)
    assert answers == ["taken"] * 4
    with as_actor(WORKER):
        assert PaymentNotice.objects.count() == 1
    at_once(*[lambda: outbox_drain(50)] * 2)
    outbox_drain(50)
    assert state_of(case_id) == "closed" and told("payment_received") == 1


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_and_a_payment_at_once_leave_no_money_behind(charged_for_all):
    for _ in range(3):
        case_id, charge = waiting()
        said = paid_notice(charge, id=f"n-{charge.number}")
        _, refused = at_once(
            lambda said=said: (notice_take(signing.signed(said), now=timezone.now()), outbox_drain(50)),
            lambda case_id=case_id: act(case_id, "withdraw_unpaid", citizen()),
        )
        for _again in range(3):
            outbox_drain(50)
        ended = (state_of(case_id), charge_of(case_id).state)
        assert ended in {("withdrawn", "refund_asked"), ("closed", "paid")}, refused
        assert isinstance(refused, CaseRefused) == (ended[0] == "closed")


@pytest.mark.django_db
def test_a_worker_killed_between_the_case_and_the_charge_does_it_once_in_the_end(charged, monkeypatch):
    case_id, charge = waiting()
    notice_take(signing.signed(paid_notice(charge)), now=timezone.now())

    def killed(*args, **kwargs):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(settling, "_tell", killed)
        outbox_drain(50)
    assert (state_of(case_id), charge_of(case_id).settled_at) == ("paying", None)
    with as_actor(WORKER), connection.cursor() as cursor:
        cursor.execute("UPDATE outbox SET not_before = now() WHERE done_at IS NULL")
    outbox_drain(50)
    assert state_of(case_id) == "closed" and told("payment_received") == 1
