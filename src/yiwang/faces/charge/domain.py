"""A charge as a card: amounts in words, what it is for, and what can be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.engines.payments.public import Charge
from yiwang.engines.payments.pure import PAYABLE
from yiwang.kernel.money import money_format


@dataclass(frozen=True)
class FeeLine:
    """One item of a charge."""

    name: str
    standard: str
    basis: str
    amount: str
    waiver: str
    assumed: bool


@dataclass(frozen=True)
class ChargeCard:
    """A charge as ``charge/card.html`` shows it.

    Attributes:
        payable: the payer may go to pay.
        under_way: the payer was at the provider, and no notice has come yet.
        note: a sentence about where it stands.
        receipt: code, number, check code and verification address; empty before it is made out.
    """

    id: UUID
    number: str
    title: str
    amount: str
    lines: tuple[FeeLine, ...]
    state: str
    note: str
    payable: bool
    under_way: bool
    paid_at: datetime | None
    receipt: dict[str, Any]
    is_demo: bool


def charge_card(charge: Charge) -> ChargeCard:
    """The card of a charge."""
    return ChargeCard(
        charge.id, charge.number, charge.title, money_format(charge.amount_fen),
        tuple(_line(line) for line in charge.lines), _(charge.state_word), _note(charge),
        charge.state in PAYABLE, charge.state == "paying", charge.paid_at, charge.receipt, charge.is_demo,
    )  # fmt: skip


def _line(line: dict[str, Any]) -> FeeLine:
    assumed = line.get("status") == "assumed"
    amount = money_format(line["fen"])
    return FeeLine(line["name"], line["standard"], line["basis"], amount, line.get("waiver", ""), assumed)


def _note(charge: Charge) -> str:
    """What the state means and what to do, in a sentence; "" where the state says it all."""
    if charge.state == "failed":
        return _("付款没有成功：{0}。没有扣款，可以再付一次。").format(charge.failure or _("原因不明"))
    return {
        "paying": _("收款机构的通知到了才算到账；已经付过的，不用再付，可以点“查询付款结果”。"),
        "paid": "" if charge.settled_at else _("费用已到账，办件马上继续。"),
        "cancelled": _("办件不再需要缴费；万一已经付款，会自动原路退回。"),
        "refund_asked": _("退款正在办理，到账后告诉您。"),
        "refunded": _("费用已经原路退回。"),
    }.get(charge.state, "")
