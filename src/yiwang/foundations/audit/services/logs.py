"""The register of sealed logs: each owner names its tables in ``ready()``.

Audit seals and verifies them all.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SealedLog:
    """Where a sealed log lies. Its tables are made one by ``sealed_log_step`` in the owner's migrations.

    Attributes:
        name: the log's name, as in its migration.
        title: what people call it (Chinese).
        events: table of the rows: ``<subject>, seq, body_hash, prev, hash, algo`` and any others.
        bodies: table of the bodies: ``<subject>, seq, salt, body``.
        subject: column that names the chain.
        heads: table that holds each chain's last number and hash.
        head_subject: column of ``heads`` that names the chain.
        head_seq: its column with the last number (0 or NULL: no rows yet).
        head_hash: its column with the last hash.
    """

    name: str
    title: str
    events: str
    bodies: str
    subject: str
    heads: str
    head_subject: str
    head_seq: str
    head_hash: str


_logs: dict[str, SealedLog] = {}


def register_log(log: SealedLog) -> None:
    """Have a log sealed and verified with the others; the same name again replaces it."""
    _logs[log.name] = log


def sealed_logs() -> list[SealedLog]:
    """All registered logs by name."""
    return [_logs[name] for name in sorted(_logs)]


def sealed_log(name: str) -> SealedLog:
    """A log by name. Raises KeyError."""
    return _logs[name]


OWN_LOG = SealedLog(
    "audit",
    "审计日志",
    events="audit_event",
    bodies="audit_body",
    subject="subject",
    heads="audit_head",
    head_subject="subject",
    head_seq="seq",
    head_hash="hash",
)
"""Audit's own log: acts outside cases, one chain per subject."""
