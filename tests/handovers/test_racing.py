"""Two results at one instant, a counter against a courier, a worker killed in between: on PostgreSQL."""

import pytest
from django.db import connection
from django.utils import timezone

from tests.payments.test_racing import at_once
from yiwang.engines.cases.tests.world import FIRE, HEALTH
from yiwang.engines.handovers.models import Handover, HandoverItem
from yiwang.engines.handovers.public import (
    Handing,
    HandoverRefused,
    delivery_notice_take,
    handover_give,
    handover_send,
)
from yiwang.engines.handovers.services import finishing
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor

from .conftest import ISSUER, WORKER, decide, handover_of, opened, ready, state_of, wish
from .test_handing_over import notice, send


@pytest.mark.django_db(transaction=True)
def test_two_results_at_one_instant_make_one_hand_over(applicant_for_all):
    root_id, ids = opened(applicant_for_all, HEALTH, FIRE)
    wish(applicant_for_all, root_id, "pickup", "together")
    for case_id, unit in zip(ids, (HEALTH, FIRE), strict=True):
        decide(case_id, unit)
    for _ in range(4):
        at_once(*[lambda: outbox_drain(20)] * 3)
    with as_actor(WORKER):
        assert (Handover.objects.count(), HandoverItem.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_counters_hand_over_once(applicant_for_all):
    case_id, handover = ready(applicant_for_all, "pickup")
    handing = Handing(receiver="李示范", checked=True)
    answers = at_once(*[lambda: handover_give(ISSUER, handover.id, handing, now=timezone.now())] * 2)
    assert sorted(map(type, answers), key=str) == sorted([str, HandoverRefused], key=str)
    outbox_drain(50)
    assert state_of(case_id) == "closed"


@pytest.mark.django_db(transaction=True)
def test_one_notice_at_four_doors_is_taken_once(applicant_for_all):
    case_id, handover = ready(applicant_for_all)
    sent = send(handover)
    signed = notice(sent)
    answers = at_once(*[lambda: delivery_notice_take("demo-courier", signed, now=timezone.now())] * 4)
    assert answers == ["taken"] * 4
    outbox_drain(50)
    assert state_of(case_id) == "closed"


@pytest.mark.django_db
def test_a_worker_killed_while_it_hands_in_the_parcel_hands_in_one(applicant, monkeypatch):
    from yiwang.adapters.delivery.models import DemoParcel
    from yiwang.engines.handovers.services import sending

    _, handover = ready(applicant)

    def killed(*args, **kwargs):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched, as_actor(ISSUER):
        patched.setattr(sending, "tell", killed)
        handover_send(ISSUER, handover.id, now=timezone.now())
    with monkeypatch.context() as patched:
        patched.setattr(sending, "tell", killed)
        outbox_drain(50)
    again()
    sent = handover_of(handover.root_id)
    with as_actor(WORKER):
        assert DemoParcel.objects.get().carrier_number == sent.carrier_number != ""


@pytest.mark.django_db
def test_a_worker_killed_before_the_case_closes_leaves_it_to_the_next(applicant, monkeypatch):
    case_id, handover = ready(applicant, "pickup")

    def killed(*args, **kwargs):
        raise RuntimeError("killed")

    with as_actor(ISSUER):
        handover_give(ISSUER, handover.id, Handing(receiver="李示范", checked=True), now=timezone.now())
    with monkeypatch.context() as patched:
        patched.setattr(finishing, "case_move", killed)
        outbox_drain(50)
    assert state_of(case_id) == "issued"
    again()
    assert state_of(case_id) == "closed"


def again():
    with as_actor(WORKER), connection.cursor() as cursor:
        cursor.execute("UPDATE outbox SET not_before = now() WHERE done_at IS NULL")
    outbox_drain(50)
