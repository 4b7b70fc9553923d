"""Lists of tasks by keyset, never by offset; counts stop at a thousand: a page costs the same with a million behind it.

A hat with several units asks for each unit's own first rows and merges them, so that every part is one walk along an
index. Row-level security holds the same rows once more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from yiwang.kernel.actor import Actor
from yiwang.kernel.lights import Light, clock_light

from ..policies import sees_many

FIRST = (datetime(1, 1, 1, tzinfo=UTC), UUID(int=0))
SCANNED, MOST = 3000, 1000
"""So many of the most urgent tasks are looked at to count them; more than so many of a light are not told apart."""

Whose = Literal["", "mine", "free"]
"""All tasks of the hat's units, those given to this person or post, or those that nobody in particular has."""

_DUE = "coalesce({t}.due_at, 'infinity'::timestamptz)"
LIGHTS = {
    Light.OVERDUE: f"NOT {{t}}.paused AND {_DUE} < %(now)s",
    Light.DUE_SOON: f"NOT {{t}}.paused AND {_DUE} >= %(now)s AND {{t}}.warn_at <= %(now)s",
    Light.ON_TRACK: f"NOT {{t}}.paused AND {_DUE} >= %(now)s AND ({{t}}.warn_at IS NULL OR {{t}}.warn_at > %(now)s)",
    Light.PAUSED: f"{{t}}.paused AND {_DUE} >= %(now)s",
}
"""Each light as a condition on due date and warning: the same function as ``kernel.lights``, for the database.

What is paused has no due date; it is said so that the walk along the index may begin behind what is overdue.
"""

_COUNTS = ", ".join(f"count(*) FILTER (WHERE {rule.format(t='t')})" for rule in LIGHTS.values())
_URGENT = "coalesce(t.due_at, 'infinity'::timestamptz), t.id"
_TASKS = """SELECT t.id, t.case_id, t.step, t.unit_id, t.opened_at, t.due_at, t.warn_at, t.paused, t.account_id,
  t.post_id, c.number, c.title, c.type, c.subject, c.state, c.opened_at, c.party_id, c.version
FROM (SELECT t.* FROM {source} ORDER BY {urgent} LIMIT %(limit)s) t
JOIN "case" c ON c.id = t.case_id ORDER BY {urgent}"""
"""The page first, its cases then: a unit that has a task takes part in its case, so that none is lost by the second."""
_PART = """(SELECT t.* FROM task t WHERE t.state = 'open' AND {mine}
  AND ({urgent}) > (%(after_due)s, %(after_id)s) {more} ORDER BY {urgent} LIMIT %(limit)s) t"""
_MINE = """(SELECT t.* FROM unnest(%(accounts)s::uuid[]) a CROSS JOIN LATERAL {own}
  UNION ALL SELECT t.* FROM {post}) t"""
_FREE = " AND t.account_id IS NULL AND t.post_id IS NULL"


@dataclass(frozen=True)
class TaskRow:
    """A line of a task list. ``cursor`` continues the list after it."""

    id: UUID
    case_id: UUID
    step: str
    unit_id: str
    opened_at: datetime
    due_at: datetime | None
    warn_at: datetime | None
    paused: bool
    account_id: UUID | None
    post_id: str | None
    number: str
    title: str
    type: str
    subject: str
    state: str
    case_opened_at: datetime
    party_id: UUID | None
    version: int

    def light(self, now: datetime) -> Light:
        """Its light at an instant."""
        return clock_light("paused" if self.paused else "running", self.due_at, self.warn_at, now)

    @property
    def cursor(self) -> tuple[datetime | None, UUID]:
        """Where the next page begins."""
        return self.due_at, self.id


@dataclass(frozen=True)
class TaskCounts:
    """How many open tasks there are of each light.

    Attributes:
        counts: by light; lights without any are there too.
        cut: there are more tasks than were looked at; then the less urgent lights have more than is counted.
    """

    counts: Mapping[Light, int]
    cut: bool = False

    def said(self, light: Light | None = None) -> str:
        """The number of a light, or of all, as people read it: ``1000+`` where counting stopped."""
        count = self.counts[light] if light else sum(self.counts.values())
        exact = not self.cut or light is Light.OVERDUE
        return str(count) if exact and count < MOST else f"{min(count, MOST)}+"


def task_list(
    actor: Actor,
    now: datetime,
    *,
    light: Light | None = None,
    step: str = "",
    whose: Whose = "",
    unit: str = "",
    due_before: datetime | None = None,
    after: tuple[datetime | None, UUID] | None = None,
    limit: int = 50,
) -> list[TaskRow]:
    """The open tasks of a hat's units, the most urgent first.

    Args:
        actor: a staff hat; others have no tasks.
        now: for the lights.
        light: only these.
        step: only tasks of this step.
        whose: all, one's own, or nobody's.
        unit: only tasks of this one of the hat's units.
        due_before: only those due before an instant.
        after: ``cursor`` of the last row of the page before.
        limit: rows of a page, at most 200.
    """
    if actor.audience != "staff":
        return []
    more = (f" AND {LIGHTS[light].format(t='t')}" if light else "") + (
        " AND t.step = %(step)s" if step else ""
    )
    more += f" AND {_DUE.format(t='t')} < %(due_before)s" if due_before else ""
    due, last = after or FIRST
    values = {
        "now": now,
        "step": step,
        "after_due": due or "infinity",
        "after_id": last,
        "due_before": due_before,
    }
    query = _TASKS.format(source=_source(actor, whose, unit, more), urgent=_URGENT)
    return [TaskRow(*row) for row in _rows(query, actor, {**values, "unit": unit}, max(1, min(limit, 200)))]


def task_counts(actor: Actor, now: datetime, *, whose: Whose = "", unit: str = "") -> TaskCounts:
    """How many open tasks of each light a hat's units have, told up to a thousand.

    Those of many units are all counted, from an index alone: the most urgent of each would first have to be sorted.
    """
    if actor.audience != "staff":
        return TaskCounts(dict.fromkeys(LIGHTS, 0))
    many = not whose and not unit and sees_many(actor)
    if many:
        query = f"SELECT {_COUNTS} FROM task t WHERE t.state = 'open' AND t.unit_id = ANY(%(units)s)"  # noqa: S608
    else:
        source = _source(actor, whose, unit, "")
        query = f"SELECT {_COUNTS} FROM (SELECT t.* FROM {source} ORDER BY {_URGENT} LIMIT %(limit)s) t"  # noqa: S608
    values = {"now": now, "unit": unit, "after_due": FIRST[0], "after_id": FIRST[1]}
    row = _rows(query, actor, values, SCANNED)[0]
    return TaskCounts(dict(zip(LIGHTS, row, strict=True)), not many and sum(row) >= SCANNED)


@dataclass(frozen=True)
class UnitCounts:
    """How many open tasks a unit has, by light."""

    unit_id: str
    counts: Mapping[Light, int]


def unit_counts(actor: Actor, now: datetime) -> list[UnitCounts]:
    """The open tasks of each unit that a hat sees, by light; units without any are left out."""
    if actor.audience != "staff":
        return []
    mine = "" if actor.whole_city else "AND t.unit_id = ANY(%(units)s)"
    query = f"SELECT t.unit_id, {_COUNTS} FROM task t WHERE t.state = 'open' {mine} GROUP BY t.unit_id"  # noqa: S608
    rows = _rows(query, actor, {"now": now}, 0)
    return [UnitCounts(row[0], dict(zip(LIGHTS, row[1:], strict=True))) for row in rows]


def _source(actor: Actor, whose: Whose, unit: str, more: str) -> str:
    """Where tasks come from: the first rows of each of a hat's units, of the person and the post, or of the city."""
    if whose == "mine":
        own, post = (
            _part("t.account_id = a", more),
            _part("t.post_id = %(post)s AND t.account_id IS NULL", more),
        )
        return _MINE.format(own=own, post=post)
    rest = more + (_FREE if whose == "free" else "")
    if unit and (actor.whole_city or unit in actor.units):
        return _part("t.unit_id = %(unit)s", rest)
    if actor.whole_city:
        return _part("true", rest)
    return f"unnest(%(units)s::text[]) u CROSS JOIN LATERAL {_part('t.unit_id = u', rest)}"


def _part(mine: str, more: str) -> str:
    return _PART.format(mine=mine, more=more, urgent=_URGENT)


def _rows(query: str, actor: Actor, values: Mapping[str, Any], limit: int) -> list[tuple[Any, ...]]:
    accounts = [one for one in (actor.account_id, actor.stands_for) if one]
    scope: dict[str, Any] = {
        "units": list(actor.units),
        "accounts": accounts,
        "post": actor.post,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, {**values, **scope})
        return list(cursor.fetchall())
