"""Demands of a demo site: what the pack says people call about, at each county of the city. Nobody called.

No caller is kept and no number to ask by is given out: there is nobody to have it. The demands stand in the hotline's
own table as well, so that lists, counts and programs find them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from yiwang.engines.cases.public import CaseSeed, CopiedCase, Terms
from yiwang.foundations.divisions.public import Level, divisions_under
from yiwang.foundations.keys.public import blind
from yiwang.foundations.organisations.public import body_for, unit_allowed
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import ask_number

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..models import HotlineDemand
from ..policies import HANDLE, HOTLINE
from ..pure import DEFAULT, DEMO_DEMAND, HOTLINE_RULES, DemoDemand, HotlineRules
from ..selectors.progress import NUMBER_PURPOSE
from ..selectors.rules import Taking, limits_of, taking
from .opening import told_of

Taker = Callable[[str, bool], Taking | None]
"""(division, guarded) → who takes such a demand there; None without a hotline for the place."""


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
    taker, handler_of = cache(partial(_taking, rules)), cache(_handler)
    for said in world().all(DEMO_DEMAND).values():
        for county in counties:
            handler = handler_of(said.function, county.code)
            for words in (said.words, *said.also) if handler else ():
                seed = _seed(said, words, county.code, rules, day, taker)
                if seed:
                    yield DemandSeed(seed, handler, said.weight)


def _handler(function: str, county: str) -> str:
    body = body_for(function, county)
    return unit_allowed(body.id, HANDLE) if body else ""


def _taking(rules: HotlineRules, division: str, guarded: bool) -> Taking | None:
    try:
        return taking(rules, division, "", guarded=guarded)
    except HotlineRefused:
        return None


def demo_demands_keep(cases: Iterable[CopiedCase]) -> int:
    """Keep the demands among a demo year's cases in the hotline's own table; returns how many they were.

    Args:
        cases: of any type; those that are no demands are left alone.
    """
    rules = world().find(HOTLINE_RULES, DEFAULT)
    types = {one.case_type for one in rules.types.values()} if rules else set()
    rows = [_row(case) for case in cases if case.type in types]
    with as_actor(HOTLINE):
        HotlineDemand.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    return len(rows)


def _row(case: CopiedCase) -> HotlineDemand:
    number, told = ask_number(f"hotline:demo:{case.id}"), case.data["form"]
    return HotlineDemand(
        case_id=case.id, number_blind=blind(number, purpose=NUMBER_PURPOSE), type=case.subject,
        category=told["category"], channel=told["channel"], line=told["line"], division=case.division,
        is_anonymous=False, keep_secret=False, is_urgent=False, is_spoken=told["spoken"], at=case.opened_at,
    )  # fmt: skip


def _seed(
    said: DemoDemand, words: str, division: str, rules: HotlineRules, day: date, taker: Taker
) -> CaseSeed | None:
    held = rules.types[said.type]
    taken = taker(division, held.guarded)
    if taken is None:
        return None
    demand = Demand(
        "demo", said.type, said.category, said.title, words, division, channel=said.channel, line=said.line
    )
    kept = {"category": said.category, "channel": said.channel, "line": said.line}
    spoken = said.line in rules.spoken_lines
    flags = {"reachable": False, "callback": True, "barred": False, "urgent": False}
    terms = Terms(limits=limits_of(held, urgent=False, day=day), flags=flags)
    return CaseSeed(
        key="demand", type=held.case_type, subject=said.type, title=said.title,
        data={**told_of(demand, rules), **kept, "spoken": spoken}, terms=terms, units=taken.units, division=division,
    )  # fmt: skip
