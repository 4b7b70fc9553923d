"""Filling a demo site: many matters with whole histories, each chain sealed like a real one.

Some thousand matters are lived through on paper by the same ``decide``; all rows are copies of them, some minutes
later, each with ids, number, applicant and chain of its own. Written with COPY by the owner of the tables; nothing
here may run on a site in earnest.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from yiwang.foundations.audit.public import default_algo

from ...definitions import DemoLife
from ...domain.numbers import case_number
from ...selectors import context_for
from .copying import CopiedCase, Lines, Original
from .drawing import YEAR, DemoSample, Drawing

BATCH = 2000
"""Cases written in one transaction."""

FEWEST, MOST, COPIES = 600, 4000, 25
"""Matters lived on paper: all of a small filling, then one for so many copies, never more than ``MOST``."""

MINUTES = 15
"""Within how many minutes copies of one matter lie."""

Each = Callable[[Sequence[CopiedCase]], object]


class NotADemoSite(RuntimeError):
    """Histories may be made up on demo sites only."""

    def __init__(self) -> None:
        super().__init__("本站不是演示站，不能装入演示办件；演示站由 yiwang demo 启动。")


def demo_cases_fill(
    count: int,
    *,
    samples: Sequence[DemoSample],
    lives: Mapping[str, DemoLife],
    now: datetime,
    name: str,
    parties: Sequence[UUID] = (),
    days: int = YEAR,
    seed: int = 1,
    still_open: float = 0.0,
    copies: int = COPIES,
    each: Each = lambda cases: None,
    say: Callable[[int], None] = lambda done: None,
) -> int:
    """Write demo matters until there are so many cases; gives how many were written.

    A filling has a name: begun again it goes on where it was, and once it is whole it writes nothing.

    Args:
        count: how many cases at least; the last matter is written whole.
        samples: what is applied for.
        lives: how cases go, by id: each of a root's type is lived once at least.
        now: the present; everything lies before it.
        name: of this filling.
        parties: applicants of samples that name none; the seeds' own if empty.
        days: how far back, in days.
        seed: the same seed draws the same histories.
        still_open: the share of matters that stand still before their end, 0 to 1; 0 leaves it to the weights.
        copies: so many matters, at most, that one life stands for; copies of one lie within minutes of each other.
        each: told every batch in its transaction, to hang ratings and the like on its cases.
        say: told how many cases stand after every batch.

    Raises:
        NotADemoSite: the site does not run in demo mode.
    """
    if not settings.YIWANG_DEMO:
        raise NotADemoSite
    drawing = Drawing(context_for(now), samples, lives, now, Random(seed), days, still_open)  # noqa: S311 - demo data
    filling = _Filling(name, Random(seed + 1), parties, each, say, *_written(name))  # noqa: S311 - demo data
    before, originals = filling.cases, min(MOST, max(count // copies, min(count, FEWEST)))
    for left, matter in zip(range(originals, 0, -1), drawing.matters(originals), strict=False):
        if filling.cases >= count:
            break
        life, names, sample = matter
        original = Original(life, names, default_algo())
        each_time = max(1, round((count - filling.cases) / (left * original.size)))
        filling.add(original, sample, min(each_time, -(-(count - filling.cases) // original.size)))
    filling.write()
    return filling.cases - before


@dataclass
class _Filling:
    """What is to be written next, and how much stands.

    Attributes:
        matters, cases: what stands, of this run and earlier ones.
    """

    name: str
    chance: Random
    parties: Sequence[UUID]
    each: Each
    say: Callable[[int], None]
    matters: int
    cases: int
    lines: Lines = field(default_factory=lambda: defaultdict(list))
    columns: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[CopiedCase] = field(default_factory=list)

    def add(self, original: Original, sample: DemoSample, copies: int) -> None:
        """Copy a matter so many times; written once there is a batch."""
        self.columns.update(original.columns)
        numbers = _numbers(original.opened_at, copies)
        parties = sample.parties or self.parties
        for number in numbers:
            later = timedelta(seconds=self.chance.randrange(60 * MINUTES)) if copies > 1 else timedelta()
            self.waiting += original.copied(
                self.lines, number=number, key=f"{_key(self.name)}{self.matters}", later=later,
                applicant=self.chance.choice(parties) if parties else None,
            )  # fmt: skip
            self.matters, self.cases = self.matters + 1, self.cases + original.size
            if len(self.waiting) >= BATCH:
                self.write()

    def write(self) -> None:
        """Write what waits, in one transaction."""
        if not self.waiting:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for table, lines in self.lines.items():
                _copy_in(cursor, table, self.columns[table], lines)
            cursor.execute("SELECT case_search_put(%s)", [[case.id for case in self.waiting]])
            self.each(self.waiting)
        self.lines.clear()
        self.waiting = []
        self.say(self.cases)


def _key(name: str) -> str:
    return f"demo:{name}:"


def _written(name: str) -> tuple[int, int]:
    """How many matters and cases of a filling stand."""
    begin = _key(name)
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT count(DISTINCT r.id), count(*) FROM "case" r JOIN "case" c ON c.root_id = r.id'
            " WHERE r.open_key >= %s AND r.open_key < %s",
            [begin, begin[:-1] + ";"],
        )
        matters, cases = cursor.fetchone()
    return int(matters), int(cases)


def _numbers(opened: datetime, count: int) -> list[str]:
    """Numbers of that day, drawn like those of real cases."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('case_number_seq'), (SELECT secret FROM case_number_secret) FROM generate_series(1, %s)",
            [count],
        )
        return [case_number(opened.date(), drawn, bytes(secret)) for drawn, secret in cursor.fetchall()]


def _copy_in(cursor: Any, table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        copy.write("".join(lines))
