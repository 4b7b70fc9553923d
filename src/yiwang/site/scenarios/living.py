"""Runs a scenario of a case type: one case is opened, with a unit for each part, and lives on paper."""

from collections.abc import Iterator
from typing import Any

from yiwang.engines.cases.pure import (
    CaseSeed,
    LimitTerm,
    OpeningError,
    PartyPart,
    SimulatedStep,
    Simulation,
    Terms,
    UnitPart,
    simulate,
)
from yiwang.foundations.calendars.pure import calendar_of
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.worktime import Limit
from yiwang.loader import Complaint, World

from .definition import Flow, Scenario, Step
from .flowing import APPLICANT, MEND, Path, applicant, clerk, instant, lived_complaints

CASE, MAIN = "case", "main"
"""How a scenario calls the one case, and the part that acts unless another is named."""


def case_complaints(world: World, case_type: str, scenario: Scenario, place: int) -> Iterator[Complaint]:
    """What came out otherwise when a case of the type was lived through; nothing if the scenario has no flow."""
    if scenario.flow is None:
        return
    path: Path = ("scenarios", place)
    try:
        lived = _lived(world, case_type, scenario.flow)
    except (OpeningError, KeyError) as error:
        yield Complaint(f"“{scenario.name}”：办件开不出来：{error}", MEND, "scenario.flow", (*path, "flow"))
        return
    yield from lived_complaints(world, lived, scenario, path, CASE)
    yield from _clocks(lived, scenario, (*path, "expect", "clocks"))
    yield from _main(lived, scenario, (*path, "expect", "main"))


def _lived(world: World, case_type: str, flow: Flow) -> Simulation:
    parts = tuple(dict.fromkeys((MAIN, *flow.units)))
    terms = Terms(limits={name: _term(text) for name, text in flow.limits.items()}, flags=flow.flags)
    seed = CaseSeed(
        CASE, case_type, "", terms=terms, parties=(PartyPart(APPLICANT),),
        units=tuple(UnitPart(_unit(part), part) for part in parts),  # type: ignore[arg-type]
    )  # fmt: skip
    steps = [step for one in flow.steps for step in _steps(world, one)]
    moment = instant(world, flow.submitted)
    return simulate(world, seed, (), steps, actor=applicant(), calendar=calendar_of(world), now=moment)


def _unit(part: str) -> str:
    return f"unit-{part}"


def _term(text: str) -> LimitTerm:
    limit = Limit.parse(text)
    return LimitTerm(limit.value, limit.unit, "情景里写的")


def _steps(world: World, step: Step) -> Iterator[SimulatedStep]:
    at = instant(world, step.at)
    for case in step.cases if step.act else ():
        yield SimulatedStep(at, case, step.act, _who(step.by), step.data)
    if not step.act:
        yield SimulatedStep(at)


def _who(by: str) -> Actor:
    if by == "effect":
        return system_actor("effect")
    role, _, part = by.partition("@")
    return applicant() if by == "applicant" else clerk(_unit(part or MAIN), role)


def _clocks(lived: Simulation, scenario: Scenario, path: Path) -> Iterator[Complaint]:
    held: dict[str, Any] = {clock.key: clock.state for clock in lived.case(CASE).clocks}
    for key, wanted in scenario.expect.clocks.items():
        if held.get(key) != wanted:
            what = f"“{scenario.name}”：时限 {key} 应为 {wanted}，得到 {held.get(key, '没有这个时限')}。"
            yield Complaint(what, MEND, "scenario.clocks", (*path, key))


def _main(lived: Simulation, scenario: Scenario, path: Path) -> Iterator[Complaint]:
    wanted, got = scenario.expect.main, lived.case(CASE).owner_unit_id
    if wanted is not None and got != _unit(wanted):
        what = f"“{scenario.name}”：应由 {wanted} 主办，得到 {got.removeprefix('unit-')}。"
        yield Complaint(what, MEND, "scenario.main", path)
