"""The stand-in's signature over a notice, under the site's own key.

A city's own adapter checks with the other's public key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yiwang.engines.payments.public import NoticeForged, ProviderNotice
from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.kernel.wire import Signed

KINDS = ("paid", "failed", "refunded", "refund_failed")
PURPOSE = "payment.stand_in"


def signed(said: ProviderNotice) -> Signed:
    """A notice as it goes over the wire."""
    return site_signed(vars(said), purpose=PURPOSE)


def opened(held: Signed) -> ProviderNotice:
    """What a notice says. Raises NoticeForged if one byte of it is not as it was signed."""
    try:
        return _notice(site_opened(held, purpose=PURPOSE))
    except (ValueError, KeyError, TypeError) as error:
        raise NoticeForged from error


def _notice(said: dict[str, Any]) -> ProviderNotice:
    if (
        said["kind"] not in KINDS
        or isinstance(said["amount_fen"], bool)
        or not isinstance(said["amount_fen"], int)
    ):
        raise ValueError("notice")
    texts = {name: str(said[name]) for name in ("id", "number", "provider_number", "why")}
    at = datetime.fromisoformat(said["at"])
    return ProviderNotice(kind=said["kind"], amount_fen=said["amount_fen"], at=at, **texts)
