"""Tables of hand-overs: what the applicant wished, what is handed over, what carriers said."""

from .handover import Handover, HandoverItem
from .notice import DeliveryNotice
from .wish import DeliveryWish

__all__ = ["DeliveryNotice", "DeliveryWish", "Handover", "HandoverItem"]
