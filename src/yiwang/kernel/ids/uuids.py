"""UUID version 7 (RFC 9562): ids that sort by the time they were made."""

import secrets
import time
from uuid import UUID


def uuid7(now_ns: int | None = None) -> UUID:
    """A new id; the first 48 bits are milliseconds since 1970, the next 12 the fraction of the millisecond.

    Args:
        now_ns: nanoseconds since 1970, for ids of the past; None takes the machine's clock.
    """
    millis, rest = divmod(time.time_ns() if now_ns is None else now_ns, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    tail = secrets.randbits(62)
    return UUID(int=millis << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | tail)


def uuid_of(text: str) -> UUID | None:
    """The id that a text says; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
