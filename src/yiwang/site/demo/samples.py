"""What a demo year is made of: what people apply for at the city's places, and the cases that follow from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from random import Random
from uuid import UUID

from yiwang.engines.applications.public import demo_seeds
from yiwang.engines.cases.public import CaseSeed, DemoSample, PartyPart, UnitPart, told_slice
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.catalog.public import Catalogue, catalogue, compile_item
from yiwang.engines.catalog.pure import handed_in_at
from yiwang.engines.ratings.public import rules_in_force
from yiwang.foundations.divisions.public import Level, divisions_under
from yiwang.foundations.organisations.public import body_for, unit_allowed, unit_names
from yiwang.foundations.people.public import Crowd
from yiwang.nets.service.hotline.public import demo_demand_seeds
from yiwang.nets.service.voice.pure import DEFAULT as VOICE
from yiwang.nets.service.voice.pure import VOICE_RULES

WINDOW = "window.serve"
COUNTERS = ("hall", "town", "village")
EACH_PLACES = 3
"""At how many places each theme and item is applied for."""

ITEM_WEIGHT = 200
"""How often a single item is applied for at a place, against the volumes of themes (``demo/volumes``)."""

CHECK = "open_check"
"""The effect by which a case type has the commitments of what it granted checked; it names the type of that case."""


@dataclass(frozen=True)
class Samples:
    """All samples, and which unit a case that looks into a bad rating is about: (subject, division) → unit."""

    all: Sequence[DemoSample]
    rated: Mapping[tuple[str, str], str]


Draw = Callable[[], list[str]]
"""Draws some of the city's counties."""

Finder = Callable[[str, str, str], str]
"""(function, division, permission) → the unit there whose posts carry it; "" if there is none."""


def year_samples(crowd: Crowd, now: datetime, chance: Random) -> Samples:
    """Everything that is applied for in a demo year, drawn over the city's places."""
    held, found = catalogue(), cache(_office)
    counties = [one.code for one in divisions_under(held.world.pack.division, level=Level.COUNTY)]
    draw = partial(chance.sample, counties, min(EACH_PLACES, len(counties)))
    applied = [*_themes(held, crowd, now, draw), *_items(held, crowd, now, draw)]
    single = [sample for sample in applied if not sample.children]
    beside = [*_beside(held, single, found), *demand_samples(held.world.day_at(now))]
    rated = {(one.root.subject, one.root.division): one.root.owner_unit for one in single}
    return Samples([*applied, *beside], rated)


def _office(function: str, division: str, word: str) -> str:
    body = body_for(function, division)
    return unit_allowed(body.id, word) if body else ""


def _themes(held: Catalogue, crowd: Crowd, now: datetime, draw: Draw) -> Iterator[DemoSample]:
    for name, theme in held.themes.items():
        parties = crowd.organisations if theme.subject == "enterprise" else crowd.persons
        for place in draw():
            weight = max(1, held.volumes.get(name, ITEM_WEIGHT) // EACH_PLACES)
            yield from _sample(held, f"theme:{name}", place, parties, now, weight, "")


def _items(held: Catalogue, crowd: Crowd, now: datetime, draw: Draw) -> Iterator[DemoSample]:
    for name, item in held.items.items():
        firms = all(party.kind == "organisation" for party in item.parties.values())
        parties = crowd.organisations if firms else crowd.persons
        for number, place in enumerate(draw()):
            counter = "" if number else _counter(held, name, place, now)
            yield from _sample(held, f"item:{name}", place, parties, now, ITEM_WEIGHT // EACH_PLACES, counter)


def _counter(held: Catalogue, item: str, place: str, now: datetime) -> str:
    """A unit that takes this item in at a counter there; "" if none does."""
    day = held.world.day_at(now)
    known = compile_item(held, item, {}, (), day).places
    spots = (spot for spot in handed_in_at(known, held.items[item], place, day) if spot.kind in COUNTERS)
    return next((unit for spot in spots if spot.unit and (unit := unit_allowed(spot.unit, WINDOW))), "")


def _sample(
    held: Catalogue,
    target: str,
    place: str,
    parties: Sequence[UUID],
    now: datetime,
    weight: int,
    counter: str,
) -> Iterator[DemoSample]:
    made = demo_seeds(held, target, place, parties[0], now, counter)
    if made is not None:
        root, children = made
        yield DemoSample(root, children, weight, parties, at_window=bool(counter))


def _beside(held: Catalogue, single: Sequence[DemoSample], found: Finder) -> Iterator[DemoSample]:
    """The cases that other apps open: bad ratings and mending, what cannot be done, checks of commitments."""
    names = unit_names({sample.root.owner_unit for sample in single})
    for sample in single:
        yield from _about_rating(sample.root, names, found)
        yield from _checks(held, sample)
        yield from _stuck(held, sample.root, found)


def demand_samples(day: date) -> Iterator[DemoSample]:
    """What people call the hotline about, by the definitions of a day."""
    for one in demo_demand_seeds(day):
        yield DemoSample(one.seed, weight=one.weight, chosen=one.handler)


def _about_rating(seed: CaseSeed, names: Mapping[str, str], found: Finder) -> Iterator[DemoSample]:
    """A bad rating of this unit, looked into by the unit that the pack names, and what the unit must mend."""
    rules = rules_in_force()
    if rules is None:
        return
    may, told = rules.handlers.may, {"评价": rules.grades[str(rules.bad_from)], "事项": seed.title}
    units = (found(function, seed.division, may) for function in rules.handlers.functions)
    handler = next((unit for unit in units if unit and unit != seed.owner_unit), "")
    if handler:
        told |= {"被评单位": names.get(seed.owner_unit, seed.owner_unit)}
        bad = _aside(seed, "bad_rating", rules.case_type, f"差评核实：{seed.title}", handler)
        yield DemoSample(replace(bad, data=told_slice("评价", told)))
        mend = _aside(seed, "mend", rules.mend_type, f"服务整改：{seed.title}", seed.owner_unit)
        yield DemoSample(replace(mend, data=told_slice("整改", {"要求": "见核实单位的要求（演示）"})))


def _stuck(held: Catalogue, seed: CaseSeed, found: Finder) -> Iterator[DemoSample]:
    rules = held.world.find(VOICE_RULES, VOICE)
    unit = found(rules.stuck.function, seed.division, rules.stuck.may) if rules else ""
    if rules is not None and unit:
        made = _aside(seed, "stuck", rules.stuck.case_type, f"办不成事：{seed.title}", unit)
        told = {"要办的事": seed.title, "情况": "页面提示与指南不一致（演示）"}
        yield DemoSample(replace(made, data=told_slice("反映", told)))


def _checks(held: Catalogue, sample: DemoSample) -> Iterator[DemoSample]:
    """Checks of commitments, by the case types that the sample's own type names."""
    acts = held.world.get(CASE_TYPE, sample.root.type).acts.values()
    kinds = {str(use.with_["type"]) for act in acts for use in act.after if use.id == CHECK}
    told = {"事项": sample.root.title, "承诺代替的材料": "见原办件（演示）"}
    for kind in sorted(kinds):
        made = _aside(sample.root, kind, kind, f"告知承诺核查：{sample.root.title}", sample.root.owner_unit)
        whose = (PartyPart(sample.root.parties[0].party),)
        seed = replace(made, data=told_slice("承诺", told), parties=whose)
        yield DemoSample(seed, parties=sample.parties)


def _aside(seed: CaseSeed, key: str, kind: str, title: str, unit: str) -> CaseSeed:
    return CaseSeed(key, kind, seed.subject, title, units=(UnitPart(unit),), division=seed.division)
