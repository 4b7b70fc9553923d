"""What the archive knows of a case: when it was archived, until when it is kept, who holds it back and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import Limit, Unit, due
from yiwang.loader import World, once_per_world, parameter_at

from ..definitions.retention import Retention
from ..models import Case, CaseHold
from ..policies import access_case

LOOKS_KEPT = "case_look_days"


@dataclass(frozen=True)
class Kept:
    """One case at the archive.

    Attributes:
        keep_until: None while it is open, where the pack has no rule, and for what is kept for ever.
        for_ever: the pack says so.
        rule: the pack's rule; None if it has none.
        holds: newest first, those lifted too.
    """

    case: Case
    keep_until: datetime | None
    for_ever: bool
    rule: Retention | None
    holds: Sequence[CaseHold]


@once_per_world
def _rules(held: World) -> Mapping[str, Retention]:
    return {rule.case_type: rule for rule in held.all("retention").values()}


def retention_rules() -> Mapping[str, Retention]:
    """The rules in force by case type."""
    return _rules(world())


def keep_until(rule: Retention, closed_at: datetime) -> datetime | None:
    """Until when a case closed at an instant is kept; None for ever."""
    if rule.keep is None:
        return None
    return due(closed_at, Limit(rule.keep.value, Unit.YEAR), calendar_current()).at


def case_kept(actor: Actor, number: str) -> Kept:
    """What the archive knows of a case.

    Raises:
        CaseNotFound: the actor may not see it.
    """
    case = access_case(actor, number)
    root = case if case.parent_id is None else Case.objects.filter(id=case.root_id).first()
    rule = retention_rules().get(root.type) if root else None
    closed = root.closed_at if root else None
    until = keep_until(rule, closed) if rule and closed else None
    holds = list(CaseHold.objects.filter(root_id=case.root_id).order_by("-placed_at"))
    return Kept(case, until, bool(rule and rule.keep is None), rule, holds)


def holds_open(limit: int = 200) -> list[tuple[CaseHold, Case]]:
    """The holds in force on cases that the scope may see, newest first, with their cases."""
    rows = list(CaseHold.objects.filter(lifted_at=None).order_by("-placed_at")[:limit])
    cases = {case.id: case for case in Case.objects.filter(id__in=[row.case_id for row in rows])}
    return [(row, cases[row.case_id]) for row in rows if row.case_id in cases]


def cases_held(case_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases that a hold keeps from being erased, for acts that erase what belongs to them."""
    roots = dict(Case.objects.filter(id__in=set(case_ids)).values_list("id", "root_id"))
    held = CaseHold.objects.filter(lifted_at=None, root_id__in=set(roots.values()))
    kept = set(held.values_list("root_id", flat=True))
    return {case for case, root in roots.items() if root in kept}


def looks_kept_since(now: datetime) -> datetime:
    """Who looked at a case before this instant is forgotten; the pack's parameter says after how many days."""
    days = parameter_at(world(), LOOKS_KEPT, now)
    return now - timedelta(days=int(days)) if days else datetime.min.replace(tzinfo=now.tzinfo)
