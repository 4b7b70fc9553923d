"""The stand-in provider 演示收银台: a book, a page to press on, signed notices. No money moves."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.payment.models import DemoOrder
from yiwang.engines.payments.public import (
    Order,
    Placed,
    ProviderNotice,
    Receipt,
    StatementLine,
    notice_take,
)
from yiwang.foundations.calendars.public import local_days
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed

from . import signing

STAND_IN: Final = system_actor("demo-cashier")
DECLINED: Final = "余额不足（演示）"


class DemoCashier:
    """A provider that takes what it is told to take."""

    id = "demo-cashier"
    title = "演示收银台"
    is_demo = True

    def place(self, order: Order) -> Placed:
        """Have an order; one that failed may be tried again under its number."""
        row = DemoOrder(
            number=order.number, provider_number=f"DEMO{secrets.token_hex(10).upper()}", title=order.title,
            amount_fen=order.amount_fen, back=order.back,
        )  # fmt: skip
        with as_actor(STAND_IN):
            DemoOrder.objects.bulk_create([row], ignore_conflicts=True)
            DemoOrder.objects.filter(number=order.number, state__in=("failed", "withdrawn")).update(
                state="open"
            )
            held = DemoOrder.objects.get(number=order.number)
        return Placed(held.provider_number, reverse("demo-cashier", args=[held.provider_number]))

    def withdraw(self, number: str) -> None:
        """Take no more money for it."""
        with as_actor(STAND_IN):
            DemoOrder.objects.filter(number=number, state__in=("open", "failed")).update(state="withdrawn")

    def refund(self, number: str, amount_fen: int, key: str) -> None:
        """Give it back at once, and say so by a signed notice."""
        with as_actor(STAND_IN):
            row = DemoOrder.objects.select_for_update().get(number=number)
            if row.state == "paid" and row.amount_fen == amount_fen:
                row.state, row.refunded_at, row.refund_key = "refunded", timezone.now(), key
                row.save(update_fields=["state", "refunded_at", "refund_key"])
        notice_take(signing.signed(_notice(row)), now=timezone.now())

    def ask(self, number: str) -> Signed | None:
        """The latest notice, as if it were sent now."""
        with as_actor(STAND_IN):
            row = DemoOrder.objects.filter(number=number, state__in=("paid", "failed", "refunded")).first()
        return signing.signed(_notice(row)) if row else None

    def read(self, signed: Signed) -> ProviderNotice:
        """What a notice says, if it is ours."""
        return signing.opened(signed)

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The book of one day."""
        span = local_days(day, day)
        with as_actor(STAND_IN):
            paid = list(DemoOrder.objects.filter(paid_at__gte=span[0], paid_at__lt=span[1]))
            back = list(DemoOrder.objects.filter(refunded_at__gte=span[0], refunded_at__lt=span[1]))
        return [
            *(StatementLine(one.number, "paid", one.amount_fen, one.provider_number) for one in paid),
            *(StatementLine(one.number, "refunded", one.amount_fen, one.provider_number) for one in back),
        ]

    def receipt(self, number: str) -> Receipt | None:
        """A labelled e-receipt of a paid order."""
        with as_actor(STAND_IN):
            row = DemoOrder.objects.filter(number=number, paid_at__isnull=False).first()
        if row is None:
            return None
        digits = f"{int(row.provider_number.removeprefix('DEMO'), 16):020d}"
        page = reverse("demo-receipt", args=[row.provider_number])
        return Receipt("99060126", digits[-10:], digits[-16:-10], page)


def pressed(provider_number: str, what: str, now: datetime) -> DemoOrder | None:
    """Somebody pressed a button of the stand-in's page: ``paid``, ``failed``, ``twice`` or ``silent``.

    ``twice`` pays and sends the notice two times; ``silent`` pays and sends none, so that only asking brings it to
    light. Gives the order, None if there is none.
    """
    with as_actor(STAND_IN):
        row = DemoOrder.objects.select_for_update().filter(provider_number=provider_number).first()
        if row is None:
            return None
        if row.state in ("open", "failed"):
            row.state, row.paid_at = ("failed", None) if what == "failed" else ("paid", now)
            row.save(update_fields=["state", "paid_at"])
    if row.state in ("paid", "failed"):
        for _ in range({"twice": 2, "silent": 0}.get(what, 1)):
            notice_take(signing.signed(_notice(row)), now=now)
    return row


def _notice(row: DemoOrder) -> ProviderNotice:
    """The notice of what an order is now; the same state of the same order is the same notice."""
    at = row.refunded_at or row.paid_at or timezone.now()
    kind = {"paid": "paid", "refunded": "refunded"}.get(row.state, "failed")
    said = (row.number, row.provider_number, row.amount_fen, at)
    name = f"{row.provider_number}-{kind}" + (f"-{at.timestamp()}" if kind == "failed" else "")
    return ProviderNotice(name, kind, *said, why=DECLINED if kind == "failed" else "")  # type: ignore[arg-type]
