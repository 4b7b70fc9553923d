"""Filling a demo site: many cases with whole histories, each chain sealed like a real one.

A few lives are lived through on paper by the same ``decide``; every case is a copy of one of them, moved by whole weeks
and chained anew. Written with COPY by the owner of the tables; nothing here may run on a site in earnest.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction

from yiwang.foundations.audit.public import default_algo
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7

from ..domain.acting import Event
from ..domain.chain import sealed_rows
from ..domain.numbers import SIZE, case_number
from ..domain.seeds import CaseSeed
from ..domain.simulate import SimulatedStep, Simulation, simulated
from ..domain.values import Case, Clock, Matter, Task
from ..selectors import Context, context_for
from .writing import new_salt, rows_of_new

LIVES: Sequence[tuple[int, Sequence[tuple[int, str, str]]]] = (
    (58, ((3, "unit", "complete_intake"), (20, "unit", "propose"), (26, "unit", "approve"), (48, "unit", "hand_out"))),
    (12, ((5, "unit", "remark"), (30, "party", "supply"), (50, "unit", "complete_intake"), (74, "unit", "propose"),
          (80, "unit", "approve"), (98, "unit", "hand_out"))),
    (6, ((4, "unit", "complete_intake"), (28, "unit", "propose"), (52, "unit", "refuse"))),
    (4, ((2, "unit", "decline"),)),
    (3, ((6, "party", "withdraw"),)),
    (9, ((3, "unit", "complete_intake"),)),
    (4, ((3, "unit", "complete_intake"), (27, "unit", "propose"))),
    (4, ()),
)  # fmt: skip
"""How cases go: how many in a hundred, and what is done after how many hours. The last three stay open."""

SAID: dict[str, Any] = {
    "remarks": [{"about": "场所证明", "what": "缺第二页", "mend": "补齐后上传"}],
    "text": "（演示）",
    "long_text": "（演示）材料属实。",
}
FIRST_OPEN = 5
BATCH = 2000
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by table.  Roots only: ``demo`` cases have no children."""


def demo_seed_cases(
    count: int,
    *,
    samples: Sequence[CaseSeed],
    now: datetime,
    parties: Sequence[UUID] = (),
    years: int = 2,
    say: Callable[[int], None] = lambda done: None,
    seed: int = 1,
    still_open: float = 0.0,
) -> int:
    """Write so many demo cases of past days; run it as the owner of the tables, on a demo site.

    Args:
        count: how many cases.
        samples: seeds to draw from; each must be of type ``service_item`` with a main unit.
        now: the last of the past days.
        parties: applicants to draw from; the sample's own if empty.
        years: how far back.
        say: told how many are written, after every batch.
        seed: the same seed draws the same histories.
        still_open: the share of cases that stay open, 0 to 1; 0 leaves it to ``LIVES``.
    """
    chance, context = random.Random(seed), context_for(now)  # noqa: S311 - demo data
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM case_number_secret")
        secret = bytes(cursor.fetchone()[0])
    lives = _lives(samples, context, now)
    weights = [_weighed(weight, stays_open=life[1], share=still_open) for weight, life in lives]
    for done in range(0, count, BATCH):
        size = min(BATCH, count - done)
        drawn = chance.choices([life for _, life in lives], weights, k=size)
        _write([_copy(life, done + n, now, years, parties, chance, secret) for n, life in enumerate(drawn)])
        say(done + size)
    return count


def _weighed(weight: int, *, stays_open: bool, share: float) -> float:
    """The weight of a life, so that the open ones together have a share of all; as it stands without a share."""
    if not share:
        return weight
    alike = sum(own for number, (own, _) in enumerate(LIVES) if (number >= FIRST_OPEN) == stays_open)
    return weight / alike * (share if stays_open else 1 - share)


def _lives(
    samples: Sequence[CaseSeed], context: Context, now: datetime
) -> list[tuple[int, tuple[Simulation, bool]]]:
    """Each life of each sample, begun on each of the five working days of one week; with whether it stays open."""
    monday = (now - timedelta(days=now.weekday() + 14)).replace(hour=9, minute=0, second=0, microsecond=0)
    return [
        (
            weight,
            (
                _live(sample, steps, context, monday + timedelta(days=day, minutes=37 * day)),
                number >= FIRST_OPEN,
            ),
        )
        for sample in samples
        for number, (weight, steps) in enumerate(LIVES)
        for day in range(5)
    ]


def _live(
    sample: CaseSeed, steps: Sequence[tuple[int, str, str]], context: Context, start: datetime
) -> Simulation:
    facts = replace(context.facts, may={"demo": _all_permissions(context)})
    citizen = Actor(
        "citizen", hat="demo", hat_label="（演示）申请人", parties=tuple(p.party for p in sample.parties)
    )
    unit = sample.owner_unit
    clerk = Actor("staff", None, f"post:{unit}", "（演示）经办人", (unit,), unit, frozenset({"demo"}))
    held = simulated(context.machines, context.calendar, facts, sample, (), citizen, start)
    for hours, who, act in steps:
        actor = clerk if who == "unit" else citizen
        step = SimulatedStep(
            start + timedelta(hours=hours), sample.key, act, actor, _data(held, sample.key, act)
        )
        held.do(step)
    return held


def _all_permissions(context: Context) -> frozenset[str]:
    return frozenset(permission for may in context.facts.may.values() for permission in may)


def _data(held: Simulation, key: str, act: str) -> dict[str, Any]:
    fields = held.machines[held.case(key).type].acts[act].data
    return {
        f.key: next(iter(f.options)) if f.type == "choice" else SAID[f.type] for f in fields if f.required
    }


def _copy(
    drawn: tuple[Simulation, bool], number: int, now: datetime, years: int, parties: Sequence[UUID],
    chance: random.Random, secret: bytes,
) -> Rows:  # fmt: skip
    """One life again, some weeks earlier, with ids of that day and a number of its own, chained anew."""
    life, stays_open = drawn
    weeks = 0 if stays_open else chance.randrange(years * 52)
    moved = _Moved(timedelta(seconds=chance.randrange(1800)) - timedelta(weeks=weeks), {})
    case = moved.value(life.matter.root)
    applicant = chance.choice(parties) if parties else case.party_id
    own = case_number(life.calendar.local(case.opened_at).date(), SIZE - 1 - number, secret)
    people = tuple(replace(held, party=applicant) for held in case.parties)
    case = replace(case, number=own, party_id=applicant, parties=people)
    events = [moved.value(event) for event in life.events]
    return _rows(Matter(case.id, {case.id: case}), events)


@dataclass
class _Moved:
    """Moves values in time and gives every id its successor of that time."""

    by: timedelta
    ids: dict[UUID, UUID]

    def value(self, held: Any) -> Any:
        """Any value of ``domain.values`` or of an event, moved; parties, units and texts stay."""
        if isinstance(held, datetime):
            return held + self.by
        if isinstance(held, UUID):
            return self.ids.get(held, held)
        if isinstance(held, tuple):
            return tuple(self.value(item) for item in held)
        if isinstance(held, Mapping):
            return {key: self._told(key, value) for key, value in held.items()}
        if isinstance(held, Case | Task | Clock | Event):
            return self._row(held)
        return held

    def _row(self, held: Any) -> Any:
        own = getattr(held, "id", None)
        if own is not None and own not in self.ids:
            begun = getattr(held, "started_at", None) or held.opened_at
            self.ids[own] = uuid7(int((begun + self.by).timestamp() * 1e9))
        return replace(held, **{name: self.value(value) for name, value in vars(held).items()})

    def _told(self, key: str, value: Any) -> Any:
        if key.endswith("_at") and isinstance(value, str):
            return (datetime.fromisoformat(value) + self.by).isoformat()
        return self.value(value) if isinstance(value, Mapping) else value


def _rows(matter: Matter, events: Sequence[Event]) -> Rows:
    """The rows of one case for every table."""
    sealed = sealed_rows(matter.root_id, (0, b""), events, new_salt, default_algo())
    head = {"chain_seq": sealed[-1].seq, "chain_head": sealed[-1].hash}
    parts = rows_of_new(matter, head)
    root = matter.root_id
    return {
        "case": parts["new_cases"],
        "case_unit": parts["units"],
        "case_party": parts["parties"],
        "task": [{**vars(task), "root_id": root} for task in matter.root.tasks],
        "clock": [{**vars(clock), "root_id": root} for clock in matter.root.clocks],
        "event": [row.columns for row in sealed],
        "event_body": [
            {"root_id": root, "seq": row.seq, "salt": row.salt, "body": row.body} for row in sealed
        ],
    }


def _write(batch: Sequence[Rows]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in batch[0]:
            _copy_in(cursor, table, [row for rows in batch for row in rows[table]])
        cursor.execute(
            "SELECT case_search_put(%s)", [[case["id"] for rows in batch for case in rows["case"]]]
        )


def _copy_in(cursor: Any, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    names = ", ".join(f'"{name}"' for name in columns)
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([_cell(row[name]) for name in columns])


def _cell(value: Any) -> Any:
    if isinstance(value, Mapping | tuple):
        return orjson.dumps(value).decode()
    return value
