"""What a source holds, and what is wrong with a row of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["imported", "there", "rejected"]
"""What becomes of a row: it comes in, it was here before, or it is left out with its reasons."""

SHOWN = 60
"""So many signs of a cell are shown beside what is wrong with it."""


NO_NUMBER = "没有原系统的编号，以后无法核对。请补上。"


class SourceUnreadable(Exception):
    """The source as a whole cannot be read; the sentence says what to do."""


class Wrong(ValueError):
    """A cell that cannot be taken."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


@dataclass(frozen=True)
class Row:
    """One row: its number in the source, its cells by heading, and why it cannot be read at all, if so."""

    line: int
    cells: Mapping[str, object]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """What a source holds.

    Attributes:
        name: the file's name, or the setting by which the database is known.
        digest: SHA-256 of the file; of a database, of the rows as read.
    """

    name: str
    digest: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Reject:
    """One thing that keeps a row out (or, as a warning, does not), in words for whoever mends the source."""

    line: int
    number: str
    column: str
    value: str
    reason: str
