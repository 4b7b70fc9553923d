"""The stand-in's signature over a message, under the site's own key.

A city's own adapter checks with the other's public key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yiwang.engines.externals.public import AnswerForged, Said
from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.kernel.wire import Signed

KINDS = ("received", "answered", "stopped")
PURPOSE = "exchange.stand_in"
_TEXTS = ("id", "number", "their_number", "word", "note")


def signed(said: Said) -> Signed:
    """A message as it goes over the wire."""
    return site_signed(vars(said), purpose=PURPOSE)


def opened(held: Signed) -> Said:
    """What a message says. Raises AnswerForged if one byte of it is not as it was signed."""
    try:
        return _said(site_opened(held, purpose=PURPOSE))
    except (ValueError, KeyError, TypeError) as error:
        raise AnswerForged from error


def _said(told: dict[str, Any]) -> Said:
    at = datetime.fromisoformat(told["at"])
    if told["kind"] not in KINDS or at.tzinfo is None:
        raise ValueError("message")
    return Said(kind=told["kind"], at=at, **{name: str(told[name]) for name in _TEXTS})
