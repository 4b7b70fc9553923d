"""Payments: charges, the provider's notices, refunds, reconciliation. Others enter here.

page = charge_pay(actor, charge.id, back=path, now=now)      # where the payer pays
verdict = notice_take(Signed(body, signature), now=now)      # the only way a charge is paid; raises NoticeForged
payment_provider_use(provider)                               # in ready() of an adapter
"""

from .domain.errors import ChargeNotVisible, NoProvider, PaymentRefused
from .models import BookDifference, Charge, Refund
from .policies import APPROVE, RECONCILE, REFUND, access_charge, allows
from .pure import (
    NoticeForged,
    Order,
    PaymentProvider,
    Placed,
    ProviderNotice,
    ProviderSilent,
    Receipt,
    StatementLine,
)
from .selectors import charge_page, charges_of, differences_open, reconciliations, refunds_waiting
from .services.paying import charge_ask, charge_pay, charges_ask_open
from .services.providers import payment_provider_bound, payment_provider_use
from .services.receiving import notice_take
from .services.reconciling import difference_clear, reconcile_day, reconcile_due
from .services.refunding import refund_again, refund_ask, refund_decide

__all__ = [
    "APPROVE", "RECONCILE", "REFUND", "BookDifference", "Charge", "ChargeNotVisible", "NoProvider", "NoticeForged",
    "Order", "PaymentProvider", "PaymentRefused", "Placed", "ProviderNotice", "ProviderSilent", "Receipt", "Refund",
    "StatementLine", "access_charge", "allows", "charge_ask", "charge_page", "charge_pay", "charges_ask_open",
    "charges_of", "difference_clear", "differences_open", "notice_take", "payment_provider_bound",
    "payment_provider_use", "reconcile_day", "reconcile_due", "reconciliations", "refund_again", "refund_ask",
    "refund_decide", "refunds_waiting",
]  # fmt: skip
