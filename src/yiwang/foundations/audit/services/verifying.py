"""Verification of everything: seals against the file outside, leaves against seals, rows against leaves."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.db import connection

from yiwang.foundations.audit.domain.hashes import GENESIS
from yiwang.foundations.audit.domain.merkle import merkle_root
from yiwang.foundations.audit.domain.seals import Leaf, Seal, seal_from_json
from yiwang.foundations.audit.domain.verifying import Finding, LogRow, log_findings
from yiwang.foundations.audit.services.erasing import lawful_erasures
from yiwang.foundations.audit.services.logs import SealedLog, sealed_logs
from yiwang.foundations.audit.services.outside import outside_lines, outside_locked, stored_seals
from yiwang.foundations.audit.services.rows import decoded
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

_ROWS = """SELECT coalesce(e.{subject}::text, l.subject) AS "_subject", coalesce(e.seq, l.seq) AS "_seq",
  l.hash AS "_leaf", (b.seq IS NOT NULL) AS "_has_body", b.salt AS "_salt", b.body AS "_body",
  (e.seq IS NOT NULL) AS "_there", e.*
FROM {events} e
FULL JOIN (SELECT subject, seq, hash FROM seal_leaf WHERE log = %s) l ON l.subject = e.{subject}::text AND
l.seq = e.seq LEFT JOIN {bodies} b ON b.{subject} = e.{subject} AND b.seq = e.seq
ORDER BY 1, 2"""
_BEHIND = """SELECT h.{head_subject}::text, h.{head_seq} FROM {heads} h
LEFT JOIN {events} e ON e.{subject} = h.{head_subject} AND e.seq = h.{head_seq}
WHERE coalesce(h.{head_seq}, 0) > 0 AND e.hash IS DISTINCT FROM h.{head_hash} ORDER BY 1"""
_BEYOND = """SELECT e.{subject}::text, e.seq FROM {events} e
LEFT JOIN {heads} h ON h.{head_subject} = e.{subject}
WHERE h.{head_subject} IS NULL OR e.seq > coalesce(h.{head_seq}, 0) ORDER BY 1, 2"""
_OWN = 7


def verify_all() -> list[Finding]:
    """Verify every seal and every registered log; an empty list, or lawful erasures only, means all is whole.

    Reads everything once, in the order of subject and number. An unsealed tail that was removed together
    with its chain's head cannot be detected; nothing older than the last seal escapes.
    """
    with outside_locked(), as_actor(system_actor("audit")):
        findings = list(_seal_findings())
    with as_actor(system_actor("audit")):
        erased = lawful_erasures()
        for log in sealed_logs():
            findings += log_findings(log.name, _rows(log), erased)
            findings += _head_findings(log)
    return sorted(set(findings))


def _seal_findings() -> Iterator[Finding]:
    prev = GENESIS
    for stored, line in zip_longest(stored_seals(), outside_lines()):
        yield from _pair_findings(stored, line)
        if stored is not None:
            seal, leaves = stored
            yield from _stored_findings(seal, leaves, prev)
            prev = seal.hash


def _stored_findings(seal: Seal, leaves: list[Leaf], prev: bytes) -> Iterator[Finding]:
    if seal.prev != prev or seal.hash != seal.expected_hash():
        yield Finding("seal", "seal", seal.id, "封存记录被改动或不相连。", "seal")
    if (
        len(leaves) != seal.count
        or not leaves
        or merkle_root([x.hash for x in leaves], seal.algo) != seal.root
    ):
        yield Finding("seal", "seal", seal.id, "封存的叶子与默克尔根不符。", "seal")


def _pair_findings(stored: tuple[Seal, list[Leaf]] | None, line: dict[str, Any] | None) -> Iterator[Finding]:
    """Compare one seal with its line outside; leaves that differ name the rows."""
    if line is None:
        yield Finding("seal", "seal", stored[0].id if stored else 0, "库外封存文件缺少这次封存。", "seal")
        return
    try:
        seal, leaves = seal_from_json(line)
    except (KeyError, ValueError, TypeError):
        yield Finding("seal", "seal", int(line.get("broken", 0)), "库外封存文件的这一行不能读。", "seal")
        return
    if stored is None:
        yield Finding("seal", "seal", seal.id, "封存记录从数据库中被删除。", "seal")
    elif stored[0] != seal:
        yield Finding("seal", "seal", seal.id, "封存记录与库外文件不符。", "seal")
    yield from _leaf_findings(stored[1] if stored else [], leaves)


def _leaf_findings(stored: list[Leaf], outside: list[Leaf]) -> Iterator[Finding]:
    here, there = {leaf.key: leaf.hash for leaf in stored}, {leaf.key: leaf.hash for leaf in outside}
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            yield Finding(*key, "封存的摘要与库外文件不符。", "altered")


def _rows(log: SealedLog) -> Iterator[LogRow]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS.format(**vars(log)), [log.name])
        names: list[str] = []
        for row in cursor:
            names = names or [column.name for column in cursor.description]
            yield _log_row(decoded(row, cursor.description), names)


def _log_row(values: list[Any], names: list[str]) -> LogRow:
    subject, seq, leaf, has_body, salt, body, there = values[:_OWN]
    columns = dict(zip(names[_OWN:], values[_OWN:], strict=True)) if there else {}
    return LogRow(
        subject, seq, columns, None if leaf is None else bytes(leaf), has_body, bytes(salt or b""), body
    )


def _head_findings(log: SealedLog) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND.format(**vars(log)))
        for subject, seq in cursor.fetchall():
            yield Finding(log.name, subject, seq, "链头与最后一条记录不符。", "head")
        cursor.execute(_BEYOND.format(**vars(log)))
        for subject, seq in cursor.fetchall():
            yield Finding(log.name, subject, seq, "链头之外的记录，或链头被删除。", "head")
