"""Who of a committee fits a dispute: on duty, speaking the language, at home in the matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True)
class Shift:
    """Hours of duty on some days of the week (Monday is 1)."""

    days: frozenset[int]
    start: time
    end: time

    def covers(self, at: datetime) -> bool:
        """Whether an instant, in local time, falls into it."""
        return at.isoweekday() in self.days and self.start <= at.time() < self.end


@dataclass(frozen=True)
class Fit:
    """A post of a committee, and how it fits: on duty now, the language, the type of dispute; chosen by a side."""

    post: str
    label: str
    on_duty: bool
    speaks: bool
    knows: bool
    note: str = ""
    chosen: bool = False


def on_duty(shifts: Iterable[Shift], at: datetime) -> bool:
    """Whether one of the shifts covers an instant; who has none is always on duty."""
    held = list(shifts)
    return not held or any(shift.covers(at) for shift in held)


def best_first(fits: Iterable[Fit]) -> list[Fit]:
    """Who was chosen before all; then those on duty, then who speaks the language, then who knows such matters."""
    return sorted(fits, key=_worse)


def _worse(fit: Fit) -> tuple[bool, bool, bool, bool, str]:
    return not fit.chosen, not fit.on_duty, not fit.speaks, not fit.knows, fit.label
