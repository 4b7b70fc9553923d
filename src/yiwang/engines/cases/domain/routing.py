"""Whose a case is likely to be: the duty list first, then rulings of the past, then (one day) learnt suggestions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Ground = Literal["duty", "precedent", "learnt"]
ORDER: Sequence[Ground] = ("duty", "precedent", "learnt")
"""What a decision says outweighs a ruling on one case, and that outweighs what was merely often done."""


@dataclass(frozen=True)
class Proposal:
    """A unit proposed for a case, and why.

    Attributes:
        ground: what speaks for it.
        why: the duty's matter, or the arbiter's reasoning.
        source: the decision, or who ruled.
        since: from which day the duty holds, or when it was ruled.
        status: how sure a duty is; "" for others.
    """

    unit: str
    ground: Ground
    why: str
    source: str
    since: date
    status: str = ""


def ranked(proposals: Iterable[Proposal], units: Iterable[str]) -> list[Proposal]:
    """Proposals of units in use, each unit once: by ground, within a ground as they come."""
    known, found = set(units), dict[str, Proposal]()
    for held in sorted(proposals, key=lambda one: ORDER.index(one.ground)):
        if held.unit in known:
            found.setdefault(held.unit, held)
    return list(found.values())
