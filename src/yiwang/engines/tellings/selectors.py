"""Reads: what waits for whom, whose line rests, and what of it somebody has to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from yiwang.kernel.actor import Actor

from .models import UNTOLD, WAITING, Telling
from .policies import tellings_visible_to
from .pure import Line


def tellings_waiting(line: Line | None = None) -> QuerySet[Telling]:
    """What still has to be told, on one line or on all; asked by the worker."""
    rows = Telling.objects.filter(WAITING)
    return rows if line is None else rows.filter(**line._asdict())


def tellings_untold(line: Line, case_id: UUID) -> QuerySet[Telling]:
    """What one recipient has not taken of one case, refused or waiting; asked by the worker."""
    return Telling.objects.filter(UNTOLD, case_id=case_id, **line._asdict())


def lines_resting(now: datetime) -> set[Line]:
    """The recipients who did not answer a short while ago, and are left alone."""
    rows = tellings_waiting().filter(tries__gt=0, next_at__gt=now)
    return {Line(*one) for one in rows.values_list("kind", "recipient").distinct()}


def lines_of_case(case_id: UUID) -> set[Line]:
    """The recipients for whom something of a case waits."""
    rows = tellings_waiting().filter(case_id=case_id)
    return {Line(*one) for one in rows.values_list("kind", "recipient").distinct()}


def lines_due(now: datetime, most: int) -> Mapping[Line, Sequence[UUID]]:
    """Every recipient who is not left alone, with the cases of which something waits for it, so many at most.

    The one that tried the line goes first, so that one message alone tries it; then the oldest.
    """
    lines = {Line(*one) for one in tellings_waiting().values_list("kind", "recipient").distinct()}
    return {line: _cases(line, most) for line in sorted(lines - lines_resting(now))}


def _cases(line: Line, most: int) -> Sequence[UUID]:
    rows = tellings_waiting(line).values("case_id").annotate(tried=Max("tries"), first=Min("id"))
    return list(rows.order_by("-tried", "first").values_list("case_id", flat=True)[:most])


def rows_in_order(line: Line, cases: Sequence[UUID]) -> list[int]:
    """What waits of these cases: case by case as given, of each as its log has it, whenever it was heard of."""
    rows = tellings_waiting(line).filter(case_id__in=cases).order_by("seq").values_list("case_id", "id")
    place = {case_id: at for at, case_id in enumerate(cases)}
    return [row_id for case_id, row_id in sorted(rows, key=lambda one: place[one[0]])]


@dataclass(frozen=True)
class ToldState:
    """How the telling stands: what waits, what of it nobody took, what was refused, since when."""

    waiting: int
    silent: int
    refused: int
    since: datetime | None

    @property
    def well(self) -> bool:
        """Whether nobody has to look."""
        return not self.silent and not self.refused


def told_state(actor: Actor) -> ToldState:
    """How it stands with what an actor may see."""
    found = tellings_visible_to(actor).filter(UNTOLD).aggregate(
        waiting=Count("id", filter=WAITING),
        silent=Count("id", filter=WAITING & Q(tries__gt=0)),
        refused=Count("id", filter=~WAITING),
        since=Min("at"),
    )  # fmt: skip
    return ToldState(**found)


def tellings_troubled(actor: Actor, kind: str, limit: int = 100) -> list[Telling]:
    """What did not go through to recipients of a kind: refused, or nobody there; the oldest first."""
    rows = tellings_visible_to(actor).filter(UNTOLD, kind=kind).exclude(trouble="")
    return list(rows.order_by("id")[:limit])


def tellings_refused(actor: Actor, **of: str) -> QuerySet[Telling]:
    """What recipients refused, of a ``kind`` or on one line, as far as it is the actor's to do."""
    rows = tellings_visible_to(actor).filter(UNTOLD, refused_at__isnull=False, **of)
    return rows if actor.audience == "worker" else rows.filter(unit_id__in=actor.own_units)


def cases_refused(actor: Actor, kind: str) -> Mapping[str, int]:
    """Of how many cases recipients of a kind refused something, as far as it is the actor's to do."""
    rows = tellings_refused(actor, kind=kind)
    return dict(rows.order_by("recipient").values_list("recipient").annotate(Count("case_id", distinct=True)))


def untold_by_recipient(actor: Actor, kind: str) -> Mapping[str, int]:
    """How many statuses recipients of a kind have not been told."""
    rows = tellings_visible_to(actor).filter(UNTOLD, kind=kind).order_by()
    return dict(rows.values_list("recipient").annotate(Count("id")))
