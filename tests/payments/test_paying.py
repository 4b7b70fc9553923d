"""A case waits for its fees, and goes on only by the provider's signed notice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.payment import signing
from yiwang.adapters.payment.cashier import pressed
from yiwang.engines.cases.public import CaseRefused, case_timeline, clocks_work_off
from yiwang.engines.cases.tests.world import HEALTH, STRANGER, citizen, clerk
from yiwang.engines.payments.models import PaymentNotice
from yiwang.engines.payments.public import (
    ChargeNotVisible,
    NoticeForged,
    PaymentRefused,
    access_charge,
    charge_ask,
    charge_pay,
    charges_ask_open,
    notice_take,
)
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from .conftest import WORKER, act, charge_of, decided, opened, state_of, waiting

pytestmark = pytest.mark.django_db


def at_the_cashier(charge):
    """The payer went there; gives the provider's number of the order."""
    page = charge_pay(citizen(), charge.id, back="/", now=timezone.now())
    return page.strip("/").split("/")[-1]


def told(template):
    with as_actor(WORKER):
        return Notice.objects.filter(template=template).count()


def test_an_item_without_fees_goes_straight_to_its_result(charged):
    case_id = opened(pay="")
    act(case_id, "complete_intake")
    assert decided(case_id).state == "issuing"
    outbox_drain(100)
    assert not charge_exists(case_id)


def charge_exists(case_id):
    from yiwang.engines.payments.models import Charge

    with as_actor(WORKER):
        return Charge.objects.filter(case_id=case_id).exists()


def test_after_the_decision_the_case_waits_and_the_payer_is_told_what_of_by_which_basis(charged):
    case_id, charge = waiting()
    assert (state_of(case_id), charge.state, charge.amount_fen) == ("paying", "asked", 8050)
    assert [(line["name"], line["fen"]) for line in charge.lines] == [("登记费", 8000), ("工本费", 50)]
    assert all("演示收费办法" in line["basis"] for line in charge.lines)
    assert told("payment_asked") == 1


def test_the_case_goes_on_by_the_notice_and_has_a_receipt(charged):
    case_id, charge = waiting()
    pressed(at_the_cashier(charge), "paid", timezone.now())
    assert (state_of(case_id), charge_of(case_id).state) == ("paying", "paid")
    outbox_drain(100)
    held = charge_of(case_id)
    assert state_of(case_id) == "closed" and held.settled_at is not None
    assert set(held.receipt) == {"code", "number", "check", "verify_url"} and told("payment_received") == 1
    with as_actor(citizen()):
        texts = [entry.text for entry in case_timeline(citizen(), case_id, timezone.now()).entries]
    assert "费用已到账：80.50元" in texts


def test_coming_back_from_the_provider_proves_nothing(charged):
    case_id, charge = waiting()
    pressed(at_the_cashier(charge), "silent", timezone.now())
    outbox_drain(100)
    assert (state_of(case_id), charge_of(case_id).state) == ("paying", "paying")
    with pytest.raises(CaseRefused):
        act(case_id, "payment_received", citizen(), amount="80.50元", payment=charge.number)
    assert charges_ask_open(timezone.now()) == 1
    outbox_drain(100)
    assert state_of(case_id) == "closed"


def test_silence_is_unknown_and_asked_again(charged, cashier, monkeypatch):
    case_id, charge = waiting()
    at_the_cashier(charge)
    assert charge_ask(citizen(), charge.id, now=timezone.now()) == ""
    assert charges_ask_open(timezone.now()) == 0 and charge_of(case_id).state == "paying"


def test_a_notice_that_comes_twice_is_taken_once(charged):
    case_id, charge = waiting()
    pressed(at_the_cashier(charge), "twice", timezone.now())
    outbox_drain(100)
    with as_actor(WORKER):
        assert PaymentNotice.objects.count() == 1
    assert state_of(case_id) == "closed" and told("payment_received") == 1


def test_a_failed_payment_may_be_tried_again(charged):
    case_id, charge = waiting()
    pressed(at_the_cashier(charge), "failed", timezone.now())
    assert (charge_of(case_id).state, charge_of(case_id).failure) == ("failed", "余额不足（演示）")
    pressed(at_the_cashier(charge), "paid", timezone.now())
    outbox_drain(100)
    assert state_of(case_id) == "closed"


def paid_notice(charge, **other):
    number = at_the_cashier(charge)
    said = signing.ProviderNotice("n-1", "paid", charge.number, number, charge.amount_fen, timezone.now())
    return replace(said, **other)


def test_a_wrong_amount_moves_nothing(charged):
    case_id, charge = waiting()
    cheap = paid_notice(charge, amount_fen=1)
    assert notice_take(signing.signed(cheap), now=timezone.now()) == "mismatch"
    assert notice_take(signing.signed(cheap), now=timezone.now()) == "mismatch"
    other = replace(cheap, id="n-2", amount_fen=charge.amount_fen, provider_number="DEMO0")
    assert notice_take(signing.signed(other), now=timezone.now()) == "mismatch"
    outbox_drain(100)
    assert (state_of(case_id), charge_of(case_id).state) == ("paying", "paying")


@pytest.mark.parametrize("change", ["body", "signature", "empty"])
def test_a_forged_notice_is_refused_over_http_and_stands_in_the_audit(charged, change):
    case_id, charge = waiting()
    good = signing.signed(paid_notice(charge))
    body = good.body.replace(b'"paid"', b'"paid" ') if change == "body" else good.body
    sign = {"signature": good.signature[:-4] + "AAA=", "empty": ""}.get(change, good.signature)
    answer = post(Signed(body, sign))
    assert answer.status_code == 403 and charge_of(case_id).state == "paying"
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="payments.notice.refused").count() == 1
    assert post(good).status_code == 200 and charge_of(case_id).state == "paid"


def post(signed):
    client = Client(enforce_csrf_checks=True)
    return client.post(reverse("payment-notice"), signed.body, content_type="application/json",
                       headers={"X-Payment-Signature": signed.signature})  # fmt: skip


def test_a_notice_about_a_charge_nobody_asked_is_kept_and_refused(charged):
    _, charge = waiting()
    answer = post(signing.signed(paid_notice(charge, number="JF000")))
    assert answer.status_code == 409
    with as_actor(WORKER):
        assert PaymentNotice.objects.get().verdict == "unknown"


def test_a_notice_too_long_is_not_read(charged):
    answer = Client().post(reverse("payment-notice"), b"x" * 20_000, content_type="application/json")
    assert answer.status_code == 413


def test_nobody_else_pays_or_sees(charged):
    _, charge = waiting()
    with as_actor(citizen(STRANGER)), pytest.raises(ChargeNotVisible):
        access_charge(citizen(STRANGER), charge.id)
    with as_actor(citizen(STRANGER)), pytest.raises(ChargeNotVisible):
        charge_pay(citizen(STRANGER), charge.id, back="/", now=timezone.now())


def test_what_is_paid_is_not_paid_again(charged):
    _, charge = waiting()
    pressed(at_the_cashier(charge), "paid", timezone.now())
    with pytest.raises(PaymentRefused, match="已缴费"):
        at_the_cashier(charge)


def test_unpaid_past_its_clock_the_case_lapses_and_nobody_can_pay_any_more(charged):
    case_id, charge = waiting()
    clocks_work_off(timezone.now() + timedelta(days=60))
    outbox_drain(100)
    assert (state_of(case_id), charge_of(case_id).state) == ("unpaid", "cancelled")
    assert told("payment_lapsed") == 1
    with pytest.raises(PaymentRefused, match="不用缴了"):
        at_the_cashier(charge)


def test_money_that_comes_after_the_withdrawal_goes_back_by_itself_and_is_told(charged):
    case_id, charge = waiting()
    number = at_the_cashier(charge)
    pressed(number, "silent", timezone.now())
    act(case_id, "withdraw_unpaid", citizen())
    outbox_drain(100)
    assert charge_of(case_id).state == "cancelled"
    pressed(number, "paid", timezone.now())
    outbox_drain(100)
    assert (state_of(case_id), charge_of(case_id).state) == ("withdrawn", "refunded")
    assert (told("payment_returning"), told("payment_refunded"), told("payment_received")) == (1, 1, 0)


def test_the_withdrawal_may_overtake_the_asking(charged):
    case_id = opened()
    act(case_id, "complete_intake")
    decided(case_id)
    act(case_id, "withdraw_unpaid", citizen())
    outbox_drain(100)
    assert not charge_exists(case_id)


def test_a_fee_due_at_acceptance_stops_the_handling_clock(charged):
    case_id, charge = waiting("acceptance")
    with as_actor(WORKER):
        from yiwang.engines.cases.public import access_case

        assert access_case(WORKER, case_id).paused
    pressed(at_the_cashier(charge), "paid", timezone.now())
    outbox_drain(100)
    assert state_of(case_id) == "accepted"
    assert decided(case_id).state == "issuing"


def test_the_decider_may_waive_and_nothing_is_asked_any_more(charged):
    case_id, _ = waiting()
    assert (
        act(case_id, "waive_payment", clerk(HEALTH, "chief"), reason="小微企业", basis="演示减免办法").state
        == "issuing"
    )
    outbox_drain(100)
    assert (state_of(case_id), charge_of(case_id).state) == ("closed", "cancelled")


def test_nothing_of_the_notice_is_believed_before_its_signature(charged):
    with pytest.raises(NoticeForged):
        notice_take(Signed(b"not even json", "AAAA"), now=timezone.now())
