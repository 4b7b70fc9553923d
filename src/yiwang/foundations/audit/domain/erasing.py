"""What an order to erase is about, and how it is written into the log: everything but what was erased."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from .verifying import Erased


@dataclass(frozen=True)
class Erasable:
    """A matter whose content is to go.

    Attributes:
        root: its root.
        cases: every case of it.
        numbers: theirs.
        key: the key it was opened with; for what was applied for, the application's id.
        parties: who took part in it.
        at: the instant.
    """

    root: UUID
    cases: tuple[UUID, ...]
    numbers: tuple[str, ...]
    key: str
    parties: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True)
class Erasure:
    """An order that was carried out on one chain.

    Attributes:
        log: name of the log.
        subject: whose chain.
        seqs: the rows whose bodies are gone.
        ground: the article or decision.
        by: who ordered and who confirmed.
        kept: rows whose public sentence is gone too: seq → hash of what is left of the row.
    """

    log: str
    subject: str
    seqs: tuple[int, ...]
    ground: str
    by: str = ""
    kept: Mapping[int, bytes] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the log, in public."""
        kept = {str(seq): mark.hex() for seq, mark in self.kept.items()}
        return {"log": self.log, "subject": self.subject, "seqs": list(self.seqs), "ground": self.ground,
                "by": self.by, "kept": kept}  # fmt: skip

    def rows(self) -> Iterator[tuple[tuple[str, str, int], Erased]]:
        """Each row of it, as verification asks for them."""
        for seq in self.seqs:
            yield (self.log, self.subject, seq), Erased(self.ground, self.by, self.kept.get(seq, b""))


def erasure_from_json(told: Mapping[str, Any]) -> Erasure:
    """An order as it stands in the log; older rows name a single ``seq``."""
    seqs = tuple(told["seqs"]) if "seqs" in told else (int(told["seq"]),)
    kept = {int(seq): bytes.fromhex(mark) for seq, mark in told.get("kept", {}).items()}
    return Erasure(told["log"], told["subject"], seqs, told["ground"], told.get("by", ""), kept)
