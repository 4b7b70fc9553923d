"""Payments without Django: what a provider must do, states of charges, comparing books. Others enter here."""

from .domain.provider import (
    NoticeForged,
    Order,
    PaymentProvider,
    Placed,
    ProviderNotice,
    ProviderSilent,
    Receipt,
    StatementLine,
)
from .domain.reconciling import compare
from .domain.states import MOVES, PAYABLE, may_become

__all__ = [
    "MOVES",
    "PAYABLE",
    "NoticeForged",
    "Order",
    "PaymentProvider",
    "Placed",
    "ProviderNotice",
    "ProviderSilent",
    "Receipt",
    "StatementLine",
    "compare",
    "may_become",
]
