"""What an account follows for itself: of which kinds it may, whether it follows this one, and its list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.foundations.people.public import EMERGENCY
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.loader import World, once_per_world

from ..definitions.kind import CASE_TYPE
from ..models import CaseFollow
from .context import context_for
from .lists import CASE_COLUMNS, CaseRow

TOLD = ("moves", "marks", "breach")
"""Of what who follows a case may be told: it moved on, it will soon be due, it is overdue."""

_FOLLOWED = f"""SELECT {CASE_COLUMNS}
FROM case_follow f JOIN "case" c ON c.id = f.case_id
WHERE f.account_id = %(account)s AND f.hat = %(hat)s AND f.case_id < %(before)s AND (%(city)s OR EXISTS (
  SELECT FROM case_unit u WHERE u.case_id = f.case_id AND u.unit_id = ANY(%(units)s::text[]) AND u.until IS NULL))
ORDER BY f.case_id DESC LIMIT %(limit)s"""  # noqa: S608 - our own columns


@once_per_world
def _permissions(held: World) -> Mapping[str, frozenset[str]]:
    return {key: frozenset(one.follow) for key, one in held.all(CASE_TYPE).items()}


def may_follow(actor: Actor, case_type: str, now: datetime) -> bool:
    """Whether cases of this type, as the release in force has it, may be followed by who wears this hat."""
    if actor.audience != "staff" or actor.account_id is None or actor.hat.startswith(f"{EMERGENCY}:"):
        return False
    facts = context_for(now).facts
    return any(facts.allows(actor, one) for one in _permissions(world()).get(case_type, ()))


def case_followed(actor: Actor, case_id: UUID) -> tuple[str, ...] | None:
    """Of what this hat wants to be told about a case; None if it does not follow it."""
    if actor.account_id is None:
        return None
    mine = CaseFollow.objects.filter(account_id=actor.account_id, hat=actor.hat, case_id=case_id)
    told = mine.values_list("told", flat=True).first()
    return None if told is None else tuple(told)


def cases_followed(actor: Actor, *, before: UUID, limit: int = 50) -> Sequence[CaseRow]:
    """What this hat follows and may still see, newest first, in one query along the index of what is followed."""
    if actor.audience != "staff" or actor.account_id is None:
        return []
    values: dict[str, Any] = {
        "account": actor.account_id, "hat": actor.hat, "before": before, "city": actor.whole_city,
        "units": list(actor.units), "limit": max(1, min(limit, 200)),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWED, values)
        return [CaseRow(*row) for row in cursor.fetchall()]
