"""Demands of a demo site: what the pack says people call about, at each county of the city. Nobody called.

No caller is kept and no number to ask by is given out: there is nobody to have it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yiwang.engines.cases.public import CaseSeed, Terms
from yiwang.foundations.divisions.public import Level, divisions_under
from yiwang.foundations.organisations.public import body_for, unit_allowed
from yiwang.foundations.releases.public import world

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..policies import HANDLE
from ..pure import DEFAULT, DEMO_DEMAND, HOTLINE_RULES, DemoDemand, HotlineRules
from ..selectors.rules import limits_of, taking
from .opening import told_of


@dataclass(frozen=True)
class DemandSeed:
    """A demand as a case, the unit it would be dispatched to, and how often it comes."""

    seed: CaseSeed
    handler: str
    weight: int


def demo_demand_seeds(day: date) -> Iterator[DemandSeed]:
    """What people call about, in every county where there is a body to handle it; nothing without a hotline."""
    rules = world().find(HOTLINE_RULES, DEFAULT)
    if rules is None:
        return
    counties = divisions_under(world().pack.division, level=Level.COUNTY)
    for said in world().all(DEMO_DEMAND).values():
        for county in counties:
            body = body_for(said.function, county.code)
            handler = unit_allowed(body.id, HANDLE) if body else ""
            seed = _seed(said, county.code, rules, day) if handler else None
            if seed:
                yield DemandSeed(seed, handler, said.weight)


def _seed(said: DemoDemand, division: str, rules: HotlineRules, day: date) -> CaseSeed | None:
    held = rules.types[said.type]
    try:
        taken = taking(rules, division, "", guarded=held.guarded)
    except HotlineRefused:
        return None
    demand = Demand("demo", said.type, said.category, said.title, said.words, division)
    flags = {"reachable": False, "callback": True, "barred": False, "urgent": False}
    terms = Terms(limits=limits_of(held, urgent=False, day=day), flags=flags)
    return CaseSeed(
        key="demand", type=held.case_type, subject=said.type, title=said.title,
        data={**told_of(demand, rules), "category": said.category}, terms=terms, units=taken.units, division=division,
    )  # fmt: skip
