"""Moving running cases to the release in force: dry run first, each matter one transaction with its sealed rows."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from yiwang.foundations.releases.public import RevisionUnreadable, release_current, world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.migrating import CasePlan, MatterPlan, Target, plan
from ..domain.values import Matter
from ..models import Case
from ..selectors import context_for, matter_load
from .roots import Narrow, open_roots
from .writing import write

log = logging.getLogger(__name__)
MIGRATOR = system_actor("migrate")
GONE = "新版本里没有这个办件的事项“{0}”（{1}）；事项停办的，先办结或者转到别的事项。"
FAILED = "没有转成：{0}。办件没有改动，查明原因后再运行一次。"


@dataclass
class MigrationReport:
    """What a run did, or would do.

    Attributes:
        revision: the release that cases go to.
        applied: whether anything was written.
        moved: the matters that map, with what maps; written if ``applied``.
        held_back: those that do not, or whose writing failed.
        passed: how many were moved by somebody else in the meantime.
    """

    revision: int
    applied: bool
    moved: list[MatterPlan] = field(default_factory=list)
    held_back: list[MatterPlan] = field(default_factory=list)
    passed: int = 0


def cases_migrate(
    case_type: str, *, now: datetime, apply: bool = False, batch: int = 100, most: int | None = None
) -> MigrationReport:
    """Move the running matters of a case type to the release in force.

    A matter moves whole: its root, its children, whatever their types. Those already there are left alone, so that a
    run that was cut off is simply run again.

    Args:
        case_type: id of a case type in force.
        now: the instant at which limits are read anew; aware.
        apply: write; otherwise only tell what would be written.
        batch: how many matters are looked up at once.
        most: at most so many matters; all if None.

    Raises:
        LookupError: no such case type in force, or no release at all.
    """
    current = release_current()
    if current is None or case_type not in context_for(now).machines:
        raise LookupError(f"现行版本里没有办件类型“{case_type}”；请先应用包，或者核对类型的标识。")
    report = MigrationReport(current.pk, apply)
    roots = open_roots(MIGRATOR, batch, narrow=_elsewhere(case_type, current.pk))
    for root in islice(roots, most):
        _one(report, root, now)
    return report


def _elsewhere(case_type: str, revision: int) -> Narrow:
    """Cases of this type that are under another release."""
    return lambda rows: rows.filter(type=case_type).exclude(revision=revision)


def _one(report: MigrationReport, root: UUID, now: datetime) -> None:
    try:
        with as_actor(MIGRATOR):
            made = _planned(report, root, now)
    except Exception as error:
        log.exception("cases.migrate.matter_failed", extra={"root": str(root)})
        made = MatterPlan((CasePlan(_number(root), "", cannot=(FAILED.format(type(error).__name__),)),))
    if made is None:
        report.passed += 1
    else:
        (report.moved if made.decision else report.held_back).append(made)


def _planned(report: MigrationReport, root: UUID, now: datetime) -> MatterPlan | None:
    """The plan of one matter, written if the run applies; None if it is there already."""
    matter = matter_load(root, lock=report.applied)
    if matter.root.revision == report.revision:
        return None
    gone = _gone(matter, report.revision)
    if gone:
        return MatterPlan(gone)
    held = context_for(now, report.revision)
    target = Target(report.revision, held.machines, held.facts, held.calendar, now)
    made = plan(matter, context_for(now, matter.root.revision).machines, target, MIGRATOR)
    if made.decision and report.applied:
        write(made.decision, root)
    return made


def _gone(matter: Matter, revision: int) -> tuple[CasePlan, ...]:
    """The cases whose subject the new release no longer has; what they are pinned to would be lost."""
    try:
        old, new = world(matter.root.revision).manifest(), world(revision).manifest()
    except RevisionUnreadable as error:
        return (CasePlan(matter.root.number, matter.root.type, cannot=(str(error),)),)
    return tuple(
        CasePlan(case.number, case.type, cannot=(GONE.format(case.title or case.subject, case.subject),))
        for case in matter
        if any(case.subject in held and case.subject not in new.get(kind, {}) for kind, held in old.items())
    )


def _number(root: UUID) -> str:
    with as_actor(MIGRATOR):
        return Case.objects.values_list("number", flat=True).get(id=root)
