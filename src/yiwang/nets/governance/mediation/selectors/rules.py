"""The rules in force, and the units that take a request: of the place, and of the places around it."""

from collections.abc import Sequence

from yiwang.engines.cases.public import UnitPart
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.divisions.pure import DivisionRow, DivisionTree, Level
from yiwang.foundations.organisations.public import bodies_of, body_for, unit_allowed
from yiwang.foundations.releases.public import world

from ..domain.errors import MediationRefused
from ..policies import ALARM, MEDIATE
from ..pure import DEFAULT, MEDIATION_RULES, MediationRules

LATER = ("territorial", "supervise")
"""Parts of the committees around the first one, near to far: whom a request reaches if nobody has called by then."""

SMALL = (Level.TOWN, Level.VILLAGE)
"""Levels of the places that people choose from."""


def rules_in_force() -> MediationRules:
    """The pack's rules. Raises MediationRefused where the pack has none."""
    rules = world().find(MEDIATION_RULES, DEFAULT)
    if rules is None:
        raise MediationRefused("本站没有开通网上调解申请，请到村（社区）或者镇街的调解委员会。")
    return rules


def is_mediation(case_type: str) -> bool:
    """Whether cases of this type are mediations, as the rules in force say; never where there are none."""
    rules = world().find(MEDIATION_RULES, DEFAULT)
    return rules is not None and rules.case_type == case_type


def taking_units(rules: MediationRules, division: str, lead: str = "") -> tuple[UnitPart, ...]:
    """The committees that a request about a place reaches, near first; ``lead``, where it is one of them, before all.

    Raises MediationRefused if there is none.
    """
    place = division_get(division)
    around = reversed(place.path) if place else ()
    here = {body.division_id: body.id for body in bodies_of(rules.function)}
    units = [unit for code in around if code in here and (unit := unit_allowed(here[code], MEDIATE))]
    if not units:
        raise MediationRefused("这个地方还没有调解委员会，请换一个地方，或者拨 12345。", "place_of")
    first, *later = sorted(units, key=lambda unit: unit != lead)
    named = zip(later, LATER if len(units) > 2 else LATER[1:], strict=False)
    return (UnitPart(first, "main"), *(UnitPart(unit, part) for unit, part in named))  # type: ignore[arg-type]


def alarm_units(rules: MediationRules, division: str) -> tuple[str, ...]:
    """The units that are told of danger at a place: of each function the nearest body, where it has such a post."""
    bodies = (body_for(function, division) for function in rules.alarm_functions)
    units = (unit_allowed(body.id, ALARM) for body in bodies if body)
    return tuple(dict.fromkeys(unit for unit in units if unit))


def places_named(rules: MediationRules) -> dict[str, str]:
    """Codes of the places that have a committee, by their names; towns and villages with what is around them."""
    tree = DivisionTree.of(world())
    codes = [body.division_id for body in bodies_of(rules.function) if body.division_id in tree.rows]
    return {_place_name(tree.path(code)): code for code in codes if tree.rows[code].level in SMALL}


def _place_name(path: Sequence[DivisionRow]) -> str:
    """The names from the county down, without one that the next repeats."""
    said = ""
    for row in path:
        if row.level is Level.COUNTY or row.level in SMALL:
            said = row.name if row.name.startswith(said) else f"{said}{row.name}"
    return said
