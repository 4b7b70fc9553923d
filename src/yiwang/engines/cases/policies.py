"""Who may see which cases and tasks: two functions for two kinds of people, repeated by row-level security."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from yiwang.foundations.audit.public import access_record
from yiwang.foundations.people.public import EMERGENCY
from yiwang.kernel.actor import Actor

from .domain.values import WATCHING
from .models import Case, CaseParty, CaseUnit, Task


class CaseNotFound(LookupError):
    """There is no such case for this actor; whether it exists for others is not said."""

    def __init__(self, case_id: UUID | str) -> None:
        super().__init__("没有这个办件，或者您无权查看；请核对编号，或者换用有权限的身份。")
        self.case_id = case_id


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may see: staff by their units, people by their parties, the worker all, strangers none."""
    if actor.sees_all:
        return Case.objects.all()
    if actor.audience == "staff":
        mine = CaseUnit.objects.filter(case_id=OuterRef("id"), unit_id__in=actor.units, until=None)
        return Case.objects.filter(Exists(mine))
    if actor.audience == "citizen":
        ours = CaseParty.objects.filter(case_id=OuterRef("id"), party_id__in=actor.parties)
        return _of_matter(actor, Case.objects.filter(Exists(ours)))
    return Case.objects.none()


MANY = 16
"""More units than so many are many."""


def sees_many(actor: Actor) -> bool:
    """Whether a hat sees so many units that asking each of them for its own first rows is dear."""
    return actor.audience == "staff" and not actor.whole_city and len(actor.units) > MANY


def _of_matter(actor: Actor, cases: QuerySet[Case]) -> QuerySet[Case]:
    """What a hat for one matter sees: the cases opened with that application as their key."""
    if actor.matter is None:
        return cases
    return cases.filter(root_id__in=Case.objects.filter(open_key=str(actor.matter)).values("id"))


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """The tasks an actor may see in lists: staff those of their units; people have none."""
    if actor.sees_all:
        return Task.objects.all()
    if actor.audience == "staff":
        return Task.objects.filter(unit_id__in=actor.units)
    return Task.objects.none()


def access_case(actor: Actor, case_id: UUID | str, to: str = "read") -> Case:
    """The case, if this actor may. What is read under an emergency look, the applicant can read in the access log.

    Args:
        actor: who asks.
        case_id: id or number of the case.
        to: ``read``, or ``act``: take part with more than watching.

    Raises:
        CaseNotFound: it does not exist, or not for this actor.
    """
    held = cases_visible_to(actor).filter(**_named(case_id)).first()
    if held is None or (to == "act" and not _takes_part(actor, held)):
        raise CaseNotFound(case_id)
    return _looked_at(actor, held)


def access_matter(actor: Actor, case_id: UUID | str) -> tuple[Case, list[Case]]:
    """The case, if this actor may read it, and every case of its matter that the actor may see, in one query.

    The root comes first, then the others in the order of opening.

    Raises:
        CaseNotFound: it does not exist, or not for this actor.
    """
    named, seen = _named(case_id), cases_visible_to(actor)
    whole = seen.filter(root_id__in=seen.filter(**named).values("root_id"))
    held = list(whole.order_by(F("parent_id").asc(nulls_first=True), "id"))
    case = next((one for one in held if case_id in (one.id, one.number)), None)
    if case is None:
        raise CaseNotFound(case_id)
    return _looked_at(actor, case), held


def _named(case_id: UUID | str) -> dict[str, Any]:
    return {"id" if isinstance(case_id, UUID) else "number": case_id}


def _looked_at(actor: Actor, case: Case) -> Case:
    if case.party_id and actor.hat.startswith(f"{EMERGENCY}:"):
        access_record(actor, case.party_id, actor.hat_label, ["case"])
    return case


def _takes_part(actor: Actor, case: Case) -> bool:
    if actor.audience != "staff":
        return True
    parts = CaseUnit.objects.filter(case_id=case.id, unit_id__in=actor.own_units, until=None)
    return parts.exclude(part__in=WATCHING).exists()
