"""How far one person has got with the check of one application. Pure: rows and an instant in, a standing out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from .provider import WORDS

ASKED, PASSED, FAILED = "asked", "passed", "failed"


class Row(Protocol):
    """What a kept check says, as far as it matters here."""

    number: str
    state: str
    why: str
    valid_until: datetime | None


@dataclass(frozen=True)
class Standing:
    """Where somebody stands.

    Attributes:
        state: ``passed`` only while it holds; ``expired`` once it has held; ``none`` before the first check.
        number: of the check that the state speaks of.
        until: to when a passed check holds.
        why: in words, what the last failed check was not passed for.
        left: how many more may fail before only the other way is left.
    """

    state: Literal["none", "asked", "passed", "failed", "expired"]
    left: int
    number: str = ""
    until: datetime | None = None
    why: str = ""

    @property
    def passed(self) -> bool:
        """Whether one may sign on it now."""
        return self.state == PASSED


def standing(rows: Iterable[Row], tries: int, now: datetime) -> Standing:
    """Where somebody stands after these checks.

    Args:
        rows: every check of this person for this application, the oldest first.
        tries: how many may fail.
        now: instant of the question.
    """
    held = list(rows)
    left = max(0, tries - sum(row.state == FAILED for row in held))
    good = [row for row in held if row.state == PASSED and row.valid_until and row.valid_until > now]
    row = good[-1] if good else held[-1] if held else None
    if row is None:
        return Standing("none", left)
    state = "expired" if row.state == PASSED and not good else row.state
    return Standing(state, left, row.number, row.valid_until, WORDS.get(row.why, ""))  # type: ignore[arg-type]
