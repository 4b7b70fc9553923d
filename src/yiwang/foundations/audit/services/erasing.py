"""Erasing a body by lawful order: the order itself is logged, and verification then says 依法删除."""

from django.db import connection

from yiwang.foundations.audit.services.logs import sealed_log
from yiwang.foundations.audit.services.recording import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

ERASED = "audit.body_erased"


class NothingToEraseError(Exception):
    """The row has no body, or there is no such row."""


def body_erase(actor: Actor, *, log: str, subject: str, seq: int, ground: str) -> None:
    """Erase one body by lawful order; the row and its hash stay, so the chain still verifies.

    Args:
        actor: who carries out the order; the caller has checked that they may.
        log: name of the log.
        subject: whose chain.
        seq: number on it.
        ground: the order or article, e.g. 《个人信息保护法》第四十七条, 决定书编号.

    Raises:
        ValueError: no ground given.
        NothingToEraseError: there is no such body.
    """
    if not ground.strip():
        raise ValueError("依法删除必须写明依据。")
    known = sealed_log(log)
    with as_actor(system_actor("erasure")), connection.cursor() as cursor:
        cursor.execute(f"SELECT sealed_erase_{known.name}(%s, %s)", [subject, seq])
        if not cursor.fetchone()[0]:
            raise NothingToEraseError(f"{known.title}中没有 {subject} 第 {seq} 条的正文，可能已经删除。")
        told = {"log": log, "subject": subject, "seq": seq, "ground": ground.strip()}
        audit_record(actor, ERASED, f"erasure:{log}:{subject}", {}, told)


def lawful_erasures() -> dict[tuple[str, str, int], str]:
    """All erasures on record: (log, subject, seq) → ground. Call inside a worker's scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public->>'log', public->>'subject', (public->>'seq')::int, public->>'ground'"
            " FROM audit_event WHERE act = %s",
            [ERASED],
        )
        return {(log, subject, seq): ground for log, subject, seq, ground in cursor.fetchall()}
