"""The rules in force, and who looks into a bad rating under them."""

from yiwang.foundations.organisations.public import body_for, unit_allowed, unit_get
from yiwang.foundations.releases.public import world

from ..pure import DEFAULT, RATING_RULES, RatingRules


def rules_in_force() -> RatingRules | None:
    """The rules for service cases and events; None where the pack has none, and then nobody is asked."""
    return world().find(RATING_RULES, DEFAULT)


def body_of(unit_id: str) -> str:
    """The body a unit belongs to; "" for a unit nobody knows."""
    unit = unit_get(unit_id)
    return unit.body_id if unit else ""


def handler_for(rules: RatingRules, unit_id: str, division_id: str) -> str:
    """The unit that looks into a bad rating of a unit: never one of the rated body; "" if there is none.

    The functions are asked in their order, each near the place first and then for the whole city.
    """
    rated, places = body_of(unit_id), (division_id, world().pack.division)
    asked = (body_for(function, place) for function in rules.handlers.functions for place in places if place)
    for body in asked:
        if body is not None and body.id != rated and (unit := unit_allowed(body.id, rules.handlers.may)):
            return unit
    return ""
