"""Who has work: asked before a unit, a post or an account is taken out of use, and when work is passed on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from ..domain.data import remark_in_words
from ..domain.intake import status_of
from ..domain.values import WATCHING, Case, Matter
from ..models import Task


def places_with_work(units: Collection[str], posts: Collection[str]) -> list[str]:
    """Those of these units and posts that have an open task, in order."""
    at_these = Q(unit_id__in=list(units)) | Q(post_id__in=list(posts))
    rows = Task.objects.filter(at_these, state="open").values_list("unit_id", "post_id").distinct()
    asked = {*units, *posts}
    return sorted({place for row in rows for place in row if place in asked})


@dataclass(frozen=True)
class AccountTask:
    """An open task in somebody's name, as little of it as whoever hands it over must know."""

    id: UUID
    case_id: UUID
    number: str
    step: str
    unit_id: str
    due_at: datetime | None


_OF_ACCOUNT = """SELECT t.id, t.case_id, c.number, t.step, t.unit_id, t.due_at
FROM task t JOIN "case" c ON c.id = t.case_id WHERE t.state = 'open' AND t.account_id = %s
ORDER BY coalesce(t.due_at, 'infinity'::timestamptz), t.id"""


def account_tasks(account_id: UUID) -> list[AccountTask]:
    """Every open task in the name of an account, the most urgent first; read as the worker, who sees all."""
    with as_actor(system_actor("handover")), connection.cursor() as cursor:
        cursor.execute(_OF_ACCOUNT, [account_id])
        return [AccountTask(*row) for row in cursor.fetchall()]


def account_task_count(account_id: UUID) -> int:
    """How many open tasks are in the name of an account."""
    return len(account_tasks(account_id))


@dataclass(frozen=True)
class JointRemark:
    """What one unit of a matter will ask of the applicant, before the one request goes out."""

    case_id: UUID
    title: str
    unit_id: str
    remarks: tuple[str, ...]


def joint_remarks(actor: Actor, matter: Matter, case_id: UUID) -> list[JointRemark]:
    """What the other units of a case's matter will ask before the one request goes out, for who takes part in it.

    Args:
        actor: who looks: a hat of the whole city, or one whose units do more in the case than watch.
        matter: the matter as loaded.
        case_id: the case the actor looks at.
    """
    parts = [held.part for held in matter.cases[case_id].units if held.unit in actor.units]
    if not (actor.whole_city or any(part not in WATCHING for part in parts)):
        return []
    asking = [case for case in matter if case.closed_at is None and status_of(case) == "remarked"]
    return [_joint(case) for case in asking if case.id != case_id]


def _joint(case: Case) -> JointRemark:
    said: list[Mapping[str, Any]] = case.section("intake").get("remarks") or []
    return JointRemark(case.id, case.title, case.owner_unit_id, tuple(map(remark_in_words, said)))
