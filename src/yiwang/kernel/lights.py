"""The light of a clock: a pure function of the clock and now, never stored.

A sign and a word go with every colour.
"""

from datetime import datetime
from enum import Enum
from typing import Literal

ClockState = Literal["running", "paused", "met", "breached", "void"]


class Light(Enum):
    """How a clock stands. ``sign`` and ``word`` carry the meaning; ``colour`` is only the name of a token."""

    ON_TRACK = ("●", "正常", "green")
    DUE_SOON = ("▲", "将到期", "yellow")
    OVERDUE = ("■", "已超期", "red")
    PAUSED = ("‖", "已暂停", "grey")

    def __init__(self, sign: str, word: str, colour: str) -> None:
        self.sign = sign
        self.word = word
        self.colour = colour

    @property
    def key(self) -> str:
        """The light as data: ``on_track``, ``due_soon``, ``overdue`` or ``paused``."""
        return self.name.lower()


_AT_REST: dict[str, Light] = {
    "paused": Light.PAUSED,
    "void": Light.PAUSED,
    "met": Light.ON_TRACK,
    "breached": Light.OVERDUE,
}


def clock_light(state: ClockState, due_at: datetime | None, warn_at: datetime | None, now: datetime) -> Light:
    """The light of a clock at an instant.

    Args:
        state: a clock that was met stays green, one that was breached red; paused and void ones are grey.
        due_at: the last instant in time; None for a clock without end.
        warn_at: from this instant on it is due soon; None without warning.
        now: aware, like the others.
    """
    if state in _AT_REST:
        return _AT_REST[state]
    if due_at is not None and now > due_at:
        return Light.OVERDUE
    if warn_at is not None and now >= warn_at:
        return Light.DUE_SOON
    return Light.ON_TRACK
