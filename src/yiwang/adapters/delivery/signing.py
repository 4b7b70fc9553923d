"""The stand-ins' signature over a notice, under the site's own key.

A city's own adapter checks with the other's public key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yiwang.engines.handovers.public import CarrierNotice, NoticeForged
from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.kernel.wire import Signed

KINDS = ("delivered", "returned", "lost")
PURPOSE = "delivery.stand_in"


def signed(said: CarrierNotice) -> Signed:
    """A notice as it goes over the wire."""
    return site_signed(vars(said), purpose=PURPOSE)


def opened(held: Signed) -> CarrierNotice:
    """What a notice says. Raises NoticeForged if one byte of it is not as it was signed."""
    try:
        return _notice(site_opened(held, purpose=PURPOSE))
    except (ValueError, KeyError, TypeError) as error:
        raise NoticeForged from error


def _notice(said: dict[str, Any]) -> CarrierNotice:
    if said["kind"] not in KINDS:
        raise ValueError("notice")
    texts = {name: str(said[name]) for name in ("id", "number", "carrier_number", "by", "why")}
    return CarrierNotice(kind=said["kind"], at=datetime.fromisoformat(said["at"]), **texts)
