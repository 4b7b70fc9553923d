"""Lengths of time as packs write them."""

from datetime import timedelta
from typing import Final, Protocol

UNITS: Final = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400}
"""Units of time and their seconds."""


class Spanned(Protocol):
    """A length of time."""

    @property
    def delta(self) -> timedelta:
        """It, as Python has it."""


def span(value: float, unit: str) -> timedelta:
    """A length of time in one of ``UNITS``."""
    return timedelta(seconds=value * UNITS[unit])
