"""The state of a seat at an instant: what it was put into, or what the pack lets follow once its time is up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .spans import Spanned


class StateRule(Protocol):
    """What a pack says of a state."""

    @property
    def at_most(self) -> Spanned | None:
        """How long it may last; None without a limit."""

    @property
    def then(self) -> str:
        """The state that follows by itself; "" if it goes on and is overdue."""


@dataclass(frozen=True)
class SeatNow:
    """A state as it is now: since when, until when it should last, whether that is past."""

    state: str
    since: datetime
    until: datetime | None = None
    is_over: bool = False


def state_now(rules: Mapping[str, StateRule], state: str, since: datetime, now: datetime) -> SeatNow:
    """The state of a seat that was put into one at an instant."""
    rule = rules.get(state)
    limit = rule.at_most if rule else None
    if rule is None or limit is None:
        return SeatNow(state, since)
    until = since + limit.delta
    if now < until:
        return SeatNow(state, since, until)
    return SeatNow(rule.then, until) if rule.then else SeatNow(state, since, until, is_over=True)
