"""The hotline's own closed demands as something to learn from, and what may be suggested for.

Never learnt from: reports, what is kept secret or told anonymously, what is about a body. Nothing of a caller is read:
the words are those that units read, masked once more; names and phones lie elsewhere and stay there.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from yiwang.engines.learning.pure import CATEGORY, UNIT, Lesson
from yiwang.foundations.organisations.public import unit_successor
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import division_level, lifted

from ..domain.demand import HIDDEN
from ..policies import HOTLINE
from ..pure import DEFAULT, HOTLINE_RULES, LEARNT_FROM, HotlineRules
from .sharing import TOLD

MOST = 60_000
"""Demands learnt from: the latest."""

_CLOSED = """
SELECT c.title, c.data->'form'->'fields', d.category, c.owner_unit_id, d.at,
  EXISTS (SELECT FROM case_unit u WHERE u.case_id = c.id AND u.part = 'intake' AND u.unit_id = c.owner_unit_id)
FROM hotline_demand d JOIN "case" c ON c.id = d.case_id
WHERE d.at >= %(since)s AND d.at < %(until)s AND NOT c.is_open AND c.type = ANY(%(types)s)
  AND NOT d.is_anonymous AND NOT d.keep_secret AND d.type = ANY(%(open)s)
  AND coalesce(c.data #>> '{terms,flags,barred}', 'false') = 'false'
  AND NOT EXISTS (SELECT FROM hotline_barred b WHERE b.root_id = c.root_id)
ORDER BY d.at DESC, c.id LIMIT %(most)s
"""


class DemandHistory:
    """A ``History`` of the engine of learning."""

    key, category_entry = LEARNT_FROM, "category"

    def case_types(self) -> Sequence[str]:
        """The case types of demands that are no reports."""
        rules = _rules()
        return rules.plain_case_types if rules else []

    def lessons(self, since: datetime, until: datetime) -> Iterator[Lesson]:
        """Closed demands of this time, none that is protected, in the order of time."""
        rules = _rules()
        if rules is None:
            return
        values: dict[str, Any] = {"since": since, "until": until, "most": MOST}
        values |= {"types": rules.plain_case_types, "open": rules.open_types}
        with as_actor(HOTLINE), connection.cursor() as cursor:
            cursor.execute(_CLOSED, values)
            rows = cursor.fetchall()
        units: dict[str, str] = {}
        for row in reversed(rows):
            if lesson := _lesson(rules, row, units):
                yield lesson

    def words_of(self, case: Any) -> str:
        """Title and what was told, masked; "" for reports and for what is about a body."""
        rules, flags = _rules(), (case.data.get("terms") or {}).get("flags") or {}
        if rules is None or case.type not in rules.plain_case_types or flags.get("barred", False):
            return ""
        return _words(case.title, (case.data.get("form") or {}).get("fields"))

    def unit_for(self, label: str, division: str) -> str:
        """The body of a function at the storey that usually has it, for a place; "" where there is none."""
        function, _, level = label.partition("@")
        tree = OrganisationTree.of(world())
        path = tree.divisions.path(division or world().pack.division)
        seat = next((row.id for row in path if division_level(row.id) == level), "")
        body = tree.body_at(function, seat) if seat else None
        return body.id if body else ""

    def label_of(self, aim: str, label: str) -> str:
        """A category as the rules call it; a kind of unit as the pack calls its function."""
        rules = _rules()
        if aim == CATEGORY:
            return rules.category_label(label) if rules else ""
        return OrganisationTree.of(world()).functions.get(label.partition("@")[0], label)


def _rules() -> HotlineRules | None:
    return world().find(HOTLINE_RULES, DEFAULT)


def _lesson(rules: HotlineRules, row: tuple[Any, ...], units: dict[str, str]) -> Lesson | None:
    title, fields, category, unit, at, is_intake = row
    words = _words(title, fields if isinstance(fields, list) else None)
    if not words or not rules.category_label(category):
        return None
    if unit not in units:
        units[unit] = _unit_label(unit)
    dealt = {} if is_intake or not units[unit] else {UNIT: units[unit]}
    return Lesson(words, category, {CATEGORY: category, **dealt}, at)


def _unit_label(unit: str) -> str:
    """A unit as what it is anywhere: the function of its body, and on which storey it stands."""
    tree = OrganisationTree.of(world())
    held = tree.units.get(unit) or tree.units.get(unit_successor(unit))
    body = tree.bodies.get(held.body) if held else None
    return f"{body.function}@{division_level(body.division)}" if body else ""


def _words(title: str, fields: Any) -> str:
    told = next((str(one.get("said", "")) for one in fields or () if one.get("label") == TOLD), "")
    return lifted(f"{title} {told}".strip(), (), HIDDEN)
