"""Runs the second half of a scenario: the compiled theme is submitted, and its cases live on paper."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from yiwang.engines.applications.pure import Handed, seeds
from yiwang.engines.cases.pure import OpeningError, SimulatedStep, Simulation, simulate
from yiwang.engines.catalog.pure import Compiled
from yiwang.foundations.calendars.pure import calendar_of
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import Complaint, World

from .definition import Flow, Scenario, Step

APPLICANT = UUID(int=1)
ROOT = "theme"
"""How a scenario calls the root of a theme's cases."""

MEND = "改正办件类型、主题或事项；确实应当如此时改写情景的期望。"
Path = tuple[str | int, ...]


def flow_complaints(world: World, compiled: Compiled, scenario: Scenario, path: Path) -> Iterator[Complaint]:
    """What came out otherwise when the flow was lived through; nothing if the scenario has none."""
    if scenario.flow is None:
        return
    try:
        lived = _lived(world, compiled, scenario.flow)
    except (OpeningError, KeyError) as error:
        yield Complaint(f"“{scenario.name}”：办件开不出来：{error}", MEND, "scenario.flow", (*path, "flow"))
        return
    yield from lived_complaints(world, lived, scenario, path, f"{ROOT}:{compiled.theme_id}")


def lived_complaints(
    world: World, lived: Simulation, scenario: Scenario, path: Path, root: str
) -> Iterator[Complaint]:
    """States, days and refusals that came out otherwise; ``root`` is what the simulation calls ``theme``."""
    yield from _states(lived, root, scenario, (*path, "expect", "states"))
    yield from _due_days(world, lived, root, scenario, (*path, "expect", "due"))
    yield from _refused(lived, scenario, (*path, "expect", "refused_steps"))


def _lived(world: World, compiled: Compiled, flow: Flow) -> Simulation:
    root, children = seeds(compiled, _handed(compiled, flow))
    steps = [made for step in flow.steps for made in _steps(world, compiled, step)]
    return simulate(
        world,
        root,
        children,
        steps,
        actor=applicant(),
        calendar=calendar_of(world),
        now=instant(world, flow.submitted),
    )


def _handed(compiled: Compiled, flow: Flow) -> Handed:
    """What an application would hand in; the units are the items' own functions."""
    return Handed(
        submission=UUID(int=2),
        form=(),
        materials=(),
        commitments=frozenset(flow.commits),
        bound={},
        units={member.key: (_unit(member.key), "") for member in compiled.members},
        applicant=APPLICANT,
    )


def _unit(member: str) -> str:
    return f"unit-{member}"


def _steps(world: World, compiled: Compiled, step: Step) -> Iterator[SimulatedStep]:
    at, root = instant(world, step.at), f"{ROOT}:{compiled.theme_id}"
    for case in step.cases:
        yield SimulatedStep(at, _key(root, case), step.act, _who(case, step.by), step.data)
    if not step.cases:
        yield SimulatedStep(at)


def _key(root: str, case: str) -> str:
    return root if case == ROOT else case


def instant(world: World, written: datetime) -> datetime:
    """An instant as an author writes it: on the clock of the pack unless it says otherwise."""
    return written if written.tzinfo else written.replace(tzinfo=ZoneInfo(world.pack.zone))


def applicant() -> Actor:
    """Whoever applies in scenarios."""
    return Actor("citizen", UUID(int=3), f"party:{APPLICANT}", "申请人", parties=(APPLICANT,))


def _who(case: str, by: str) -> Actor:
    if by == "effect":
        return system_actor("effect")
    return applicant() if by == "applicant" else _clerk(case, by)


def _clerk(case: str, role: str) -> Actor:
    """A post of the case's unit, held by a person of its own: who proposes is not who decides."""
    return clerk(_unit(case), role)


def clerk(unit: str, role: str) -> Actor:
    """Somebody on a post of a unit, of its own for each role (several joined by ``+``)."""
    roles = frozenset(role.split("+"))
    return Actor(
        "staff", uuid5(UUID(int=4), f"{unit}{role}"), f"post:{unit}-{role}", role, (unit,), unit, roles
    )


def _states(lived: Simulation, root: str, scenario: Scenario, path: Path) -> Iterator[Complaint]:
    for case, wanted in scenario.expect.states.items():
        key = _key(root, case)
        got = lived.state(key) if key in lived.keys else "没有这个办件"
        if got != wanted:
            what = f"“{scenario.name}”：{case} 应为 {wanted}，得到 {got}。"
            yield Complaint(what, MEND, "scenario.states", (*path, case))


def _due_days(
    world: World, lived: Simulation, root: str, scenario: Scenario, path: Path
) -> Iterator[Complaint]:
    for case, wanted in scenario.expect.due.items():
        key = _key(root, case)
        due = lived.case(key).due_at if key in lived.keys else None
        got = due.astimezone(ZoneInfo(world.pack.zone)).date() if due else None
        if got != wanted:
            what = f"“{scenario.name}”：{case} 应在 {wanted} 到期，得到 {got or '没有到期日'}。"
            yield Complaint(what, MEND, "scenario.due", (*path, case))


def _refused(lived: Simulation, scenario: Scenario, path: Path) -> Iterator[Complaint]:
    """Refused acts, told by number from 1; a step with several cases counts once for each."""
    wanted = scenario.expect.refused_steps
    got = [number + 1 for number in sorted(lived.refusals)]
    if list(wanted) != got:
        said = "；".join(f"第 {n + 1} 步：{refusal}" for n, refusal in sorted(lived.refusals.items()))
        what = f"“{scenario.name}”：应被拒绝的是第 {_numbers(wanted)} 步，得到第 {_numbers(got)} 步。{said}"
        yield Complaint(what, MEND, "scenario.refused_steps", path)


def _numbers(numbers: "tuple[int, ...] | list[int]") -> str:
    return "、".join(map(str, numbers)) or "零"
