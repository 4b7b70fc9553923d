"""Tables of voice: reports of what cannot be done, and sentences that a release was to end."""

from .sentences import SentenceFix
from .stuck import StuckReport

__all__ = ["SentenceFix", "StuckReport"]
