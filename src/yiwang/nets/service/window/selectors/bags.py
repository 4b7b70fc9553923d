"""Reads about bags on their way: what comes, what goes, since when, and which pieces are looked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.lights import Light, clock_light

from ..models import HandOver, Paper
from ..models.custody import MISSING
from ..policies import handovers_visible_to, papers_visible_to

SHOWN, RECENT = 100, 10
"""How many bags under way, and how many that arrived, a page lists."""


@dataclass(frozen=True)
class Bag:
    """A slip with the names of both ends and how its time on the way stands."""

    held: HandOver
    sender: str
    receiver: str
    light: Light


def bags_coming(actor: Actor, now: datetime) -> list[Bag]:
    """What waits to be signed for by the hat's units, the longest waited for first."""
    rows = handovers_visible_to(actor).filter(to_id__in=actor.units, taken_at=None)
    return bags_of(rows.order_by("given_at")[:SHOWN], now)


def bags_going(actor: Actor, now: datetime) -> list[Bag]:
    """What the hat's units gave and nobody has signed for yet, the longest under way first."""
    rows = handovers_visible_to(actor).filter(from_id__in=actor.units, taken_at=None)
    return bags_of(rows.order_by("given_at")[:SHOWN], now)


def bags_arrived(actor: Actor, now: datetime) -> list[Bag]:
    """The last ones that were signed for."""
    return bags_of(handovers_visible_to(actor).exclude(taken_at=None)[:RECENT], now)


def bags_of(rows: Iterable[HandOver], now: datetime) -> list[Bag]:
    """Slips for a page."""
    held = list(rows)
    names = unit_names({unit for one in held for unit in (one.from_id, one.to_id)})
    return [
        Bag(one, names.get(one.from_id, one.from_id), names.get(one.to_id, one.to_id), _light(one, now))
        for one in held
    ]


def _light(one: HandOver, now: datetime) -> Light:
    return clock_light("met" if one.taken_at else "running", one.due_at, None, now)


def papers_missing(actor: Actor) -> list[tuple[Paper, str, str]]:
    """Pieces that are looked for: the piece, who gave it and answers for it, where it did not arrive."""
    rows = list(papers_visible_to(actor).filter(state=MISSING).order_by("since")[:SHOWN])
    names = unit_names({unit for one in rows for unit in (one.holder_id, one.to_id)})
    return [(one, names.get(one.holder_id, ""), names.get(one.to_id, "")) for one in rows]
