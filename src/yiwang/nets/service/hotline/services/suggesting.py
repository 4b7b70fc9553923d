"""What the seat was shown of what earlier demands teach, and what it chose: kept to be counted, not to be traced."""

from datetime import datetime

from yiwang.engines.learning.public import (
    shown_drop,
    shown_follow,
    shown_keep,
    shown_key,
    shown_settle,
    use_current,
)
from yiwang.engines.learning.pure import CATEGORY, UNIT

from ..domain.demand import Demand
from ..pure import HotlineRules
from ..selectors.beside import HISTORY, Beside, Typed
from .opening import Taken

FORM = "hotline.form"


def suggestions_shown(key: str, typed: Typed, held: Beside, *, now: datetime) -> None:
    """Keep what stood first for a form; the last while it is typed. Nothing for callers who want to stay unknown."""
    if not key or typed.unseen:
        return
    place = shown_key(FORM, key)
    for one in held.kinds[:1]:
        shown_keep(one.model, CATEGORY, place, suggested=one.guess.label, chance=one.guess.probability,
                   category=one.guess.label, now=now)  # fmt: skip
    best = next((one for one in held.proposals if one.taught), None)
    use = use_current(HISTORY) if best else None
    if best and best.taught and use and use.model:
        shown_keep(use.model, UNIT, place, suggested=best.unit, chance=best.taught.chance, category=typed.category,
                   now=now)  # fmt: skip


def suggestions_settled(
    rules: HotlineRules, demand: Demand, taken: Taken, *, sent_on: bool, now: datetime
) -> None:
    """Compare what was shown for a form with what the seat chose; forget it where the demand is protected.

    Args:
        rules: the rules in force.
        demand: as the seat took it.
        taken: the demand as it is kept.
        sent_on: it goes to a unit, which is compared once it is chosen.
        now: the instant.
    """
    place = shown_key(FORM, demand.key)
    unseen = not demand.caller.shown_to_units
    if rules.is_protected(demand.type, about=bool(demand.about), unseen=unseen):
        shown_drop(place)
        return
    shown_settle(place, CATEGORY, demand.category, now=now)
    if sent_on:
        shown_follow(place, UNIT, shown_key("case", str(taken.case_id)), taken.case_id)
    else:
        shown_drop(place)
