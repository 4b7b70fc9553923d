"""What an item's result says: the face of its licence, how long it is valid, and numbers that come into being."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import Item, result_face
from yiwang.engines.licences.pure import LicenceType
from yiwang.kernel.days import last_day
from yiwang.kernel.ids import org_check_digit, uscc_check_digit
from yiwang.kernel.worktime import Limit, Unit
from yiwang.loader import World

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def own_values(form: Mapping[str, Any], values: Mapping[tuple[str, int | None, str], Any]) -> dict[str, Any]:
    """An item's own parties with their values by element: a record, or a list of records for several rows.

    Args:
        form: the case's slice; ``bound`` says which theme party stands for which of the item's own.
        values: (theme party, row, element) → value, numbers that come into being included.
    """
    return {own: _records(written, values) for own, written in form.get("bound", {}).items()}


def _records(written: str, values: Mapping[tuple[str, int | None, str], Any]) -> Any:
    party, _, first = written.partition(".")
    rows: dict[int | None, dict[str, Any]] = {}
    for (of, row, element), value in values.items():
        if of == party and value is not None:
            rows.setdefault(row, {})[element] = value
    ordered = [rows[row] for row in sorted(rows, key=lambda row: row or 0)]
    if first or None in rows:
        return ordered[0] if ordered else {}
    return ordered


def face_of(
    world: World, item: Item, kind: LicenceType, parties: Mapping[str, Any], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The face of the item's licence: words, but the value itself where the licence's type knows the element.

    What a result brings into being (``gives``) stands on the face wherever the type asks for that element.
    """
    face: dict[str, Any] = dict(result_face(world, item.id, parties, answers))
    written = item.result.face if item.result else {}
    for name, line in {**_given_lines(item, kind), **written}.items():
        own, _, element = line.partition(".")
        record = parties.get(own)
        if (
            kind.face[name].element == element
            and isinstance(record, Mapping)
            and record.get(element) is not None
        ):
            face[name] = record[element]
    return face


def _given_lines(item: Item, kind: LicenceType) -> dict[str, str]:
    gives = {line.rpartition(".")[2]: line for line in (item.result.gives if item.result else ())}
    return {name: gives[field.element] for name, field in kind.face.items() if field.element in gives}


def valid_until(item: Item, first: date) -> date | None:
    """The last day of a licence whose item says how long it is valid; None where it says nothing."""
    if not item.result or not item.result.valid_for:
        return None
    limit = Limit.parse(item.result.valid_for)
    months = {Unit.YEAR: 12, Unit.MONTH: 1}.get(limit.unit)
    if months is None:
        return date.fromordinal(first.toordinal() + limit.value - 1)
    return last_day(first, months * limit.value)


def number_given(case_id: str, division: str, *, company: bool) -> str:
    """The credit code that a registration gives to a new firm: built by GB 32100, lasting for one case.

    It stands where the registration authority's own numbering would answer. The organisation code is drawn
    from the
    case, so that doing it again gives the same number.
    """
    drawn = hashlib.sha256(case_id.encode()).digest()
    body = "M" + "".join(_SIGNS[byte % len(_SIGNS)] for byte in drawn[:7])
    first = f"9{'1' if company else '2'}{division[:6].ljust(6, '0')}{body}{org_check_digit(body)}"
    return first + uscc_check_digit(first)
