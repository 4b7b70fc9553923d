"""Tables of payments: charges and refunds, what the provider said, how the books compared."""

from .book import BookDifference, Reconciliation
from .charge import Charge, Refund
from .notice import PaymentNotice

__all__ = ["BookDifference", "Charge", "PaymentNotice", "Reconciliation", "Refund"]
