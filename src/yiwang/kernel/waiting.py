"""Waits between trials of what did not go through: doubled each time, up to a longest."""

from datetime import timedelta
from typing import Final

MOST_DOUBLED: Final = 20
"""No wait is doubled more often: every longest one is reached long before."""


def wait_after(tries: int, *, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait after so many trials in a row.

    Args:
        tries: those that failed; after one, or none, ``first`` is waited.
        first: the wait after the first.
        longest: no wait is longer.
    """
    doubled: int = 2 ** min(max(0, tries - 1), MOST_DOUBLED)
    return min(longest, first * doubled)
