"""Verification of one log as a walk over its rows.

Every change to a sealed row is named by subject and number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Literal

from yiwang.foundations.audit.domain.canonical import NotCanonicalError
from yiwang.foundations.audit.domain.hashes import GENESIS, body_hash, event_hash

What = Literal["altered", "removed", "inserted", "erased", "head", "seal"]


@dataclass(frozen=True, order=True)
class Finding:
    """Something verification has to say about one row.

    Attributes:
        log: name of the log.
        subject: whose chain; for seals ``seal``.
        seq: number of the row on that chain, or of the seal.
        what: one sentence in Chinese.
        kind: ``altered | removed | inserted | head | seal`` are breaches; ``erased`` is lawful and is only
            told.
    """

    log: str
    subject: str
    seq: int
    what: str
    kind: What = "altered"

    @property
    def is_breach(self) -> bool:
        """Whether this must worry anybody; a lawful erasure need not."""
        return self.kind != "erased"


@dataclass(frozen=True)
class LogRow:
    """One row as verification sees it; ``columns`` empty if the row itself is gone and only its seal remains.

    Attributes:
        columns: every column of the event row by name.
        leaf: the hash that was sealed for it; None if not sealed yet.
        has_body: whether the body is still there.
    """

    subject: str
    seq: int
    columns: Mapping[str, Any] = field(default_factory=dict)
    leaf: bytes | None = None
    has_body: bool = False
    salt: bytes = b""
    body: Any = None

    @property
    def prev(self) -> bytes:
        """The hash this row says the row before has."""
        return bytes(self.columns.get("prev") or b"")

    @property
    def hash(self) -> bytes:
        """The hash this row says it has."""
        return bytes(self.columns.get("hash") or b"")


@dataclass(frozen=True)
class Erased:
    """A row that was erased by lawful order.

    Attributes:
        ground: the article or decision.
        by: who ordered and who confirmed it.
        kept: the hash of what is left of the row itself, where its public sentence was erased with the body; b""
            where the row stands as it was.
        body_gone: whether its body went; where only words of the row did, the body must still be there.
    """

    ground: str
    by: str = ""
    kept: bytes = b""
    body_gone: bool = True

    @property
    def words(self) -> str:
        """As verification tells it."""
        return f"正文依法删除：{self.ground}" + (f"（{self.by}）" if self.by else "")

    def after(self, earlier: "Erased | None") -> "Erased":
        """The two orders on one row as one: what the earlier one erased stays erased, and vouched for."""
        if earlier is None:
            return self
        return replace(self, kept=self.kept or earlier.kept, body_gone=self.body_gone or earlier.body_gone)


Erasures = Mapping[tuple[str, str, int], Erased]
"""Lawful erasures: (log, subject, seq) → on which ground, by whom."""


def log_findings(log: str, rows: Iterable[LogRow], erased: Erasures) -> Iterator[Finding]:
    """All findings of one log; rows come ordered by subject and number."""
    for subject, group in groupby(rows, key=lambda row: row.subject):
        yield from _chain_findings(log, subject, list(group), erased)


def _chain_findings(log: str, subject: str, rows: list[LogRow], erased: Erasures) -> Iterator[Finding]:
    sealed_to = max((row.seq for row in rows if row.leaf is not None), default=0)
    expected, prev = 1, GENESIS
    for row in rows:
        for missing in range(expected, row.seq):
            yield Finding(log, subject, missing, "记录被删除：编号中断。", "removed")
        order = erased.get((log, subject, row.seq))
        yield from _row_findings(log, row, prev if row.seq <= expected else row.prev, sealed_to, order)
        yield from _body_findings(log, row, order)
        if row.seq >= expected:
            expected, prev = row.seq + 1, row.hash if row.columns else bytes(row.leaf or b"")


def _row_findings(
    log: str, row: LogRow, prev: bytes, sealed_to: int, order: Erased | None
) -> Iterator[Finding]:
    if not row.columns:
        yield Finding(log, row.subject, row.seq, "已封存的记录被删除。", "removed")
    elif row.leaf is None and row.seq <= sealed_to:
        yield Finding(log, row.subject, row.seq, "封存之后被插入的记录。", "inserted")
    elif what := _row_problem(row, prev, order.kept if order else b""):
        yield Finding(log, row.subject, row.seq, what, "altered")


def _row_problem(row: LogRow, prev: bytes, kept: bytes) -> str:
    """What is wrong with a row; where its public sentence was erased, ``kept`` vouches for the rest of it."""
    if _computed(row) != (kept or row.hash):
        return "记录被改动：内容与摘要不符。"
    if row.leaf is not None and bytes(row.leaf) != row.hash:
        return "记录被改动：摘要与封存的不符。"
    return "" if row.prev == prev else "与前一条记录不相连。"


def _computed(row: LogRow) -> bytes:
    try:
        return event_hash(row.prev, row.columns, str(row.columns.get("algo")))
    except (ValueError, NotCanonicalError):
        return b""


def _body_findings(log: str, row: LogRow, order: Erased | None) -> Iterator[Finding]:
    if not row.columns:
        return
    if not row.has_body and order is not None and order.body_gone:
        yield Finding(log, row.subject, row.seq, order.words, "erased")
    elif not row.has_body:
        yield Finding(log, row.subject, row.seq, "正文被删除，且没有依法删除的记录。", "removed")
    elif not _body_holds(row):
        yield Finding(log, row.subject, row.seq, "正文被改动。", "altered")


def _body_holds(row: LogRow) -> bool:
    try:
        made = body_hash(bytes(row.salt), row.body, str(row.columns.get("algo")))
    except (ValueError, NotCanonicalError):
        return False
    return made == bytes(row.columns.get("body_hash") or b"")
