"""Who has work: asked before a unit, a post or an account is taken out of use, and when work is passed on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.data import remark_in_words
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


def joint_remarks(case_id: UUID) -> list[JointRemark]:
    """What the units of this case's matter will ask, for whoever takes part in the case (the database asks)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title, unit_id, remarks::text FROM case_joint_remarks(%s)", [case_id])
        return [_joint(*row) for row in cursor.fetchall()]


def _joint(case_id: UUID, title: str, unit_id: str, remarks: str) -> JointRemark:
    said: list[Mapping[str, Any]] = orjson.loads(remarks or "[]")
    return JointRemark(case_id, title, unit_id, tuple(remark_in_words(one) for one in said))
