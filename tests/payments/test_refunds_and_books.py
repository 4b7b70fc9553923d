"""Giving back takes two people; every day the books are compared, and differences stand until cleared."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError
from django.db.utils import InternalError
from django.utils import timezone

from yiwang.adapters.payment.cashier import DemoCashier, pressed
from yiwang.adapters.payment.models import DemoOrder
from yiwang.engines.cases.tests.world import FIRE, HEALTH, citizen, clerk
from yiwang.engines.payments.models import BookDifference, Charge
from yiwang.engines.payments.public import (
    ChargeNotVisible,
    PaymentRefused,
    difference_clear,
    differences_open,
    reconcile_day,
    reconcile_due,
    refund_again,
    refund_ask,
    refund_decide,
    refunds_waiting,
)
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor

from .conftest import WORKER, charge_of, waiting
from .test_paying import at_the_cashier, told

pytestmark = pytest.mark.django_db
CHIEF, HEAD = clerk(HEALTH, "chief"), replace(clerk(HEALTH, "head"), account_id=UUID(int=9100))


def paid():
    case_id, charge = waiting()
    pressed(at_the_cashier(charge), "paid", timezone.now())
    outbox_drain(100)
    return case_id, charge


def asked(charge, actor=CHIEF):
    with as_actor(actor):
        return refund_ask(actor, charge.id, reason="多收了", now=timezone.now())


def decide(actor, refund, approve=True, note=""):
    with as_actor(actor):
        refund_decide(actor, refund.id, approve=approve, note=note, now=timezone.now())


def test_a_refund_needs_a_reason_and_a_second_person(charged):
    case_id, charge = paid()
    with as_actor(CHIEF), pytest.raises(PaymentRefused, match="理由"):
        refund_ask(CHIEF, charge.id, reason=" ", now=timezone.now())
    refund = asked(charge)
    both = replace(clerk(HEALTH, "chief", "head"), account_id=CHIEF.account_id)
    with pytest.raises(PaymentRefused, match="另一位"):
        decide(both, refund)
    with pytest.raises(PaymentRefused, match="权限"):
        decide(CHIEF, refund)
    decide(HEAD, refund)
    outbox_drain(100)
    assert charge_of(case_id).state == "refunded" and told("payment_refunded") == 1
    with pytest.raises(PaymentRefused, match="决定过"):
        decide(HEAD, refund)


def test_a_rejected_refund_leaves_the_charge_paid(charged):
    case_id, charge = paid()
    refund = asked(charge)
    with pytest.raises(PaymentRefused, match="理由"):
        decide(HEAD, refund, approve=False)
    decide(HEAD, refund, approve=False, note="没有多收")
    outbox_drain(100)
    assert charge_of(case_id).state == "paid"
    assert asked(charge).key.endswith(":1")


def test_a_refund_the_provider_could_not_do_is_sent_again(charged, monkeypatch):
    case_id, charge = paid()
    refund = asked(charge)
    with monkeypatch.context() as patched:
        patched.setattr(DemoCashier, "refund", failing)
        decide(HEAD, refund)
        outbox_drain(100)
    with as_actor(HEAD):
        (failed,) = refunds_waiting(HEAD)
        assert failed.state == "failed"
        refund_again(HEAD, failed.id, now=timezone.now())
    outbox_drain(100)
    assert charge_of(case_id).state == "refunded"


def failing(self, number, amount_fen, key):
    from yiwang.adapters.payment import signing
    from yiwang.engines.payments.public import ProviderNotice, notice_take

    order = DemoOrder.objects.get(number=number)
    said = ProviderNotice(
        "x-1", "refund_failed", number, order.provider_number, amount_fen, timezone.now(), "账户已注销"
    )
    notice_take(signing.signed(said), now=timezone.now())


def test_another_unit_sees_nothing_and_refunds_nothing(charged):
    _, charge = paid()
    other = clerk(FIRE, "chief")
    with as_actor(other), pytest.raises(ChargeNotVisible):
        refund_ask(other, charge.id, reason="多收了", now=timezone.now())
    with as_actor(other):
        assert not Charge.objects.exists()


def test_the_database_itself_lets_nobody_but_the_worker_say_paid(charged):
    _, charge = waiting()
    with pytest.raises((InternalError, ProgrammingError)), as_actor(CHIEF):
        Charge.objects.filter(id=charge.id).update(state="paid")
    with pytest.raises(ProgrammingError), as_actor(citizen()):
        Charge.objects.filter(id=charge.id).update(state="paid")


TODAY = timezone.localdate


def test_books_that_agree_make_no_list(charged):
    paid()
    held = reconcile_day(TODAY(), timezone.now())
    assert (held.matched, held.differing) == (1, 0)


def spoiled_book():
    """Three charges: one whose notice was lost, one with another amount, one the provider does not know."""
    _, lost = waiting()
    pressed(at_the_cashier(lost), "silent", timezone.now())
    (_, dearer), (_, unknown) = paid(), paid()
    with as_actor(WORKER):
        DemoOrder.objects.filter(number=dearer.number).update(amount_fen=9999)
        DemoOrder.objects.filter(number=unknown.number).update(paid_at=None)
    return lost, dearer, unknown


def test_every_difference_is_told_once_and_stands_until_cleared(charged):
    lost, dearer, unknown = spoiled_book()
    for _ in range(2):
        assert reconcile_day(TODAY(), timezone.now()).differing == 3
    with as_actor(HEAD):
        found = {one.number: one.kind for one in differences_open(HEAD)}
    assert found == {lost.number: "only_theirs", dearer.number: "amount", unknown.number: "only_ours"}
    with as_actor(CHIEF):
        assert differences_open(CHIEF) == []
    clear(dearer, "收款机构更正")
    with as_actor(HEAD):
        assert len(differences_open(HEAD)) == 2
    with pytest.raises(PaymentRefused, match="处理过"):
        clear(dearer, "又一次")
    with pytest.raises(PaymentRefused, match="怎样处理"):
        clear(lost, "")


def clear(charge, note):
    with as_actor(HEAD):
        held = BookDifference.objects.get(number=charge.number)
        difference_clear(HEAD, held.id, note=note, now=timezone.now())


def test_a_difference_that_has_gone_is_closed_by_the_next_comparison(charged):
    _, lost = waiting()
    pressed(at_the_cashier(lost), "silent", timezone.now())
    reconcile_day(TODAY(), timezone.now())
    from yiwang.engines.payments.public import charges_ask_open

    charges_ask_open(timezone.now())
    assert reconcile_day(TODAY(), timezone.now()).differing == 0
    with as_actor(WORKER):
        assert BookDifference.objects.get().cleared_by == "系统"


def test_days_that_were_missed_are_caught_up_and_no_day_is_done_twice(charged):
    now = timezone.now()
    assert [held.day for held in reconcile_due(now)] == [TODAY() - timedelta(days=1)]
    assert reconcile_due(now) == []
    later = [held.day for held in reconcile_due(now + timedelta(days=3))]
    assert later == [TODAY(), TODAY() + timedelta(days=1), TODAY() + timedelta(days=2)]
