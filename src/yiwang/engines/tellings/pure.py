"""Tellings without Django: what is told, and what a kind of recipients implements. Others enter here."""

from .domain.errors import TellingNotVisible, TellingRefused
from .domain.recipients import (
    Line,
    RecipientRefused,
    Recipients,
    RecipientSilent,
    Status,
    Told,
    recipients_bound,
    recipients_use,
)

__all__ = [
    "Line", "RecipientRefused", "RecipientSilent", "Recipients", "Status", "TellingNotVisible", "TellingRefused",
    "Told", "recipients_bound", "recipients_use",
]  # fmt: skip
