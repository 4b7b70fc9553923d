"""Rows of the sealed log: numbered, salted, hashed and chained from the head on the locked root."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yiwang.foundations.audit.pure import GENESIS, body_hash, event_hash

from .acting import Event


@dataclass(frozen=True)
class SealedRow:
    """One row of ``event`` with its ``event_body``.

    Attributes:
        columns: every column of ``event`` by name, ``prev`` and ``hash`` included.
        salt: what keeps an erased body from being guessed.
        body: the body as it goes into ``event_body``.
    """

    columns: dict[str, Any]
    salt: bytes
    body: dict[str, Any]

    @property
    def seq(self) -> int:
        """Its number on the matter's chain."""
        return int(self.columns["seq"])

    @property
    def hash(self) -> bytes:
        """Its hash: the next row's ``prev``."""
        return bytes(self.columns["hash"])


def sealed_rows(
    root_id: UUID,
    head: tuple[int, bytes],
    events: Iterable[Event],
    new_salt: Callable[[], bytes],
    algo: str = "sm3",
) -> list[SealedRow]:
    """Chain events to a head.

    Args:
        root_id: the matter.
        head: number and hash of the last row; (0, GENESIS or b"") for a new matter.
        events: in the order in which they happened.
        new_salt: gives 16 random bytes.
        algo: digest of the new rows, ``sm3`` (GB/T 32905) or ``sha256``; rows say themselves which one they have.
    """
    seq, prev = head[0], head[1] or GENESIS
    rows: list[SealedRow] = []
    for event in events:
        seq += 1
        rows.append(_row(root_id, seq, prev, event, new_salt(), algo))
        prev = rows[-1].hash
    return rows


def _row(root_id: UUID, seq: int, prev: bytes, event: Event, salt: bytes, algo: str) -> SealedRow:
    body = dict(event.body)
    columns: dict[str, Any] = {
        "root_id": root_id,
        "seq": seq,
        "case_id": event.case_id,
        "at": event.at,
        "account": event.account_id,
        "hat": event.hat,
        "act": event.act,
        "from": event.from_state,
        "to": event.to_state,
        "public": event.public,
        "body_hash": body_hash(salt, body, algo),
        "algo": algo,
    }
    return SealedRow({**columns, "prev": prev, "hash": event_hash(prev, columns, algo)}, salt, body)
