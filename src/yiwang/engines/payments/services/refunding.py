"""Giving money back: asked with a reason, approved by somebody else, sent once, done when the provider says so."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yiwang.engines.payments.domain.errors import PaymentRefused
from yiwang.engines.payments.domain.states import PAID, REFUND_ASKED, may_become
from yiwang.engines.payments.models import Charge, Refund
from yiwang.engines.payments.policies import APPROVE, REFUND, access_charge, access_refund, require
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.outbox.public import outbox_put
from yiwang.kernel.actor import Actor
from yiwang.kernel.money import money_format

from .providers import CASHIER, payment_provider

REASON = 200


def refund_ask(actor: Actor, charge_id: UUID, *, reason: str, now: datetime) -> Refund:
    """Ask that a charge be given back, whole.

    Raises:
        ChargeNotVisible: it is not this hat's.
        PaymentRefused: no permission, no reason, not paid, or asked already.
    """
    access_charge(actor, charge_id)
    require(actor, REFUND)
    if not reason.strip():
        raise PaymentRefused("请写明退款理由。")
    with transaction.atomic():
        charge = Charge.objects.select_for_update().get(id=charge_id)
        return _asked(
            actor, charge, reason.strip()[:REASON], f"refund:{charge.id}:{charge.refunds.count()}", now
        )


def _asked(actor: Actor, charge: Charge, reason: str, key: str, now: datetime) -> Refund:
    if not may_become(charge.state, REFUND_ASKED):
        raise PaymentRefused(f"这笔费用现在是“{charge.state_word}”，不能退款。")
    refund = Refund(
        charge=charge, key=key, unit_id=charge.unit_id, amount_fen=charge.amount_fen, reason=reason,
        asked_by=actor.hat_label or actor.hat, asked_account=actor.account_id, asked_at=now,
    )  # fmt: skip
    refund.save(force_insert=True)
    Charge.objects.filter(id=charge.id).update(state=REFUND_ASKED, changed_at=now)
    audit_record(actor, "payments.refund.asked", f"charge:{charge.number}", {"reason": reason}, now=now)
    return refund


def refund_decide(actor: Actor, refund_id: UUID, *, approve: bool, note: str, now: datetime) -> None:
    """Approve or reject a refund; nobody decides on what he asked for himself.

    Raises:
        ChargeNotVisible: it is not this hat's.
        PaymentRefused: no permission, one's own asking, no words for a rejection, or decided already.
    """
    access_refund(actor, refund_id)
    require(actor, APPROVE)
    with transaction.atomic():
        refund = Refund.objects.select_for_update().get(id=refund_id)
        _may_decide(actor, refund, approve, note)
        _decided(actor, refund, approve, note.strip()[:REASON], now)


def _may_decide(actor: Actor, refund: Refund, approve: bool, note: str) -> None:
    if refund.state != "asked":
        raise PaymentRefused("这笔退款已经有人决定过，请刷新查看。")
    if refund.asked_account == actor.account_id:
        raise PaymentRefused("退款是您自己提出的，须由另一位有权限的人批准。")
    if not approve and not note.strip():
        raise PaymentRefused("不批准退款，请写明理由。")


def _decided(actor: Actor, refund: Refund, approve: bool, note: str, now: datetime) -> None:
    refund.state, refund.note = ("approved" if approve else "rejected"), note
    refund.decided_by, refund.decided_account, refund.decided_at = actor.hat_label, actor.account_id, now
    refund.save(update_fields=["state", "note", "decided_by", "decided_account", "decided_at"])
    act = "payments.refund.approved" if approve else "payments.refund.rejected"
    audit_record(actor, act, f"charge:{refund.charge.number}", {"note": note}, now=now)
    if approve:
        _queue(refund, 1)
    else:
        Charge.objects.filter(id=refund.charge_id).update(state=PAID, changed_at=now)


def refund_again(actor: Actor, refund_id: UUID, *, now: datetime) -> None:
    """Send a refund once more that the provider could not do. Raises ChargeNotVisible, PaymentRefused."""
    access_refund(actor, refund_id)
    require(actor, APPROVE)
    with transaction.atomic():
        refund = Refund.objects.select_for_update().get(id=refund_id)
        if refund.state != "failed":
            raise PaymentRefused("只有没有退成的退款可以再退一次，请刷新查看。")
        refund.state = "approved"
        refund.save(update_fields=["state"])
        act, subject = "payments.refund.again", f"charge:{refund.charge.number}"
        seq = audit_record(actor, act, subject, {}, now=now)
        _queue(refund, seq + 1)


def refund_return(charge: Charge, reason: str, now: datetime) -> None:
    """Give back what came too late, by itself, and tell the payer; once per charge. Called as the worker."""
    refund = _asked(CASHIER, charge, reason, f"late:{charge.id}", now)
    refund.state, refund.decided_by, refund.decided_at = "approved", "系统", now
    refund.save(update_fields=["state", "decided_by", "decided_at"])
    _queue(refund, 1)
    data = {
        "matter": charge.title, "amount": money_format(charge.amount_fen), "number": charge.case_number,
        "reason": reason,
    }  # fmt: skip
    key = f"charge:{charge.id}:payment_returning"
    notice_send(party_id=charge.party_id, template="payment_returning", data=data, key=key, now=now)


def _queue(refund: Refund, attempt: int) -> None:
    outbox_put("payments.refund", f"payments.refund:{refund.id}:{attempt}", {"refund": str(refund.id)})


def refund_send(refund_id: UUID, now: datetime) -> None:
    """Have the provider give it back; the outbox calls. The provider does it once, by the refund's key."""
    refund: Any = Refund.objects.select_for_update().get(id=refund_id)
    if refund.state != "approved":
        return
    refund.state = "sent"
    refund.save(update_fields=["state"])
    payment_provider().refund(refund.charge.number, refund.amount_fen, str(refund.id))
