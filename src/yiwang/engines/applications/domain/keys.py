"""How a field or a material is named: a party, perhaps a row, and an element or material.

Written ``shop.area``, or ``owner[2].name`` for the second row of a party with many.
"""

import re
from uuid import UUID

Row = int | None
Key = tuple[str, Row, str]

_WRITTEN = re.compile(r"^([a-z][a-z0-9_]*)(?:\[(\d+)\])?\.([a-z][a-z0-9_]*)$")


class KeyUnreadable(ValueError):
    """A field's name that is none."""

    def __init__(self, written: str) -> None:
        super().__init__(f"没有“{written}”这一栏，请刷新页面后再填。")


def key_text(party: str, row: Row, name: str) -> str:
    """The key as text."""
    return f"{place_text(party, row)}.{name}"


def place_text(party: str, row: Row) -> str:
    """A party, perhaps a row of it, as text: ``shop`` or ``owner[2]``."""
    return party if row is None else f"{party}[{row}]"


def key_of(written: str) -> Key:
    """The key that a text says. Raises KeyUnreadable."""
    found = _WRITTEN.match(written)
    if found is None:
        raise KeyUnreadable(written)
    return found[1], int(found[2]) if found[2] else None, found[3]


def draft_code(draft_id: UUID) -> str:
    """The short code by which an application is named at a counter; with the person's document only."""
    return draft_id.hex[-8:].upper()
