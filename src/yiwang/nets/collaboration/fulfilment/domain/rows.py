"""Rows as the pages show them: amounts in yuan, states in words, what this hat may do."""

from typing import Any

from django.utils.translation import gettext as _

from yiwang.engines.payments.public import BookDifference, Charge, Refund
from yiwang.kernel.actor import Actor
from yiwang.kernel.money import money_format

ENTRIES = {"paid": "收款", "refunded": "退款"}
REFUNDS = {
    "asked": "待批准", "approved": "已批准", "sent": "退款中", "failed": "没有退成", "rejected": "不批准",
    "done": "已退回",
}  # fmt: skip


def charge_row(charge: Charge) -> dict[str, Any]:
    """One charge of the list."""
    return {
        "id": charge.id, "number": charge.number, "title": charge.title, "case": charge.case_number,
        "amount": money_format(charge.amount_fen), "state": _(charge.state_word), "asked_at": charge.asked_at,
        "paid_at": charge.paid_at, "receipt": charge.receipt.get("number", ""), "demo": charge.is_demo,
        "refundable": charge.state == "paid", "open": charge.state in ("paying", "refund_asked"),
        "refunds": [(_(REFUNDS[one.state]), one.reason, one.note) for one in charge.refunds.all()],
    }  # fmt: skip


def refund_row(refund: Refund, actor: Actor) -> dict[str, Any]:
    """One refund that waits; one's own may not be decided on."""
    return {
        "id": refund.id, "number": refund.charge.number, "title": refund.charge.title,
        "amount": money_format(refund.amount_fen), "reason": refund.reason, "by": refund.asked_by,
        "at": refund.asked_at, "failed": refund.state == "failed", "note": refund.note,
        "own": refund.asked_account is not None and refund.asked_account == actor.account_id,
    }  # fmt: skip


def difference_row(held: BookDifference) -> dict[str, Any]:
    """One difference that stands open."""
    return {
        "id": held.id, "day": held.day, "kind": _(held.kind_word), "entry": _(ENTRIES[held.entry]),
        "number": held.number, "theirs": _amount(held.theirs_fen), "ours": _amount(held.ours_fen),
    }  # fmt: skip


def _amount(fen: int | None) -> str:
    return "—" if fen is None else money_format(fen)
