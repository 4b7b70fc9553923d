"""What government already holds for a party, with its source and ground."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Source:
    """Where a fact comes from: kind (licence, submission, identity, topic), its id there, the unit holding it."""

    kind: str
    id: str
    unit: str


@dataclass(frozen=True)
class Fact:
    """One thing held for one party: either an element's value, or a material held.

    Attributes:
        party: key of the theme party it is about.
        source: where it is held.
        ground: why it may be used here (law, agreement or consent), in words.
        element: the element it gives a value for; None for a material.
        material: the material it stands for; None for an element.
        value: the element's value; for a material an optional reference.
        valid_until: last day on which it may be used; None without limit.
        row: row number for parties of cardinality ``many``.
    """

    party: str
    source: Source
    ground: str
    element: str | None = None
    material: str | None = None
    value: Any = None
    valid_until: date | None = None
    row: int | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the fact may be used on this day."""
        return self.valid_until is None or day <= self.valid_until
