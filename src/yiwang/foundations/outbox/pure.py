"""How long a failed message waits, and when it is given up; plain arithmetic."""

from datetime import timedelta
from typing import Final

from yiwang.kernel.waiting import wait_after

MAX_ATTEMPTS: Final = 20
"""After so many attempts a message is poison: it stays, it is shown, and it waits for a person."""

LEASE: Final = timedelta(seconds=30)
"""How long a claimed message is left alone if its worker died; a living one holds the row lock."""

FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(hours=1)


def retry_after(attempts: int) -> timedelta:
    """The pause after so many failed attempts: 2, 4, 8 … seconds, at most an hour."""
    return wait_after(attempts, first=FIRST_WAIT, longest=LONGEST_WAIT)


def first_line(error: Exception) -> str:
    """An error as one short line. Further lines are cut: PostgreSQL puts values of rows there."""
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"[:500]
