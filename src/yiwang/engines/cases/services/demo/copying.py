"""Copies of a matter lived once: rows as COPY reads them, with ids, instants, number, applicant and chain of their own.

All rows are written out as text once; what differs between copies are gaps in it. Each copy's events are hashed and
chained like real ones (``domain.chain``), with salts of their own: ``audit verify`` finds nothing to say.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from yiwang.foundations.audit.pure import GENESIS, canonical, digest, event_text, plain
from yiwang.kernel.ids import uuid7
from yiwang.kernel.worktime import Unit

from ...domain.acting import Event
from ...domain.chain import sealed_rows
from ...domain.simulate import Simulation
from ...domain.values import Case
from ..writing import new_salt, rows_of_new
from .living import NUMBER

KEY = "demo-key-of-a-copy"
BODY, PREV, HASH, HEAD = (bytes([mark]) * 32 for mark in (0xB1, 0xA1, 0xC1, 0xE1))
SALT = b"\xd1" * 16
_WAYS = (
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)",
    *(re.escape(mark) for mark in (NUMBER, KEY)),
    *(mark.hex() for mark in (BODY, PREV, HASH, HEAD, SALT)),
)
_GAPS = re.compile(f"({'|'.join(_WAYS)})")
"""Whatever may differ between copies: ids, instants, marks; what does not differ is filled with itself."""

INSTANTS = frozenset({Unit.HOUR, Unit.MINUTE, Unit.WORKING_MINUTE})
"""Units of limits that end so long after an instant; all others end with a day, whatever the minute they began."""

DUE = ("due_at", "warn_at", "next_at")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Lines = dict[str, list[str]]


@dataclass(frozen=True)
class _Gapped:
    """A text with gaps; every second piece is the name of what goes there."""

    pieces: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its gaps filled."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        pieces = list(self.pieces)
        pieces[1::2] = [values.get(name, name) for name in pieces[1::2]]
        return "".join(pieces)


@dataclass(frozen=True)
class _GappedEvent:
    """One event: its canonical columns and body as they are hashed, and its two rows."""

    columns: _Gapped
    body: _Gapped
    row: _Gapped
    body_row: _Gapped


@dataclass(frozen=True)
class CopiedCase:
    """A case of a copy, as far as others hang something on it.

    Attributes:
        key: the name of its seed within the matter.
        life: id of the life it went by.
        events: its acts in order: (act, instant).
    """

    key: str
    life: str
    id: UUID
    root_id: UUID
    number: str
    type: str
    subject: str
    title: str
    state: str
    unit: str
    division: str
    party: UUID | None
    opened_at: datetime
    closed_at: datetime | None
    data: Mapping[str, Any]


class Original:
    """A matter lived once, ready to be copied.

    Attributes:
        columns: the columns of each table, in the order of its lines.
        size: how many cases it has.
        opened_at: when it was handed in.
    """

    def __init__(self, life: Simulation, lives: Mapping[str, str], algo: str) -> None:
        self._cases, self._lives, self._algo = tuple(life.matter), lives, algo
        self._root, self.size = life.matter.root, len(life.matter.cases)
        self.opened_at = self._root.opened_at
        rows = _rows(life, algo)
        self.columns = {table: list(held[0]) for table, held in rows.items() if held}
        self._ids = dict(_begun(self._cases))
        self._times = _times(self._cases, life.events)
        plain = [table for table, held in rows.items() if held and not table.startswith("event")]
        self._tables = {table: _gapped("".join(map(_line, rows[table]))) for table in plain}
        self._events = [_event(*pair) for pair in zip(rows["event"], rows["event_body"], strict=True)]

    def copied(
        self, into: Lines, *, number: str, key: str, applicant: UUID | None, later: timedelta
    ) -> list[CopiedCase]:
        """Add the lines of one copy, and say which cases it has.

        Args:
            into: lines by table.
            number: the root's number; children carry ``-01`` upward.
            key: the key it is opened under, once for all.
            applicant: the party it is for; None leaves the original's.
            later: how much later than the original everything happened, but for ends of days.
        """
        ids = {old: uuid7(int((begun + later).timestamp() * 1e9)) for old, begun in self._ids.items()}
        values = {str(old): str(new) for old, new in ids.items()} | {NUMBER: number, KEY: key}
        values |= {text: moved(later) for text, moved in self._times.items()} if later else {}
        party = applicant if self._root.party_id else None
        values |= {str(self._root.party_id): str(party)} if party else {}
        self._chained(into, values)
        for table, text in self._tables.items():
            into[table].append(text.filled(values))
        return [self._copy(case, ids, values, number, party, later) for case in self._cases]

    def _chained(self, into: Lines, values: dict[str, str]) -> None:
        """The events of a copy, each hashed over the one before; the last is the chain's head."""
        prev = GENESIS
        for event in self._events:
            salt = new_salt()
            body = digest(salt + event.body.filled(values).encode(), self._algo)
            values |= {BODY.hex(): body.hex(), PREV.hex(): prev.hex(), SALT.hex(): salt.hex()}
            prev = digest(prev + event.columns.filled(values).encode(), self._algo)
            values[HASH.hex()] = prev.hex()
            into["event"].append(event.row.filled(values))
            into["event_body"].append(event.body_row.filled(values))
        values[HEAD.hex()] = prev.hex()

    def _copy(
        self, case: Case, ids: Mapping[UUID, UUID], values: Mapping[str, str], number: str,
        party: UUID | None, later: timedelta,
    ) -> CopiedCase:  # fmt: skip
        key = str(case.section("seed")["key"])
        return CopiedCase(
            key, self._lives.get(key, ""), ids[case.id], ids[case.root_id], case.number.replace(NUMBER, number),
            case.type, case.subject, case.title, case.state, case.owner_unit_id, case.division_id,
            party or case.party_id, case.opened_at + later, case.closed_at and case.closed_at + later, case.data,
        )  # fmt: skip


def _rows(life: Simulation, algo: str) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of a matter for every table, with marks where each copy has hashes and salts of its own."""
    matter, cases = life.matter, list(life.matter)
    sealed = sealed_rows(matter.root_id, (0, b""), life.events, lambda: SALT, algo)
    head = {"chain_seq": len(sealed), "chain_head": HEAD, "open_key": KEY}
    parts = rows_of_new(matter, head)
    whole = list(parts["new_cases"][0])
    return {
        "case": [{name: row.get(name) for name in whole} for row in parts["new_cases"]],
        "case_unit": parts["units"],
        "case_party": parts["parties"],
        "case_link": parts["links"],
        "task": [{**vars(task), "root_id": matter.root_id} for case in cases for task in case.tasks],
        "clock": [{**vars(clock), "root_id": matter.root_id} for case in cases for clock in case.clocks],
        "event": [{**row.columns, "body_hash": BODY, "prev": PREV, "hash": HASH} for row in sealed],
        "event_body": [
            {"root_id": matter.root_id, "seq": row.seq, "salt": SALT, "body": row.body} for row in sealed
        ],
    }


def _begun(cases: Iterable[Case]) -> Iterable[tuple[UUID, datetime]]:
    """Every id of a matter, with when it came into being: ids grow with time."""
    for case in cases:
        yield case.id, case.opened_at
        yield from ((task.id, task.opened_at) for task in case.tasks)
        yield from ((clock.id, clock.started_at) for clock in case.clocks)


def _times(cases: Sequence[Case], events: Sequence[Event]) -> Mapping[str, Callable[[timedelta], str]]:
    """Every instant that is later in a copy, as it is written → how it is written then. Ends of days stay."""
    ends = {at for case in cases for at in _ends(case)}
    ends |= {event.at for event in events if event.act.startswith("clock.")}
    told = {event.at for event in events} | {at for case in cases for at in _instants(case)}
    found = {_utc(at): partial(_written, at, _utc) for at in told - ends}
    texts = {text for case in cases for text in _texts(case.data)}
    kept = ((text, datetime.fromisoformat(text)) for text in texts)
    return found | {text: partial(_written, at, datetime.isoformat) for text, at in kept if at not in ends}


def _ends(case: Case) -> Iterable[datetime]:
    """Ends of days among the instants of a case: when it, its tasks and its clocks fall due, or warn."""
    if any(Unit(clock.unit) in INSTANTS for clock in case.clocks):
        return
    for held in (case, *case.tasks, *case.clocks):
        yield from (at for name in DUE if (at := getattr(held, name, None)) is not None)


def _instants(case: Case) -> Iterable[datetime]:
    for held in (case, *case.tasks, *case.clocks):
        yield from (value for value in vars(held).values() if isinstance(value, datetime))
    yield from (at for clock in case.clocks for pause in clock.pauses for at in pause)


def _texts(held: Any) -> Iterable[str]:
    """Instants written as text in a case's data, under keys that end in ``_at``."""
    for key, value in held.items() if isinstance(held, Mapping) else ():
        if key.endswith("_at") and isinstance(value, str):
            yield value
        yield from _texts(value)


def _written(at: datetime, how: Callable[[datetime], str], later: timedelta) -> str:
    return how(at + later)


def _utc(at: datetime) -> str:
    """An instant as canonical JSON has it; PostgreSQL reads the same."""
    return str(plain(at))


def _gapped(text: str) -> _Gapped:
    return _Gapped(tuple(_GAPS.split(text)))


def _event(row: Mapping[str, Any], body: Mapping[str, Any]) -> _GappedEvent:
    texts = (event_text(row).decode(), canonical(body["body"]).decode(), _line(row), _line(body))
    return _GappedEvent(*map(_gapped, texts))


def _line(row: Mapping[str, Any]) -> str:
    """A row as COPY reads it."""
    return "\t".join(map(_cell, row.values())) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    told = canonical(value).decode() if isinstance(value, Mapping | tuple | list) else str(plain(value))
    return told.translate(_ESCAPES)
