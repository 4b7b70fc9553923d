"""Long work that is asked to stop: it ends between two pieces, never within one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import TypeVar

T = TypeVar("T")

Stopping = Callable[[], bool]
"""Whether it is time to stop; asked before each piece."""


def never() -> bool:
    """For work that nobody stops."""
    return False


def until_stopped(pieces: Iterable[T], stopping: Stopping) -> Iterator[T]:
    """These pieces of work, until it is time to stop."""
    return takewhile(lambda _: not stopping(), pieces)
