"""How a call of a demo site went: drawn by weight, the same for the same case. Nobody called."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final, Protocol

ANSWERED, TRANSFERRED, MISSED, MESSAGE = "answered", "transferred", "missed", "message"
NIGHT: Final = 6 * 3600
"""Messages are left between midnight and morning, in seconds."""

NEAR: Final = 3 * 3600
"""Calls beside a demand come within so many seconds of it, so that busy days are busy."""


class DrawRule(Protocol):
    """What a pack says of demo calls."""

    @property
    def beside(self) -> float:
        """Calls without a demand for each with one."""

    @property
    def answered(self) -> int:
        """How often a call is answered; and likewise below."""

    @property
    def transferred(self) -> int:
        """Given on."""

    @property
    def missed(self) -> int:
        """Not answered."""

    @property
    def messages(self) -> int:
        """A message at night."""

    @property
    def wait(self) -> tuple[int, int]:
        """Seconds until somebody answers or hangs up."""

    @property
    def talk(self) -> tuple[int, int]:
        """Seconds that are talked."""


@dataclass(frozen=True)
class Drawn:
    """A call: how it went, when it rang, was answered (None if not) and ended, and whether a demand was taken."""

    kind: str
    rang_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    with_demand: bool = False


def calls_drawn(rule: DrawRule, random: Random, at: datetime, midnight: datetime) -> list[Drawn]:
    """The call in which a demand was taken, and those beside it.

    Args:
        rule: the pack's.
        random: where chance comes from.
        at: when the demand was taken; its call was answered before and ended after.
        midnight: the beginning of that day.
    """
    whole = int(rule.beside)
    count = whole + (random.random() < rule.beside - whole)
    return [_taking(rule, random, at), *(_beside(rule, random, at, midnight) for _ in range(count))]


def _taking(rule: DrawRule, random: Random, at: datetime) -> Drawn:
    talk = random.randint(*rule.talk)
    answered = at - timedelta(seconds=talk)
    rang = answered - timedelta(seconds=random.randint(*rule.wait))
    return Drawn(ANSWERED, rang, answered, at + timedelta(seconds=random.randint(5, 60)), with_demand=True)


def _beside(rule: DrawRule, random: Random, at: datetime, midnight: datetime) -> Drawn:
    kinds = (ANSWERED, TRANSFERRED, MISSED, MESSAGE)
    weights = (rule.answered, rule.transferred, rule.missed, rule.messages)
    kind = random.choices(kinds, weights)[0]
    near = at - timedelta(seconds=random.randint(60, NEAR))
    rang = midnight + timedelta(seconds=random.randint(0, NIGHT)) if kind == MESSAGE else near
    wait, talk = (timedelta(seconds=random.randint(*span)) for span in (rule.wait, rule.talk))
    if kind in (MISSED, MESSAGE):
        return Drawn(kind, rang, None, rang + wait)
    return Drawn(kind, rang, rang + wait, rang + wait + talk)
