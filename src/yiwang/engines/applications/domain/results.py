"""What an item's result says: the face of its licence, how long it is valid, and numbers that come into being."""

import hashlib
import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import Element, Item
from yiwang.kernel.ids import org_check_digit, uscc_check_digit
from yiwang.kernel.worktime import Limit, Unit

from .fields import said

Slice = Mapping[str, Any]

_PLACE = re.compile(r"\{([^{}]+)\}")

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def face_of(
    item: Item,
    form: Slice,
    values: Mapping[tuple[str, str], Any],
    elements: Mapping[str, Element],
    raw: Collection[str],
) -> dict[str, Any]:
    """The face of the item's licence, field by field; what is not known stays out.

    A line is one value (``shop.shop_name``), or a sentence with values in it (``宽 {shop.sign_width} 米``).

    Args:
        item: the item.
        form: the case's slice: ``bound`` (own party → theme party), ``answers``.
        values: (theme party, element) → value, numbers that come into being included.
        elements: data elements by id, for the words of choices and amounts.
        raw: fields of the face that keep the value itself, because the licence's type knows their element.
    """

    def words(written: str) -> str:
        value = _read(written, form, values)
        element = elements.get(written.rpartition(".")[2])
        return (
            said(element, value) if element and value is not None else str(value if value is not None else "")
        )

    found: dict[str, Any] = {}
    for field, written in (item.result.face if item.result else {}).items():
        if "{" in written:
            found[field] = _PLACE.sub(lambda match: words(match[1]), written)
        else:
            found[field] = _read(written, form, values) if field in raw else words(written)
    return {field: value for field, value in found.items() if value not in (None, "")}


def _read(written: str, form: Slice, values: Mapping[tuple[str, str], Any]) -> Any:
    root, _, name = written.partition(".")
    if root == "answers":
        return form.get("answers", {}).get(name)
    return values.get((form.get("bound", {}).get(root, root).partition(".")[0], name))


def valid_until(item: Item, first: date) -> date | None:
    """The last day of a licence whose item says how long it is valid; None where it says nothing."""
    if not item.result or not item.result.valid_for:
        return None
    limit = Limit.parse(item.result.valid_for)
    months = {Unit.YEAR: 12, Unit.MONTH: 1}.get(limit.unit)
    if months is None:
        return date.fromordinal(first.toordinal() + limit.value - 1)
    whole = first.month - 1 + months * limit.value
    year, month = first.year + whole // 12, whole % 12 + 1
    last = date(year, month, min(first.day, monthrange(year, month)[1]))
    return date.fromordinal(last.toordinal() - 1)


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
