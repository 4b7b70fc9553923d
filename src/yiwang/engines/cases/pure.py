"""Cases without Django: the kind ``case_type``, the pure core, and ``simulate`` for scenarios. Others enter here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import WorkCalendar
from yiwang.loader import World, parameter_values

from .definitions import (
    ADMISSION,
    ASSIGNEE_IDS,
    CASE_TYPE,
    DEMO_LIFE,
    DUTY,
    EFFECT_IDS,
    ERASURE_GROUND,
    GUARD_IDS,
    RETENTION,
    ActData,
    CaseType,
    Figure,
    admission_refusal,
    diagram_of,
    figure_complaints,
    machines_of,
)
from .definitions.parts import NoticeDefinition
from .domain.acting import Admitting, Facts, Watch, WhoIsOnDuty, nobody
from .domain.assigning import MAY_ASSIGN, OPINION
from .domain.data import line_counted
from .domain.importing import CaseHeld, ImportRefused, Recorded
from .domain.keeping import MAY_CONFIRM_ERASURE, MAY_ERASE, MAY_HOLD, MAY_WITHDRAW
from .domain.machine import Notice
from .domain.migrating import CasePlan, MatterPlan
from .domain.numbers import number_problem
from .domain.opening import OpeningError
from .domain.recounting import ClockMoved
from .domain.routing import Alike, Asked, Proposal, Taught
from .domain.seeds import After, CaseSeed, LimitTerm, Terms, told_slice
from .domain.simulate import ANSWERS, SimulatedStep, Simulation, counted_ids, simulated
from .domain.values import Case, PartyPart, UnitPart, UnitPartName

__all__ = [
    "ADMISSION",
    "ASSIGNEE_IDS",
    "CASE_TYPE",
    "DEMO_LIFE",
    "DUTY",
    "EFFECT_IDS",
    "ERASURE_GROUND",
    "GUARD_IDS",
    "MAY_ASSIGN",
    "MAY_CONFIRM_ERASURE",
    "MAY_ERASE",
    "MAY_HOLD",
    "MAY_WITHDRAW",
    "OPINION",
    "RETENTION",
    "ActData",
    "After",
    "Alike",
    "Asked",
    "CaseHeld",
    "CasePlan",
    "CaseSeed",
    "CaseType",
    "ClockMoved",
    "Facts",
    "Figure",
    "ImportRefused",
    "LimitTerm",
    "MatterPlan",
    "Notice",
    "NoticeDefinition",
    "OpeningError",
    "PartyPart",
    "Proposal",
    "Recorded",
    "SimulatedStep",
    "Simulation",
    "Taught",
    "Terms",
    "UnitPart",
    "UnitPartName",
    "Watch",
    "admission_refusal",
    "admitting",
    "diagram_of",
    "figure_complaints",
    "line_counted",
    "machines_of",
    "number_problem",
    "permissions_of",
    "simulate",
    "told_slice",
]


def permissions_of(world: World) -> Mapping[str, frozenset[str]]:
    """What each role may, by role id, as the pack's ``roles.yaml`` says."""
    return {key: frozenset(getattr(role, "may", ())) for key, role in world.all("role").items()}


def admitting(world: World, day: date) -> Admitting:
    """What may be sent down to which unit on a day, by the lists of a world."""

    def admits(unit: str, case: Case) -> str:
        return admission_refusal(world, day, unit, case.type, case.subject, case.section("form"))

    return admits


def simulate(
    world: World,
    root: CaseSeed,
    children: Sequence[CaseSeed],
    steps: Sequence[SimulatedStep],
    *,
    actor: Actor,
    calendar: WorkCalendar,
    now: datetime,
    effects: Mapping[str, str] = ANSWERS,
    duty: WhoIsOnDuty = nobody,
) -> Simulation:
    """Open a matter and do steps, on paper.

    Args:
        world: a loaded pack; its case types, roles and parameters are used.
        root: the root's seed. A single case: no children.
        children: seeds of the children; ``after`` names their keys.
        steps: in the order of time; see ``SimulatedStep``. A refused step is kept in ``refusals``, the rest goes on.
        actor: who submits.
        calendar: the working calendar.
        now: when it is submitted; aware.
        effects: which act answers which after-effect at once; others stay unanswered.
        duty: who is on duty for which unit when.

    Returns:
        The matter as it stands at the end, all events, consequences and refusals.

    Raises:
        OpeningError: the tree cannot be opened.
    """
    params = parameter_values(world, world.day_at(now))
    admits = admitting(world, world.day_at(now))
    facts = Facts(counted_ids(), permissions_of(world), params, duty=duty, admits=admits)
    held = simulated(machines_of(world), calendar, facts, root, children, actor, now, effects)
    for step in steps:
        held.do(step)
    return held
