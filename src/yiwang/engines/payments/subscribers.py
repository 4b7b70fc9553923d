"""What payments do when acts on cases and the outbox call. An edge: it reads the clock."""

from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, bind_effect
from yiwang.foundations.outbox.public import Message, subscribe

from .services.asking import ask_payment, cancel_payment
from .services.refunding import refund_send
from .services.settling import payment_settle, receipt_fetch, refund_told


def connect() -> None:
    """Bind effects and subscribers; called once in ``ready()``."""
    bind_effect("ask_payment", _ask)
    bind_effect("cancel_payment", _cancel)
    subscribe("payments.paid", "payments.case", _settle)
    subscribe("payments.paid", "payments.receipt", _receipt)
    subscribe("payments.refund", "payments.refund", _refund)
    subscribe("payments.refunded", "payments.notices", _refunded)


def _ask(call: EffectCall) -> None:
    ask_payment(call, timezone.now())


def _cancel(call: EffectCall) -> None:
    cancel_payment(call, timezone.now())


def _settle(message: Message) -> None:
    payment_settle(UUID(message.body["charge"]), timezone.now())


def _receipt(message: Message) -> None:
    receipt_fetch(UUID(message.body["charge"]), timezone.now())


def _refund(message: Message) -> None:
    refund_send(UUID(message.body["refund"]), timezone.now())


def _refunded(message: Message) -> None:
    refund_told(UUID(message.body["charge"]), timezone.now())
