"""Today's extract of the other system beside what is here: a shadow run's daily list. Nothing is written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from yiwang.engines.cases.public import cases_visible_to
from yiwang.engines.cases.pure import CaseHeld, CaseType
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor

from ..models import ImportedCase
from ..policies import IMPORTER
from ..pure import Built, Difference, ImportMapping, Reject, Standing, Table, differences_of, zone_of
from .judging import MANY, builder_of


def import_differences(mapping: ImportMapping, table: Table) -> tuple[list[Difference], list[Reject]]:
    """What differs, and what is wrong with the rows that cannot be compared.

    Args:
        mapping: what the rows mean.
        table: the whole of what the other system has open, and has closed since the import.
    """
    builder = builder_of(mapping, table)
    built = [builder.build(row) for row in table.rows]
    with as_actor(IMPORTER):
        ours = _ours(mapping)
    theirs = [_theirs(one, one.held) for one in built if one.held]
    unread = {one.number for one in built if not one.held}
    found = differences_of(theirs, {number: one for number, one in ours.items() if number not in unread})
    return list(_in_words(found, mapping)), [reject for one in built for reject in one.rejects]


def _theirs(one: Built, held: CaseHeld) -> Standing:
    return Standing(one.number, held.state, held.closed_at is None, held.seed.owner_unit, one.due, one.line)


def _ours(mapping: ImportMapping) -> dict[str, Standing]:
    zone = zone_of(mapping, world().pack.zone)
    numbers = dict(ImportedCase.objects.filter(system=mapping.system).values_list("case_id", "number"))
    wanted, found = list(numbers), dict[str, Standing]()
    for begin in range(0, len(wanted), MANY):
        rows = cases_visible_to(IMPORTER).filter(id__in=wanted[begin : begin + MANY])
        for row in rows.values("id", "number", "state", "is_open", "owner_unit_id", "due_at"):
            found[numbers[row["id"]]] = _standing(numbers[row["id"]], row, zone)
    return found


def _standing(number: str, row: Mapping[str, Any], zone: ZoneInfo) -> Standing:
    due = _day(row["due_at"], zone)
    return Standing(number, row["state"], row["is_open"], row["owner_unit_id"], due, 0, row["number"])


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at else None


def _in_words(found: Iterator[Difference], mapping: ImportMapping) -> Iterator[Difference]:
    """States by their labels, as people here read them."""
    held = world().all("case_type").get(mapping.cases.type) if mapping.cases else None
    words = {key: one.label for key, one in held.states.items()} if isinstance(held, CaseType) else {}
    for one in found:
        yield replace(one, theirs=words.get(one.theirs, one.theirs), ours=words.get(one.ours, one.ours))
