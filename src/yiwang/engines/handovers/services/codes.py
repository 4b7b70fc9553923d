"""Pick-up codes: closed at rest, open to the owner alone, valid once, and void after too many wrong tries."""

import hmac
from datetime import date

from yiwang.engines.handovers.models import Handover
from yiwang.foundations.keys.public import decrypt, encrypt
from yiwang.foundations.releases.public import world
from yiwang.loader import parameter_found

PURPOSE = "handover.code"
TRIES = "pickup_code_tries"
"""Parameter: how many wrong tries void a code. Without it, none is allowed to be wrong."""


def code_closed(code: str) -> str:
    """The code as it is stored; "" for none."""
    return encrypt(code, purpose=PURPOSE) if code else ""


def code_opened(handover: Handover) -> str:
    """The code of a hand-over; "" once it was used, is void, or if it has none."""
    return decrypt(handover.code, purpose=PURPOSE) if handover.code else ""


def tries_allowed(day: date) -> int:
    """How many wrong tries void a code, on that day."""
    value = parameter_found(world(), TRIES, day)
    return int(value) if value is not None else 1


def code_fits(handover: Handover, tried: str) -> bool:
    """Whether this is the code; compared in constant time."""
    held = code_opened(handover)
    return bool(held) and hmac.compare_digest(held.encode(), tried.strip().encode())
