"""A seal: the Merkle root over the rows that came since the seal before, linked to it.

And the receipt of one row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiwang.foundations.audit.domain.canonical import canonical, plain
from yiwang.foundations.audit.domain.hashes import digest, event_hash
from yiwang.foundations.audit.domain.merkle import Path, Side, merkle_root, merkle_verify


@dataclass(frozen=True)
class Leaf:
    """One sealed row: which log, which subject, which number, and its hash."""

    log: str
    subject: str
    seq: int
    hash: bytes

    @property
    def key(self) -> tuple[str, str, int]:
        """What names the row."""
        return (self.log, self.subject, self.seq)


@dataclass(frozen=True)
class Seal:
    """One seal; ``hash`` links it to the seal before by ``prev``."""

    id: int
    at: datetime
    algo: str
    count: int
    prev: bytes
    root: bytes
    hash: bytes

    def expected_hash(self) -> bytes:
        """H(prev ‖ canonical JSON of id, at, algo, count and root)."""
        head = {"id": self.id, "at": self.at, "algo": self.algo, "count": self.count, "root": self.root}
        return digest(self.prev + canonical(head), self.algo)

    def as_json(self) -> dict[str, Any]:
        """The seal as plain values, hashes in hex."""
        return dict(plain(vars(self)))


def seal_of(number: int, at: datetime, prev: bytes, leaves: list[Leaf], algo: str) -> Seal:
    """The seal over these leaves in this order."""
    root = merkle_root([leaf.hash for leaf in leaves], algo)
    bare = Seal(number, at, algo, len(leaves), prev, root, b"")
    return Seal(number, at, algo, len(leaves), prev, root, bare.expected_hash())


def seal_from_json(line: Mapping[str, Any]) -> tuple[Seal, list[Leaf]]:
    """A seal and its leaves from a line of the file outside the database. Raises KeyError, ValueError."""
    at = datetime.fromisoformat(line["at"])
    prev, root, own = (bytes.fromhex(line[name]) for name in ("prev", "root", "hash"))
    seal = Seal(int(line["id"]), at, line["algo"], int(line["count"]), prev, root, own)
    return seal, [Leaf(log, subject, seq, bytes.fromhex(mark)) for log, subject, seq, mark in line["leaves"]]


def receipt_problem(receipt: Mapping[str, Any]) -> str | None:
    """Why a receipt proves nothing, in one sentence; None if it holds.

    It recomputes the row's hash from its columns, climbs the Merkle path to the seal's root and checks the
    seal's own hash. Compare the seal's ``root`` with a copy kept outside the platform to close the proof.
    """
    algo, prev, own = receipt["algo"], bytes.fromhex(receipt["prev"]), bytes.fromhex(receipt["hash"])
    if event_hash(prev, receipt["event"], algo) != own:
        return "记录内容与其摘要不符。"
    path: Path = [(_side(side), bytes.fromhex(sibling)) for side, sibling in receipt["path"]]
    seal, _ = seal_from_json({**receipt["seal"], "leaves": []})
    if not merkle_verify(own, path, seal.root, seal.algo):
        return "记录不在这次封存之内。"
    return None if seal.expected_hash() == seal.hash else "封存记录自身被改动。"


def _side(side: str) -> Side:
    return "left" if side == "left" else "right"
