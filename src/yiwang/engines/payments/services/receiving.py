"""Taking a provider's notice: the only way by which a charge is paid.

Verified first, taken once, and never believed beyond what was asked: number, provider's number and amount must match.
"""

import hashlib
from datetime import datetime
from typing import Any, Final

from yiwang.engines.payments.domain.provider import NoticeForged, PaymentProvider, ProviderNotice
from yiwang.engines.payments.domain.states import FAILED, PAID, REFUND_ASKED, REFUNDED, may_become
from yiwang.engines.payments.models import Charge, PaymentNotice, Refund
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed

from .providers import CASHIER, payment_provider

TAKEN, LATE, MISMATCH, UNKNOWN = "taken", "late", "mismatch", "unknown"
FORGERIES: Final = "payments:notices"
"""The audit subject of notices that nobody believed."""


def notice_take(signed: Signed, *, now: datetime) -> str:
    """Take a notice: ``taken``, ``late`` (changes nothing any more), ``mismatch`` or ``unknown``; again says the same.

    Raises:
        NoticeForged: the signature is not the provider's; that it came is in the audit log.
        NoProvider: none is bound.
    """
    provider = payment_provider()
    digest = hashlib.sha256(signed.body).hexdigest()
    try:
        said = provider.read(signed)
    except NoticeForged:
        with as_actor(CASHIER):
            body = {"digest": digest, "bytes": len(signed.body)}
            audit_record(system_actor("payments"), "payments.notice.refused", FORGERIES, body, now=now)
        raise
    with as_actor(CASHIER):
        return _once(provider, said, digest, now)


def _once(provider: PaymentProvider, said: ProviderNotice, digest: str, now: datetime) -> str:
    """Whoever comes second with the same notice waits for the first, and is told what came of it."""
    row = PaymentNotice(
        provider=provider.id, notice_id=said.id, kind=said.kind, number=said.number, digest=digest,
        provider_number=said.provider_number, amount_fen=said.amount_fen, happened_at=said.at, received_at=now,
    )  # fmt: skip
    PaymentNotice.objects.bulk_create([row], ignore_conflicts=True)
    held = PaymentNotice.objects.select_for_update().get(provider=provider.id, notice_id=said.id)
    if not held.verdict:
        held.verdict = _verdict(said, now)
        held.save(update_fields=["verdict"])
    return str(held.verdict)


def _verdict(said: ProviderNotice, now: datetime) -> str:
    charge = Charge.objects.select_for_update().filter(number=said.number).first()
    verdict = UNKNOWN if charge is None else _matching(charge, said)
    if charge is not None and not verdict:
        verdict = _APPLY[said.kind](charge, said, now)
    if verdict in (UNKNOWN, MISMATCH):
        body = {"kind": said.kind, "amount_fen": said.amount_fen, "provider_number": said.provider_number}
        audit_record(CASHIER, f"payments.notice.{verdict}", f"charge:{said.number[:40]}", body, now=now)
    return verdict


def _matching(charge: Charge, said: ProviderNotice) -> str:
    """What is wrong with number or amount; empty if they are those of the charge."""
    same_order = charge.provider_number in ("", said.provider_number)
    return "" if same_order and said.amount_fen == charge.amount_fen else MISMATCH


def _paid(charge: Charge, said: ProviderNotice, now: datetime) -> str:
    if not may_become(charge.state, PAID) or charge.state == REFUND_ASKED:
        return LATE
    charge.provider, charge.provider_number = payment_provider().id, said.provider_number
    charge.paid_at, charge.failure = said.at, ""
    _move(charge, PAID, "payments.charge.paid", now)
    outbox_put("payments.paid", f"payments.paid:{charge.id}", {"charge": str(charge.id)})
    return TAKEN


def _failed(charge: Charge, said: ProviderNotice, now: datetime) -> str:
    if not may_become(charge.state, FAILED):
        return LATE
    charge.failure = said.why[:200]
    _move(charge, FAILED, "payments.charge.failed", now)
    return TAKEN


def _refunded(charge: Charge, said: ProviderNotice, now: datetime) -> str:
    refund = _open_refund(charge)
    if refund is None or not may_become(charge.state, REFUNDED):
        return LATE
    refund.state, refund.done_at = "done", said.at
    refund.save(update_fields=["state", "done_at"])
    _move(charge, REFUNDED, "payments.charge.refunded", now)
    outbox_put("payments.refunded", f"payments.refunded:{refund.id}", {"charge": str(charge.id)})
    return TAKEN


def _refund_failed(charge: Charge, said: ProviderNotice, now: datetime) -> str:
    refund = _open_refund(charge)
    if refund is None:
        return LATE
    refund.state, refund.note = "failed", said.why[:200]
    refund.save(update_fields=["state", "note"])
    audit_record(CASHIER, "payments.refund.failed", f"charge:{charge.number}", {"why": refund.note}, now=now)
    return TAKEN


def _open_refund(charge: Charge) -> Refund | None:
    return (
        Refund.objects.select_for_update()
        .filter(charge=charge, state__in=("approved", "sent", "failed"))
        .first()
    )


def _move(charge: Charge, state: str, act: str, now: datetime) -> None:
    charge.state, charge.changed_at = state, now
    charge.save()
    audit_record(CASHIER, act, f"charge:{charge.number}", {"amount_fen": charge.amount_fen}, now=now)


_APPLY: dict[str, Any] = {
    "paid": _paid,
    "failed": _failed,
    "refunded": _refunded,
    "refund_failed": _refund_failed,
}
