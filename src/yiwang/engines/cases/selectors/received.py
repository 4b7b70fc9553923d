"""Cases that units took in for others to decide: how many by unit and subject, and who took in one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from yiwang.kernel.actor import Actor

from ..models import CaseUnit
from ..policies import cases_visible_to


@dataclass(frozen=True)
class ReceivedCount:
    """Cases of one subject that a unit took in: all of them, and those still open."""

    unit_id: str
    subject: str
    total: int
    open: int


@dataclass(frozen=True)
class SubjectCount:
    """Cases of one subject: all of them, and those still open."""

    subject: str
    total: int
    open: int


def received_counts(actor: Actor, units: Collection[str]) -> list[ReceivedCount]:
    """What these units received, as far as the actor sees it, by unit and subject; without what they decide."""
    took_in = CaseUnit.objects.filter(unit_id__in=list(units), part="intake")
    unit = Subquery(took_in.filter(case_id=OuterRef("id")).values("unit_id")[:1])
    rows = (
        cases_visible_to(actor)
        .filter(id__in=took_in.values("case_id"))
        .annotate(receiver=unit)
        .values_list("receiver", "subject")
        .annotate(total=Count("id"), still=Count("id", filter=Q(closed_at=None)))
        .order_by("receiver", "subject")
    )
    return [ReceivedCount(*row) for row in rows]


def subject_counts(actor: Actor, subjects: Collection[str]) -> list[SubjectCount]:
    """How many cases of these subjects there are, as far as the actor sees them."""
    rows = (
        cases_visible_to(actor)
        .filter(subject__in=list(subjects))
        .values_list("subject")
        .annotate(total=Count("id"), still=Count("id", filter=Q(closed_at=None)))
        .order_by("subject")
    )
    return [SubjectCount(*row) for row in rows]


def case_receivers(actor: Actor, case_id: UUID) -> list[str]:
    """The units that took a case in for others to decide, the first first; none of a case the actor may not see."""
    held = CaseUnit.objects.filter(case_id__in=cases_visible_to(actor).filter(id=case_id).values("id"))
    return list(held.filter(part="intake", until=None).order_by("id").values_list("unit_id", flat=True))
