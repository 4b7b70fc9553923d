"""Where a change of hats leads, remembered for one request: the new hat may be able to open nothing there."""

from collections.abc import MutableMapping
from typing import Any

LANDING = "landing"
SHUT = (403, 404, 405)
"""What is not allowed, not there, or not to be opened so; the one who lands is never told which of them it is."""


def landing_expect(session: MutableMapping[str, Any], address: str) -> None:
    """Remember the address that the change leads to."""
    session[LANDING] = address


def landing_shut(session: MutableMapping[str, Any], address: str, status: int) -> bool:
    """Whether a change of hats led to this address and found it shut; any page takes the memory away."""
    expected = session.pop(LANDING, None)
    return expected == address and status in SHUT
