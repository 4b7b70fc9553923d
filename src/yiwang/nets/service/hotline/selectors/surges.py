"""Surges that last, with the demands of each that somebody may see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yiwang.engines.cases.public import case_words, cases_visible_to
from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineDemand, HotlineSurge
from ..policies import HOTLINE, SURGE, may
from .rules import rules_in_force
from .sharing import outside_in_force

MOST = 50


@dataclass(frozen=True)
class SurgeShown:
    """A surge: its category and place in words, how many there are and how many are usual, and the demands."""

    category: str
    place: str
    found_at: datetime
    ended_at: datetime | None
    count: int
    usual: float
    demands: tuple[tuple[str, str, str, datetime], ...]


def surges_shown(actor: Actor, *, now: datetime) -> list[SurgeShown]:
    """The latest surges, those that last first; of the demands only those that the actor may see."""
    rule = outside_in_force().surge
    if rule is None or not may(actor, SURGE):
        return []
    with as_actor(HOTLINE):
        rows = list(HotlineSurge.objects.order_by("ended_at", "-found_at")[:MOST])
        keys = {row.id: _keys(row, rule.hours) for row in rows}
    names = division_names([f"{row.division}000000" for row in rows])
    return [
        SurgeShown(
            rules_in_force().category_label(row.category) or row.category, names.get(f"{row.division}000000", ""),
            row.found_at, row.ended_at, row.count, row.usual, _demands(actor, keys[row.id], now),
        )
        for row in rows
    ]  # fmt: skip


def _keys(row: HotlineSurge, hours: int) -> list[UUID]:
    since = row.found_at - timedelta(hours=hours)
    here = Q(division__startswith=row.division)
    if world().pack.division.startswith(row.division):
        here |= Q(division="")
    found = HotlineDemand.objects.filter(here, category=row.category, at__gte=since, at__lte=row.seen_at)
    return list(found.order_by("-at").values_list("case_id", flat=True)[:MOST])


def _demands(actor: Actor, keys: list[UUID], now: datetime) -> tuple[tuple[str, str, str, datetime], ...]:
    rows = list(cases_visible_to(actor).filter(id__in=keys).order_by("-opened_at"))
    words = case_words(rows, now)
    return tuple((row.number, row.title, words[row.id].label, row.opened_at) for row in rows)
