"""The stand-in's signature over a reply, under the site's own key.

A city's own adapter checks with the gateway's public key.
"""

from __future__ import annotations

from datetime import datetime

from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.foundations.notices.public import SmsForgedError, SmsReply
from yiwang.kernel.wire import Signed

PURPOSE = "sms.stand_in"


def signed(said: SmsReply) -> tuple[bytes, str]:
    """A reply as it goes over the wire, and its signature."""
    held = site_signed(vars(said), purpose=PURPOSE)
    return held.body, held.signature


def opened(body: bytes, signature: str) -> SmsReply:
    """What a reply says. Raises SmsForgedError if one byte of it is not as it was signed."""
    try:
        said = site_opened(Signed(body, signature), purpose=PURPOSE)
        texts = {name: str(said[name]) for name in ("id", "phone", "text")}
        return SmsReply(at=datetime.fromisoformat(said["at"]), **texts)
    except (ValueError, KeyError, TypeError) as error:
        raise SmsForgedError from error
