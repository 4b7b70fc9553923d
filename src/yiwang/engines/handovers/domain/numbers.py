"""Numbers of hand-overs, of their parcels, and pick-up codes: random, so that none can be guessed from another."""

import secrets
from datetime import date


def handover_number(day: date) -> str:
    """A fresh number, e.g. ``SD2026112712345678``; the table holds it unique."""
    return f"SD{day:%Y%m%d}{secrets.randbelow(10**8):08d}"


def parcel_number(number: str, attempt: int) -> str:
    """The number a carrier gets: sending again is another parcel."""
    return f"{number}-{attempt}"


def pickup_code() -> str:
    """Six digits to be said or shown at the counter, valid once."""
    return f"{secrets.randbelow(10**6):06d}"
