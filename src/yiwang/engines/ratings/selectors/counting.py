"""Counts: for the rated unit in whole months and only where enough people rated; for supervisors row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.db import connection
from django.db.models import Count, Q, QuerySet

from yiwang.kernel.actor import Actor

from ..domain.errors import NotForThisHat
from ..models import Rating
from ..policies import READ, ratings_visible_to
from ..pure import RatingRules

By = Literal["unit_id", "item", "channel", "month"]
_COUNTS = "SELECT unit_id, month, grade, ratings FROM rating_unit_counts(%s, %s)"
_WORDS = "SELECT unit_id, month, tags, words FROM rating_unit_words(%s, %s)"


@dataclass(frozen=True)
class UnitMonth:
    """A month of a rated unit: how many of each grade."""

    unit_id: str
    month: date
    grades: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        """All that count."""
        return sum(self.grades)


@dataclass(frozen=True)
class UnitWords:
    """What somebody said of a unit in a month; nothing tells who, or when in the month."""

    unit_id: str
    month: date
    tags: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Line:
    """A line of statistics. ``rows`` are the filters that show the ratings behind it.

    Attributes:
        counted: ratings that count; ``satisfied`` those of them that are satisfied.
        doubtful: left out of the counts.
        bad: those that count and from which a case follows where the name is known.
    """

    key: str
    counted: int
    satisfied: int
    doubtful: int
    bad: int

    @property
    def share(self) -> float | None:
        """Satisfied in a hundred; None where nothing counts."""
        return round(100 * self.satisfied / self.counted, 1) if self.counted else None


@dataclass(frozen=True)
class Wanted:
    """What statistics and lists are asked for; empty means everything."""

    since: date
    until: date
    unit: str = ""
    item: str = ""
    channel: str = ""
    grade: int = 0
    doubtful: bool | None = None


def shown_until(rules: RatingRules, today: date) -> date:
    """The first day that a rated unit may not read yet: months appear whole, some days after their end."""
    last = today - timedelta(days=rules.limits.shown_after_days.value)
    return last.replace(day=1)


def unit_months(actor: Actor, rules: RatingRules, today: date) -> list[UnitMonth]:
    """The months of the actor's own units, newest first. Raises NotForThisHat."""
    found: dict[tuple[str, date], list[int]] = {}
    for unit, month, grade, ratings in _of_units(_COUNTS, actor, rules, today):
        found.setdefault((unit, month), [0] * 5)[grade - 1] = ratings
    return [UnitMonth(unit, month, tuple(grades)) for (unit, month), grades in found.items()]  # type: ignore[arg-type]


def unit_words(actor: Actor, rules: RatingRules, today: date) -> list[UnitWords]:
    """What people said of the actor's units, each time in another order. Raises NotForThisHat."""
    rows = _of_units(_WORDS, actor, rules, today)
    return [UnitWords(unit, month, tuple(tags), words) for unit, month, tags, words in rows]


def _of_units(query: str, actor: Actor, rules: RatingRules, today: date) -> list[tuple[Any, ...]]:
    if actor.audience != "staff" or not actor.has(READ):
        raise NotForThisHat
    with connection.cursor() as cursor:
        cursor.execute(query, [shown_until(rules, today), rules.limits.group_at_least.value])
        return list(cursor.fetchall())


def rating_list(actor: Actor, wanted: Wanted, *, limit: int = 200) -> list[Rating]:
    """The ratings behind a number, as far as the actor may read them one by one; newest day first, else unordered."""
    return list(_wanted(actor, wanted).order_by("-day", "id")[:limit])


def rating_lines(actor: Actor, rules: RatingRules, wanted: Wanted, by: By) -> list[Line]:
    """Statistics by unit, item, channel or month, most ratings first."""
    counted, doubtful = Q(doubts=[]), ~Q(doubts=[])
    name = "day__month" if by == "month" else by
    rows = (
        _wanted(actor, wanted)
        .values_list(*(("day__year", name) if by == "month" else (name,)))
        .annotate(
            counted=Count("id", filter=counted),
            satisfied=Count("id", filter=counted & Q(grade__lte=rules.satisfied_to)),
            doubtful=Count("id", filter=doubtful),
            bad=Count("id", filter=counted & Q(grade__gte=rules.bad_from)),
        )
    )
    lines = [Line(_key(row[:-4]), *row[-4:]) for row in rows]
    return sorted(lines, key=lambda line: (-line.counted - line.doubtful, line.key))


def _key(parts: Sequence[Any]) -> str:
    return f"{parts[0]}-{parts[1]:02d}" if len(parts) == 2 else str(parts[0])


def _wanted(actor: Actor, wanted: Wanted) -> QuerySet[Rating]:
    found = ratings_visible_to(actor).filter(day__gte=wanted.since, day__lt=wanted.until)
    exact = {"unit_id": wanted.unit, "item": wanted.item, "channel": wanted.channel, "grade": wanted.grade}
    found = found.filter(**{column: value for column, value in exact.items() if value})
    if wanted.doubtful is None:
        return found
    return found.exclude(doubts=[]) if wanted.doubtful else found.filter(doubts=[])
