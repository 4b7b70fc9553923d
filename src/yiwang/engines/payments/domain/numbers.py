"""Numbers of charges: the day and ten random digits. Volume cannot be read from them, and they open no door."""

import secrets
from datetime import date


def charge_number(day: date) -> str:
    """A fresh number, e.g. ``JF202611270123456789``; the table holds it unique."""
    return f"JF{day:%Y%m%d}{secrets.randbelow(10**10):010d}"
