"""The rules in force, the limits of a day, and the units that take a demand."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from yiwang.engines.cases.public import LimitTerm, UnitPart
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import Body, body_at, body_for, body_get, unit_allowed
from yiwang.foundations.releases.public import world
from yiwang.loader import PARAMETER

from ..domain.errors import HotlineRefused
from ..policies import DISPATCH, REPORT, RULE
from ..pure import DEFAULT, HOTLINE_OUTSIDE, HOTLINE_RULES, DemandType, HotlineOutside, HotlineRules

URGENT_SIGN = "hotline_urgent_sign_minutes"


@dataclass(frozen=True)
class Taking:
    """Who takes a demand: the body, its units in their parts, and the body that must never see it ("" if none)."""

    body: str
    units: tuple[UnitPart, ...]
    barred: str = ""


def rules_in_force() -> HotlineRules:
    """The pack's rules. Raises HotlineRefused where the pack has none."""
    rules = world().find(HOTLINE_RULES, DEFAULT)
    if rules is None:
        raise HotlineRefused("本站没有开通 12345 热线，请拨打政务服务热线。")
    return rules


def outside_found() -> HotlineOutside | None:
    """What the pack says of the outside; None where it says nothing."""
    return world().find(HOTLINE_OUTSIDE, DEFAULT)


def limits_of(held: DemandType, *, urgent: bool, day: date) -> dict[str, LimitTerm]:
    """The limits of a type on a day: to deal with it, to extend once, to mend what was not done (half), to sign."""
    days = _term(held.limit, "working_day", day)
    if days is None:
        return {}
    half = LimitTerm(ceil(days.value / 2), days.unit, f"{days.source}（重办按一半计）", "assumed")
    limits = {"handling": days, "extension": days, "rework": half}
    sign = _term(URGENT_SIGN, "working_minute", day) if urgent else None
    return {**limits, "sign": sign} if sign else limits


def _term(parameter: str, unit: str, day: date) -> LimitTerm | None:
    found = world().find(PARAMETER, parameter)
    held = found.on(day) if found else None
    if found is None or held is None:
        return None
    return LimitTerm(int(found.value_on(day)), unit, f"{held.source}（{found.title}）", held.status.value)


def taking(rules: HotlineRules, division: str, about: str, *, guarded: bool) -> Taking:
    """Who takes a demand about a place; one about a body is its superior's.

    Raises:
        HotlineRefused: no hotline for the place, no such body, or nobody above it within this city.
    """
    body = superior_of(rules, about) if about else body_for(rules.function, division or world().pack.division)
    if body is None:
        raise HotlineRefused("这个地方还没有开通 12345 热线，请换一个地方。", "division")
    intake = unit_allowed(body.id, REPORT if guarded else DISPATCH)
    if not intake:
        raise HotlineRefused(
            f"{body.short}还没有受理这类诉求的岗位，请告诉管理员。", "about" if about else ""
        )
    parts = (UnitPart(intake, "main"), UnitPart(intake, "intake"))
    arbiter = () if guarded else (UnitPart(_arbiter(rules, body) or intake, "arbiter"),)
    return Taking(body.id, (*parts, *arbiter), about)


def superior_of(rules: HotlineRules, about: str) -> Body:
    """The body above a body: of the own place first, then of the places around it.

    Raises:
        HotlineRefused: no such body, or nothing above it here; the sentence says whom to turn to.
    """
    held = body_get(about)
    place = division_get(held.division_id) if held else None
    if held is None or place is None:
        raise HotlineRefused("没有这个单位，请从列出的单位中选。", "about")
    for code in reversed(place.path):
        found = body_at(rules.superiors, code)
        if found is not None and found.id != held.id:
            return found
    raise HotlineRefused(f"{held.short}没有本市范围内的上级，热线不能交它自己办；请向省的热线反映。", "about")


def _arbiter(rules: HotlineRules, body: Body) -> str:
    """The unit that rules whose a demand is: of the superior body at the place of who takes it."""
    above = body_at(rules.superiors, body.division_id)
    return unit_allowed(above.id, RULE) if above else ""
