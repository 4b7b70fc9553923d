"""After the money: the case goes on, or, if it waits no longer, the money goes back. The outbox calls."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import CaseRefused, case_move
from yiwang.engines.payments.domain.errors import ReceiptPending
from yiwang.engines.payments.domain.states import PAID
from yiwang.engines.payments.models import Charge
from yiwang.foundations.notices.public import notice_send
from yiwang.kernel.money import money_format

from .asking import RECEIVED
from .providers import EFFECT, payment_provider
from .refunding import refund_return

NOT_WAITING = "费用到账时，办件已经不再等候缴费"


def payment_settle(charge_id: UUID, now: datetime) -> None:
    """Let the case of a paid charge go on, once; give back what it no longer waits for."""
    charge = Charge.objects.select_for_update().get(id=charge_id)
    if charge.state != PAID or charge.settled_at is not None:
        return
    data = {"amount": money_format(charge.amount_fen), "payment": charge.number}
    try:
        case_move(actor=EFFECT, case_id=charge.case_id, act=RECEIVED, data=data, now=now)
    except CaseRefused as refused:
        if refused.refusal.code != "act.state":
            raise
        refund_return(charge, NOT_WAITING, now)
        return
    Charge.objects.filter(id=charge.id).update(settled_at=now)
    _tell(charge, "payment_received", {"payment": charge.number}, now)


def receipt_fetch(charge_id: UUID, now: datetime) -> None:
    """Keep the e-receipt of a paid charge with its number and verification address.

    Raises:
        ReceiptPending: it is not made out yet; the outbox asks again.
    """
    charge = Charge.objects.get(id=charge_id)
    if charge.receipt or charge.state != PAID:
        return
    receipt = payment_provider().receipt(charge.number)
    if receipt is None:
        raise ReceiptPending(f"{charge.number} 的财政电子票据还没有开出。")
    Charge.objects.filter(id=charge_id).update(receipt=vars(receipt), changed_at=now)


def refund_told(charge_id: UUID, now: datetime) -> None:
    """Tell the payer that the money is back."""
    _tell(Charge.objects.get(id=charge_id), "payment_refunded", {}, now)


def _tell(charge: Charge, template: str, more: dict[str, str], now: datetime) -> None:
    data = {
        "matter": charge.title,
        "amount": money_format(charge.amount_fen),
        "number": charge.case_number,
        **more,
    }
    key = f"charge:{charge.id}:{template}"
    notice_send(party_id=charge.party_id, template=template, data=data, key=key, now=now)
