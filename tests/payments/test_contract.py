"""What every payment provider must do; an adapter of a city runs these against its own provider's test system."""

from dataclasses import replace

import pytest
from django.utils import timezone

from yiwang.adapters.payment.cashier import pressed
from yiwang.engines.payments.public import NoticeForged, Order, PaymentProvider

pytestmark = pytest.mark.django_db
ORDER = Order("JF202611270000000001", 8050, "登记费", "/")


@pytest.fixture
def provider(cashier, tmp_path, settings) -> PaymentProvider:
    """The provider under test; ``pay`` below is how somebody pays there."""
    settings.YIWANG_DATA = tmp_path / "data"
    return cashier


def pay(provider, how="silent"):
    pressed(provider.place(ORDER).provider_number, how, timezone.now())


def test_the_same_number_is_the_same_order(provider):
    assert provider.place(ORDER) == provider.place(ORDER)


def test_nothing_is_said_of_what_is_not_paid(provider):
    provider.place(ORDER)
    assert provider.ask(ORDER.number) is None and provider.ask("JF0") is None
    assert provider.receipt(ORDER.number) is None


def test_what_it_says_when_asked_is_signed_and_says_number_and_amount(provider):
    pay(provider)
    said = provider.read(provider.ask(ORDER.number))
    assert (said.kind, said.number, said.amount_fen) == ("paid", ORDER.number, ORDER.amount_fen)
    assert said.provider_number == provider.place(ORDER).provider_number and said.at.tzinfo is not None


def test_the_same_happening_is_the_same_notice(provider):
    pay(provider)
    first, second = (provider.read(provider.ask(ORDER.number)) for _ in range(2))
    assert first.id == second.id


def test_one_byte_changed_is_forged(provider):
    pay(provider)
    signed = provider.ask(ORDER.number)
    for place in range(0, len(signed.body), 7):
        spoiled = bytearray(signed.body)
        spoiled[place] ^= 1
        with pytest.raises(NoticeForged):
            provider.read(replace(signed, body=bytes(spoiled)))
    for signature in ("", "AAAA", "不是签名"):
        with pytest.raises(NoticeForged):
            provider.read(replace(signed, signature=signature))


def test_the_statement_has_what_was_paid_and_what_went_back(provider):
    today = timezone.localdate()
    assert list(provider.statement(today)) == []
    pay(provider)
    provider.refund(ORDER.number, ORDER.amount_fen, "r1")
    provider.refund(ORDER.number, ORDER.amount_fen, "r1")
    found = sorted((line.kind, line.number, line.amount_fen) for line in provider.statement(today))
    assert found == [("paid", ORDER.number, 8050), ("refunded", ORDER.number, 8050)]


def test_what_is_withdrawn_takes_no_money(provider):
    provider.place(ORDER)
    provider.withdraw(ORDER.number)
    provider.withdraw("JF0")
    assert provider.ask(ORDER.number) is None


def test_a_paid_order_has_a_receipt_with_an_address_to_verify_it(provider):
    pay(provider)
    receipt = provider.receipt(ORDER.number)
    assert all((receipt.code, receipt.number, receipt.check, receipt.verify_url))
