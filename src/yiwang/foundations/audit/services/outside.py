"""Seals outside the database: one line of JSON each in ``<data>/seals/seals.ndjson``, appended and synced.

Whoever copies this file to another place can tell later what was changed, whatever the database says. A
line cut off by a crash is written again.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from yiwang.foundations.audit.domain.seals import Leaf, Seal
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

BLOCK = 1 << 20
"""So many bytes are read at once from the end."""

_SEALS = "SELECT id, at, algo, count, prev, root, hash FROM seal WHERE id > %s ORDER BY id"
_LEAVES = (
    "SELECT seal_id, log, subject, seq, hash FROM seal_leaf WHERE seal_id > %s ORDER BY seal_id, position"
)


def outside_path() -> Path:
    """The file of seals, one line each."""
    return Path(settings.YIWANG_DATA) / "seals" / "seals.ndjson"


def outside_catch_up(file: BinaryIO) -> int:
    """Append every committed seal that the file does not have yet; returns how many."""
    with as_actor(system_actor("sealer")):
        lines = [line_of(seal, leaves) for seal, leaves in stored_seals(_last_id(file))]
    file.writelines(lines)
    file.flush()
    os.fsync(file.fileno())
    return len(lines)


def outside_lines() -> Iterator[dict[str, Any]]:
    """The lines of the file, oldest first; none if there is no file.

    A broken line comes as ``{"broken": number}``.
    """
    if not outside_path().exists():
        return
    with outside_path().open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield json.loads(line)
            except ValueError:
                yield {"broken": number}


def stored_seals(after: int = 0) -> Iterator[tuple[Seal, list[Leaf]]]:
    """Seals with their leaves as the database has them, in order. Call inside a transaction."""
    with connection.chunked_cursor() as leaves, connection.cursor() as seals:
        seals.execute(_SEALS, [after])
        leaves.execute(
            _LEAVES, [after]
        )  # after the seals: a seal made in between must not come without its leaves
        grouped = groupby(leaves, key=lambda row: row[0])
        held = next(grouped, None)
        for row in seals.fetchall():
            mine: list[Leaf] = []
            while held is not None and held[0] <= row[0]:
                found = [Leaf(log, subject, seq, bytes(mark)) for _, log, subject, seq, mark in held[1]]
                mine = found if held[0] == row[0] else mine
                held = next(grouped, None)
            yield _seal(row), mine


def line_of(seal: Seal, leaves: list[Leaf]) -> bytes:
    """A seal as its line of the file."""
    rows = [[leaf.log, leaf.subject, leaf.seq, leaf.hash.hex()] for leaf in leaves]
    return json.dumps({**seal.as_json(), "leaves": rows}, ensure_ascii=False).encode() + b"\n"


def _seal(row: tuple[Any, ...]) -> Seal:
    number, at, algo, count, *marks = row
    return Seal(number, at, algo, count, *(bytes(mark) for mark in marks))


@contextmanager
def outside_locked() -> Iterator[BinaryIO]:
    """Hold the file: whoever seals, writes or verifies does so alone, and a crash lets go by itself."""
    path = outside_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def last_sealed(path: Path) -> datetime | None:
    """The instant of the last seal that the file at ``path`` holds whole; None before the first."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        return next((at for _, line in _whole_back(file) if (at := _at_of(line))), None)


def _at_of(line: bytes) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(line)["at"])
    except (ValueError, KeyError, TypeError):
        return None


def _last_id(file: BinaryIO) -> int:
    """Number of the last whole line; whatever a crash left after it is cut off, and writing goes on there."""
    lines = list(_until_known(file))
    end = lines[0][0] if lines else 0
    file.truncate(end)
    file.seek(end)
    return _id_of(lines[-1][1]) if lines else 0


def _until_known(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The whole lines from the last to the first that bears a number."""
    for end, line in _whole_back(file):
        yield end, line
        if _id_of(line):
            return


def _whole_back(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The whole lines from the last to the first, each with where it ends: the file is as long as all that was sealed.

    One line holds everything of one seal and may be longer than a block.
    """
    start, held = file.seek(0, os.SEEK_END), b""
    while start:
        size = min(BLOCK, start)
        start = file.seek(start - size)
        held = file.read(size) + held
        # what stands before the first end of a line belongs to a line that begins further up
        whole = (held.find(b"\n") + 1 or len(held)) if start else 0
        *lines, cut_off = held[whole:].split(b"\n")
        end = start + len(held) - len(cut_off)
        for line in reversed(lines):
            yield end, line
            end -= len(line) + 1
        held = held[:whole]


def _id_of(line: bytes) -> int:
    try:
        return int(json.loads(line)["id"])
    except (ValueError, KeyError, TypeError):
        return 0
