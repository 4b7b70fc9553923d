"""Person checks without Django: what a provider must do, and how far somebody has got. Others enter here."""

from .domain.provider import (
    WORDS,
    CheckNotice,
    NoticeForged,
    Order,
    PersonCheckProvider,
    Placed,
    ProviderSilent,
)
from .domain.standing import Standing

__all__ = [
    "WORDS",
    "CheckNotice",
    "NoticeForged",
    "Order",
    "PersonCheckProvider",
    "Placed",
    "ProviderSilent",
    "Standing",
]
