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
class ErasableParty:
    """A natural person who is to be erased as such, besides the matters that go by themselves.

    Attributes:
        parties: the party, and those merged into it.
        accounts: the accounts it signs in with as a citizen.
        hats: hats whose label names it: its own, and those of agents it let act.
        blinds: blind indexes of its phone, under every purpose an app has registered.
        keeps: whether a matter stays in which it took part, so that its name must stay with it.
        at: the instant.
    """

    parties: tuple[UUID, ...]
    accounts: tuple[UUID, ...]
    hats: tuple[str, ...]
    blinds: tuple[str, ...]
    keeps: bool
    at: datetime


@dataclass(frozen=True)
class Going:
    """So many rows of a kind that go, or went, with a person."""

    what: str
    number: int


@dataclass(frozen=True)
class Staying:
    """Something about a person that stays, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class Erasure:
    """An order that was carried out on one chain.

    Attributes:
        log: name of the log.
        subject: whose chain.
        seqs: the rows whose bodies are gone.
        ground: the article or decision.
        by: who ordered and who confirmed.
        kept: rows of which words are gone too, as the public sentence: seq → hash of what is left of the row. A row
            that is only here has its body still.
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
        for seq in sorted({*self.seqs, *self.kept}):
            mark, body_gone = self.kept.get(seq, b""), seq in self.seqs
            yield (self.log, self.subject, seq), Erased(self.ground, self.by, mark, body_gone)


def erasure_from_json(told: Mapping[str, Any]) -> Erasure:
    """An order as it stands in the log; older rows name a single ``seq``."""
    seqs = tuple(told["seqs"]) if "seqs" in told else (int(told["seq"]),)
    kept = {int(seq): bytes.fromhex(mark) for seq, mark in told.get("kept", {}).items()}
    return Erasure(told["log"], told["subject"], seqs, told["ground"], told.get("by", ""), kept)
