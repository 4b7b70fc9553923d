"""Writing audit's own log: one row per act, chained per subject, its body apart."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from yiwang.foundations.audit.domain.canonical import plain
from yiwang.foundations.audit.domain.hashes import SALT_BYTES, body_hash, event_hash
from yiwang.kernel.actor import Actor

ACCESSED = "party.accessed"
_LOCK = "SELECT seq, hash FROM audit_head_lock(%s)"
_APPEND = f"SELECT audit_append({', '.join(['%s'] * 14)})"


def default_algo() -> str:
    """The digest new rows are written with: setting YIWANG_DIGEST, ``sm3`` unless set to ``sha256``."""
    return str(getattr(settings, "YIWANG_DIGEST", "sm3"))


def audit_record(
    actor: Actor,
    act: str,
    subject: str,
    body: Mapping[str, Any],
    public: Mapping[str, Any] | None = None,
    *,
    now: datetime | None = None,
) -> int:
    """Write one act to the sealed log, in the transaction of the act itself.

    Args:
        actor: who acted; account and hat are written.
        act: dotted past-tense name, e.g. ``account.hat_given``.
        subject: whose chain, e.g. ``account:<uuid>``; writers of one subject wait for each other.
        body: what was done; may be erased by lawful order. Never values of PII class ``secret``.
        public: what may be shown to the person concerned and stands in receipts.
        now: instant of the act; the database transaction's time unless given.

    Returns:
        The row's number on the subject's chain.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK, [subject])
        seq, prev = cursor.fetchone()
        columns = _columns(actor, act, subject, public, now or timezone.now())
        _append(cursor, {**columns, "seq": seq + 1, "prev": bytes(prev)}, plain(body))
    return int(seq) + 1


def access_record(
    actor: Actor, party_id: UUID, purpose: str, fields: Sequence[str], *, now: datetime | None = None
) -> None:
    """Write that somebody looked at a party's data: which fields, for what purpose. The person can read it.

    Raises:
        ValueError: without a purpose; nobody looks without saying why.
    """
    if not purpose.strip():
        raise ValueError("查看个人信息必须说明用途。")
    seen = {"purpose": purpose.strip(), "fields": list(fields), "unit": actor.unit}
    audit_record(actor, ACCESSED, f"party:{party_id}", {}, seen, now=now)


def _columns(
    actor: Actor, act: str, subject: str, public: Mapping[str, Any] | None, now: datetime
) -> dict[str, Any]:
    return {
        "subject": subject,
        "at": now,
        "account": actor.account_id,
        "hat": actor.hat,
        "hat_label": actor.hat_label,
        "act": act,
        "public": None if public is None else plain(public),
        "algo": default_algo(),
    }


def _append(cursor: Any, row: dict[str, Any], body: Any) -> None:
    salt, algo = os.urandom(SALT_BYTES), row["algo"]
    row["body_hash"] = body_hash(salt, body, algo)
    row["hash"] = event_hash(row["prev"], row, algo)
    names = ("subject", "seq", "at", "account", "hat", "hat_label", "act", "public", "algo")
    values = [row[name] for name in (*names, "body_hash", "prev", "hash")]
    values[7] = None if row["public"] is None else Jsonb(row["public"])
    cursor.execute(_APPEND, [*values, salt, Jsonb(body)])
