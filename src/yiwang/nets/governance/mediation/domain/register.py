"""Registers of mediation: one line for each request, and the sums of who mediates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yiwang.kernel.days import YEARS, months_after

CONTACT, WRITTEN, ORAL = "contacted", "take_effect", "oral_agreement"
"""Acts of the case type of which registers tell."""

KINDS = {WRITTEN: "书面", ORAL: "口头"}
"""How an agreement was made."""


MONTH = len("2026-11")
ENDINGS = {len("2026"): "-01-01", MONTH: "-01"}
"""What makes a day of a year or a month, by the length of its name."""


@dataclass(frozen=True)
class Line:
    """One request in a register.

    Attributes:
        number, title, type, source, place: what it is, in words.
        asked_at: when it was asked for.
        mediator, post: who called first, as people read the post, and its id; "" while nobody has.
        minutes: from asking to the first call; None while nobody has.
        agreement: how an agreement was made; "" for none.
        agreed_at: when it took effect.
        state: in words.
    """

    number: str
    title: str
    type: str
    source: str
    place: str
    asked_at: datetime
    mediator: str
    minutes: int | None
    agreement: str
    agreed_at: datetime | None
    state: str
    post: str = ""


@dataclass(frozen=True)
class Sum:
    """What one mediator did in a period; ``quick`` are those called within the target."""

    post: str
    mediator: str
    taken: int
    quick: int
    written: int
    oral: int


def sums_of(lines: Iterable[Line], target: int) -> list[Sum]:
    """The sums of a register by mediator, most first.

    Args:
        lines: of the register.
        target: minutes within which the first call is to be made.
    """
    mine: dict[str, list[Line]] = {}
    for line in lines:
        if line.post:
            mine.setdefault(line.post, []).append(line)
    made = [_sum(held, target) for held in mine.values()]
    return sorted(made, key=lambda one: (-one.taken, one.mediator))


def _sum(held: list[Line], target: int) -> Sum:
    kinds = [line.agreement for line in held]
    quick = sum(line.minutes is not None and line.minutes <= target for line in held)
    who = held[0].post, held[0].mediator
    return Sum(*who, len(held), quick, kinds.count(KINDS[WRITTEN]), kinds.count(KINDS[ORAL]))


def period_of(said: str, today: date) -> tuple[str, date, date]:
    """A month (``2026-11``) or year (``2026``) as people name it, with its first day and the day after its last.

    What is neither is the month of ``today``.
    """
    first = _first_day(said)
    if first is None:
        said = today.isoformat()[:7]
        first = today.replace(day=1)
    return said, first, months_after(first, 1 if len(said) == MONTH else 12)


def _first_day(said: str) -> date | None:
    try:
        first = date.fromisoformat(said + ENDINGS[len(said)])
    except (KeyError, ValueError):
        return None
    return first if first.year in YEARS else None
