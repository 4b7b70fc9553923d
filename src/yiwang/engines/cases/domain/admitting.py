"""What may be sent down to a unit: lists say it, and an act that names another unit is held to them."""

from collections.abc import Mapping
from typing import Any

from yiwang.kernel.actor import Actor

from .acting import Facts
from .machine import Act
from .units import units_said
from .values import Case

HANDS_OVER = ("main", "co")
"""Parts of units that have to deal with the case; who rules or looks on is held to no list."""


def admission_problems(
    case: Case, parent: Case | None, act: Act, data: Mapping[str, Any], actor: Actor, facts: Facts
) -> dict[str, str]:
    """Why units that an act hands the case to do not take it, by field key. Within one body nothing is sent down.

    What the whole may not be given to takes no part of it either.
    """
    keys = {move.to.removeprefix("field:") for move in act.units if move.part in HANDS_OVER and not move.end}
    keys |= {act.split.field} if act.split else set()
    named = [(held.key, unit) for held in act.data if held.key in keys for unit in units_said(held, data)]
    others = ((key, unit) for key, unit in named if not _same_body(actor.unit, unit, facts))
    held = (case, parent) if parent else (case,)
    found = [(key, facts.admits(unit, one)) for key, unit in others for one in held]
    return {key: sentence for key, sentence in found if sentence}


def _same_body(own: str, unit: str, facts: Facts) -> bool:
    known = facts.units or {}
    return own in known and unit in known and known[own].body == known[unit].body
