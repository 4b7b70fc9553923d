"""Ratings without Django: the kind ``rating_rules``, doubts, and what a text message says. Others enter here."""

from .definitions import DEFAULT, RATING_RULES, Channel, RatingRules
from .domain.doubts import Trace, doubts
from .domain.replies import reply_read
from .domain.tokens import reply_code_made, token_made, token_plausible

__all__ = [
    "DEFAULT",
    "RATING_RULES",
    "Channel",
    "RatingRules",
    "Trace",
    "doubts",
    "reply_code_made",
    "reply_read",
    "token_made",
    "token_plausible",
]
