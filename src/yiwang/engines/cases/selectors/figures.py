"""Figures over the cases that somebody may see: counted in one query per grouping, as the pack defines them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from yiwang.kernel.actor import Actor

from ..definitions import CountTerm, Figure
from ..domain.importing import SECTION
from ..models import Case, Clock, Event
from ..policies import cases_visible_to

GroupBy = Literal["unit", "division", "subject", "category"]
"""By what cases are grouped: the unit that has them, the place, the subject, the category in their data."""


@dataclass(frozen=True)
class FigureRow:
    """What was counted in a group: how many cases, and for each figure how many count, of how many."""

    key: str
    cases: int
    counted: Mapping[str, tuple[int, int]]


def case_figures(
    actor: Actor, types: Collection[str], since: datetime, until: datetime, figures: Mapping[str, Figure],
    *, by: GroupBy, now: datetime,
) -> list[FigureRow]:  # fmt: skip
    """Figures of the cases of these types opened in a time, as far as the actor may see them; most cases first.

    Args:
        actor: who asks.
        types: ids of case types.
        since: first instant.
        until: the instant after the last.
        figures: by id, as the pack defines them.
        by: what is grouped by.
        now: the instant, for what is past its due time.
    """
    seen = cases_visible_to(actor).filter(type__in=types, opened_at__gte=since, opened_at__lt=until)
    wanted: dict[str, Any] = {"cases": Count("id")}
    for key, held in figures.items():
        of = _which(held.of, now)
        wanted[f"{key}_of"] = Count("id", filter=of)
        wanted[f"{key}_counts"] = Count("id", filter=of & _which(held.counts, now))
    rows = _grouped(seen, by).values("group").annotate(**wanted).order_by("-cases", "group")
    return [_row(row, figures) for row in rows]


def case_counts(
    actor: Actor, types: Collection[str], since: datetime, until: datetime, by: tuple[GroupBy, GroupBy]
) -> dict[tuple[str, str], int]:
    """How many cases of these types were opened in a time, by two things at once, as far as the actor may see them."""
    seen = cases_visible_to(actor).filter(type__in=types, opened_at__gte=since, opened_at__lt=until)
    named = _named()
    pairs = seen.annotate(one=named[by[0]], other=named[by[1]]).values("one", "other")
    rows = pairs.annotate(cases=Count("id")).order_by()
    return {(str(row["one"] or ""), str(row["other"] or "")): int(row["cases"]) for row in rows}


def _grouped(seen: QuerySet[Case], by: GroupBy) -> QuerySet[Any, Any]:
    return seen.annotate(group=_named()[by])


def _named() -> dict[str, Any]:
    return {
        "unit": F("owner_unit_id"), "division": F("division_id"), "subject": F("subject"),
        "category": KeyTextTransform("category", KeyTransform("form", "data")),
    }  # fmt: skip


def _row(row: Mapping[str, Any], figures: Mapping[str, Figure]) -> FigureRow:
    counted = {key: (int(row[f"{key}_counts"]), int(row[f"{key}_of"])) for key in figures}
    return FigureRow(str(row["group"] or ""), int(row["cases"]), counted)


def _which(term: CountTerm, now: datetime) -> Q:
    """A term as a condition. ``id`` not null is no condition: a filter of nothing is not allowed."""
    held = Q(id__isnull=False)
    if term.states:
        held &= Q(state__in=term.states)
    if term.acts:
        held &= Q(_acted(term.acts))
    if term.without:
        held &= ~Q(_acted(term.without))
    if term.imported:
        here = Q(data__has_key=SECTION)
        held &= here if term.imported == "only" else ~here
    for field, values in term.kept.items():
        held &= Q(**{f"data__kept__{field}__in": list(values)})
    return held & _timed(term, now)


def _acted(acts: tuple[str, ...]) -> Exists:
    return Exists(Event.objects.filter(root_id=OuterRef("root_id"), case_id=OuterRef("id"), act__in=acts))


def _timed(term: CountTerm, now: datetime) -> Q:
    held = Q()
    if term.in_time:
        met = Clock.objects.filter(case_id=OuterRef("id"), key=term.in_time, state="met")
        held &= Q(Exists(met)) & ~Q(Exists(met.filter(stopped_at__gt=F("due_at"))))
    if term.ended:
        running = Q(state="running", due_at__lt=now)
        clocks = Clock.objects.filter(Q(state="met") | running, case_id=OuterRef("id"), key=term.ended)
        held &= Q(Exists(clocks))
    return held
