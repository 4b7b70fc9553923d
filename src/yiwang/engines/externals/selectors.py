"""Reads: which system does a step, steps of cases, lists for those at work, and what was typed twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from yiwang.engines.cases.public import tasks_visible_to
from yiwang.engines.catalog.pure import PARTNER, Partner, partner_units
from yiwang.engines.externals.domain.states import OPEN, RECALLING
from yiwang.engines.externals.models import ExternalRun, ExternalStep
from yiwang.engines.externals.policies import (
    external_copies_visible_to,
    external_steps_visible_to,
)
from yiwang.engines.externals.pure import EXTERNAL_SYSTEM, ExternalSystem
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import NoRelease, world
from yiwang.kernel.actor import Actor, system_actor


def systems() -> Mapping[str, ExternalSystem]:
    """The systems of the pack in force; none before a pack is applied."""
    try:
        return world().all(EXTERNAL_SYSTEM)
    except NoRelease:
        return {}


def system_of(step: ExternalStep) -> ExternalSystem | None:
    """The system of a step as the pack has it today; None if it has it no longer."""
    return systems().get(step.system)


def system_for(case_type: str, step: str, subject: str, unit_id: str) -> ExternalSystem | None:
    """The system in which a unit does this step of this subject; None if it does it here.

    A unit is meant by its own id, its body's id, or its body's function.
    """
    unit = unit_get(unit_id)
    names = {unit_id, unit.body_id, unit.body.function} if unit else {unit_id}
    for held in systems().values():
        for served in held.serves:
            if served.fits(case_type, step, subject) and (not served.bodies or names & set(served.bodies)):
                return held
    return None


def concerns(actor: Actor) -> bool:
    """Whether any unit this hat sees does steps in other systems; read from the pack, for menus."""
    held = [served for one in systems().values() for served in one.serves]
    if actor.audience != "staff" or not held:
        return False
    names = _names_of(actor.units)
    return actor.whole_city or any(not served.bodies or names & set(served.bodies) for served in held)


def _names_of(units: Collection[str]) -> set[str]:
    """By what a pack may mean these units: their own ids, their bodies' and their bodies' functions."""
    tree = OrganisationTree.of(world())
    bodies = {tree.units[unit].body for unit in units if unit in tree.units}
    return {*units, *bodies, *(tree.bodies[body].function for body in bodies)}


def task_is_open(case_id: UUID, task_id: UUID) -> bool:
    """Whether a task still waits to be done; asked by the worker."""
    mine = tasks_visible_to(system_actor("externals"))
    return mine.filter(id=task_id, case_id=case_id, state="open").exists()


def steps_of(actor: Actor, case_id: UUID) -> list[ExternalStep]:
    """The external steps of a case as far as the actor may see them, the newest first."""
    return list(external_steps_visible_to(actor).filter(case_id=case_id))


def step_page(
    actor: Actor, *, states: Sequence[str], before: UUID | None = None, limit: int = 50
) -> list[ExternalStep]:
    """Steps in some states, the newest first; by key, not by page number."""
    rows = external_steps_visible_to(actor).filter(state__in=states)
    return list((rows.filter(id__lt=before) if before else rows)[:limit])


def steps_troubled(actor: Actor, limit: int = 50) -> list[ExternalStep]:
    """Steps about which somebody has to do something: answers that did nothing, systems that are not connected.

    What was answered late is no such step: its case has gone on, and the answer stands on it.
    """
    return list(
        external_steps_visible_to(actor).filter(state__in=(*OPEN, RECALLING)).exclude(trouble="")[:limit]
    )


def steps_to_send(system_id: str, actor: Actor) -> list[ExternalStep]:
    """What still has to go out to a system, or has to go again; locked, the oldest first. Asked in the worker's scope.

    Args:
        system_id: the system.
        actor: who takes it there; somebody of the staff takes what is his own units'.
    """
    mine = external_steps_visible_to(system_actor("externals")).filter(system=system_id)
    if actor.audience != "worker":
        mine = mine.filter(unit_id__in=actor.own_units)
    return list(mine.filter(state__in=("waiting", "unknown")).order_by("id").select_for_update())


def numbers_carried(actor: Actor, system_id: str, numbers: Collection[str]) -> frozenset[str]:
    """Those of some numbers that this actor may bring answers for. Asked in the worker's scope."""
    mine = ExternalStep.objects.filter(system=system_id, number__in=numbers)
    if actor.audience != "worker":
        mine = mine.filter(unit_id__in=actor.own_units)
    return frozenset(mine.values_list("number", flat=True))


def runs_last(limit: int = 14) -> list[ExternalRun]:
    """The last nightly reconciliations."""
    return list(ExternalRun.objects.order_by("-day", "system")[:limit])


@dataclass(frozen=True)
class Retyped:
    """How many fields a unit carried between here and a system in a month.

    Attributes:
        month: its first day.
        copied, pasted: fields carried over, and typed back in.
        steps: how many matters they belong to.
    """

    unit_id: str
    month: date
    system: str
    label: str
    copied: int
    pasted: int
    steps: int


def retyped(actor: Actor, since: date, until: date) -> list[Retyped]:
    """二次录入 by unit, month, system and field, for the months from ``since`` to before ``until``."""
    start, end = local_instant(since), local_instant(until)
    rows = (
        external_copies_visible_to(actor)
        .filter(at__gte=start, at__lt=end)
        .annotate(month=TruncMonth("at"))
        .values("unit_id", "month", "system", "label", "way")
        .annotate(count=Count("id"), steps=Count("step_id", distinct=True))
        .order_by("-month", "unit_id", "system", "label", "way")
    )
    return [
        Retyped(
            row["unit_id"], timezone.localtime(row["month"]).date(), row["system"], row["label"],
            row["count"] if row["way"] == "copied" else 0, row["count"] if row["way"] == "pasted" else 0, row["steps"],
        )
        for row in rows
    ]  # fmt: skip


def open_steps(system_id: str) -> list[ExternalStep]:
    """The steps of a system that wait for an answer; asked by the worker."""
    mine = external_steps_visible_to(system_actor("externals"))
    return list(mine.filter(system=system_id, state__in=OPEN).order_by("id"))


def recalled_steps(system_id: str) -> list[ExternalStep]:
    """The steps that a system was asked to stop and has not stopped yet; asked by the worker."""
    mine = external_steps_visible_to(system_actor("externals"))
    return list(mine.filter(system=system_id, state=RECALLING).order_by("id"))


def partners_telling() -> Mapping[str, Partner]:
    """The partners of the pack in force that are told of turns; none before a pack is applied."""
    try:
        return {key: one for key, one in world().all(PARTNER).items() if one.tells}
    except NoRelease:
        return {}


def partner_at(units: Collection[str]) -> Partner | None:
    """The partner to whose hall one of these units belongs."""
    held = partner_units(world())
    return next((held[unit] for unit in units if unit in held), None)
