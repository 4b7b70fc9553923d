"""Ratings without Django: the kind ``rating_rules``, doubts, and what a text message says. Others enter here."""

from .definitions import DEFAULT, GRADES, RATING_RULES, Channel, Detector, RatingRules
from .domain.doubts import Trace, doubts
from .domain.replies import Reply, reply_read
from .domain.tokens import reply_code_made, token_made, token_plausible

__all__ = [
    "DEFAULT",
    "GRADES",
    "RATING_RULES",
    "Channel",
    "Detector",
    "RatingRules",
    "Reply",
    "Trace",
    "doubts",
    "reply_code_made",
    "reply_read",
    "token_made",
    "token_plausible",
]
