"""Lists of cases by keyset, never by offset, never counted: a page costs the same with a million cases behind it.

A hat with several units asks for each unit's own first rows and merges them, so that every part is one walk along an
index. Row-level security holds the same rows once more; that is dear where a hat sees hundreds of units, so that of
those the newest are looked at first, and all only if these do not fill the page.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from yiwang.foundations.people.public import name_spellings
from yiwang.kernel.actor import Actor
from yiwang.kernel.lights import Light, clock_light

from ..models import Case
from ..policies import cases_visible_to, sees_many

LAST_ID = UUID(int=2**128 - 1)

_CASES_OF = """(SELECT m.case_id AS id FROM {table} m {join} WHERE {mine} m.case_id < %(before)s {more}
  ORDER BY m.case_id DESC LIMIT %(limit)s) f"""


@dataclass(frozen=True)
class CaseRow:
    """A line of a case list; the next page begins ``before`` its id."""

    id: UUID
    root_id: UUID
    number: str
    title: str
    type: str
    subject: str
    state: str
    is_open: bool
    opened_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    warn_at: datetime | None
    paused: bool
    owner_unit_id: str
    division_id: str
    version: int
    party_id: UUID | None

    def light(self, now: datetime) -> Light | None:
        """Its light at an instant; None once it is closed."""
        if not self.is_open:
            return None
        return clock_light("paused" if self.paused else "running", self.due_at, self.warn_at, now)


CASE_COLUMNS = ", ".join(f"c.{field.name}" for field in fields(CaseRow))
"""What a line needs of a case named ``c``, in the order of its fields."""

_CASES = f"""SELECT {CASE_COLUMNS} FROM "case" c
WHERE c.id IN (SELECT DISTINCT f.id FROM {{source}} ORDER BY f.id DESC LIMIT %(limit)s){{more}}
ORDER BY c.id DESC LIMIT %(limit)s"""  # noqa: S608 - our own columns
_NEWEST = """(SELECT c.id FROM (SELECT DISTINCT n.case_id FROM unnest(%(units)s::text[]) who CROSS JOIN LATERAL (
      SELECT m.case_id FROM case_unit m WHERE m.unit_id = who AND m.until IS NULL AND m.case_id < %(before)s
      ORDER BY m.case_id DESC LIMIT %(window)s) n
    ORDER BY n.case_id DESC LIMIT %(window)s) w
  JOIN "case" c ON c.id = w.case_id WHERE true {more}) f"""
WINDOW = 4
"""So many times what a page holds is looked at first of many units' newest."""


def case_list(
    actor: Actor,
    *,
    is_open: bool | None = None,
    state: str = "",
    roots: bool = False,
    part: str = "",
    before: UUID | None = None,
    limit: int = 50,
) -> list[CaseRow]:
    """The cases an actor may see, newest first. What is archived stands in no list of those at work.

    Args:
        actor: who asks; strangers see none.
        is_open: only open ones, or only closed ones.
        state: only those in this state.
        roots: only matters, without the cases below them.
        part: only those in which one of the hat's own units plays this part (督办 ``supervise``, 关注 ``watch``).
        before: id of the last row of the page before.
        limit: rows of a page, at most 200.
    """
    if actor.audience == "public":
        return []
    more = "" if is_open is None else " AND c.is_open = %(is_open)s"
    more += " AND c.state = %(state)s" if state else ""
    more += " AND c.parent_id IS NULL" if roots else ""
    more += " AND c.archived_at IS NULL" if actor.audience == "staff" and is_open is not True else ""
    values = {"is_open": is_open, "state": state, "part": part, "before": before or LAST_ID}
    if not part and sees_many(actor):
        rows = _rows(page_query(_NEWEST.format(more=more)), actor, values, limit)
        if len(rows) >= limit:
            return [CaseRow(*row) for row in rows]
    source = _part_source(more) if part else _case_source(actor, more)
    return [CaseRow(*row) for row in _rows(page_query(source), actor, values, limit)]


def page_query(source: str, more: str = "") -> str:
    """The query of a page: the latest cases whose ids a source gives, as far as ``more`` lets them through."""
    return _CASES.format(source=source, more=more)


_FOUND = """(SELECT DISTINCT one.id FROM unnest(%(words)s::text[]) AS way(words)
  CROSS JOIN LATERAL case_find(way.words, %(before)s, %(limit)s) AS one(id)) f"""

_PLAYS = """EXISTS (SELECT FROM case_unit m WHERE m.case_id = c.id AND m.unit_id = ANY(%(own)s::text[])
  AND m.part = %(part)s AND m.until IS NULL)"""

SHORTEST = 2
"""Fewer signs than this find nothing: names are looked up by pairs of signs."""


def case_search(
    actor: Actor,
    words: str,
    *,
    before: UUID | None = None,
    is_open: bool | None = None,
    part: str = "",
    limit: int = 50,
) -> list[CaseRow]:
    """The cases an actor may see whose parties' names or title hold these words, newest first.

    Args:
        actor: a staff hat; others find nothing.
        words: two signs at least; width, case, spaces and variants of characters do not matter.
        before: id of the last row of the page before.
        is_open: only open ones, or only closed ones; then a page may be shorter than ``limit`` and not the last.
        part: only those in which one of the hat's own units plays this part; the same holds of pages.
        limit: rows of a page, at most 200.
    """
    if actor.audience != "staff" or len(words.strip()) < SHORTEST:
        return []
    more = "" if is_open is None else " AND c.is_open = %(is_open)s"
    more += f" AND {_PLAYS}" if part else ""
    query = page_query(_FOUND, more)
    values = {"words": list(name_spellings(words)), "before": before or LAST_ID, "is_open": is_open}
    values["part"] = part
    return [CaseRow(*row) for row in _rows(query, actor, values, limit)]


def matter_cases(actor: Actor, root_id: UUID) -> list[Case]:
    """The cases of one matter that an actor may see, the root first, then in the order of opening."""
    return list(
        cases_visible_to(actor).filter(root_id=root_id).order_by(F("parent_id").asc(nulls_first=True), "id")
    )


def _part_source(more: str) -> str:
    """Where the ids come from: the cases in which own units play a part, whatever else the hat may see."""
    mine = "m.unit_id = who AND m.part = %(part)s AND m.until IS NULL AND"
    join = 'JOIN "case" c ON c.id = m.case_id' if more else ""
    each = _CASES_OF.format(table="case_unit", join=join, mine=mine, more=more)
    return f"unnest(%(own)s::text[]) who CROSS JOIN LATERAL {each}"


def _case_source(actor: Actor, more: str) -> str:
    """Where the ids come from: all cases, the units', or the parties'."""
    if actor.audience == "worker" or actor.whole_city:
        whole = (
            '(SELECT c.id FROM "case" c WHERE c.id < %(before)s {more} ORDER BY c.id DESC LIMIT %(limit)s) f'
        )
        return whole.format(more=more)
    by_unit = actor.audience == "staff"
    table, column = ("case_unit", "unit_id") if by_unit else ("case_party", "party_id")
    mine = f"m.{column} = who AND" + (" m.until IS NULL AND" if by_unit else "")
    join = 'JOIN "case" c ON c.id = m.case_id' if more else ""
    each = _CASES_OF.format(table=table, join=join, mine=mine, more=more)
    whom = "%(units)s::text[]" if by_unit else "%(parties)s::uuid[]"
    return f"unnest({whom}) who CROSS JOIN LATERAL {each}"


def _rows(query: str, actor: Actor, values: dict[str, Any], limit: int) -> list[tuple[Any, ...]]:
    scope: dict[str, Any] = {
        "units": list(actor.units),
        "own": list(actor.own_units),
        "parties": list(actor.parties),
        "limit": (most := max(1, min(limit, 200))),
        "window": most * WINDOW,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, {**values, **scope})
        return list(cursor.fetchall())
