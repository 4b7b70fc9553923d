"""Reading audit's own log."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.kernel.actor import Actor

AUDITOR = "admin.audit"
"""The permission to read the log; nobody has it together with that of a system or security administrator."""


class NotAuditorError(Exception):
    """Somebody who is not an audit administrator asked for the log."""

    def __init__(self) -> None:
        super().__init__("只有审计管理员可以查看审计日志。请换用审计管理员身份。")


@dataclass(frozen=True)
class AuditEntry:
    """One row of the log as an audit administrator reads it; ``body`` is None once erased."""

    subject: str
    seq: int
    at: datetime
    account: UUID | None
    hat: str
    hat_label: str
    act: str
    public: dict[str, Any] | None
    body: dict[str, Any] | None


@dataclass(frozen=True)
class Access:
    """One look at somebody's data, as that person reads it."""

    at: datetime
    who: str
    unit: str
    purpose: str
    fields: tuple[str, ...]


def audit_entries(
    actor: Actor,
    *,
    subject: str | None = None,
    account: UUID | None = None,
    act: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
) -> list[AuditEntry]:
    """The log, newest first, narrowed by whatever is given. Page on by ``until`` = the last row's ``at``.

    Raises:
        NotAuditorError: the hat is no audit administrator's.
    """
    if not (actor.has(AUDITOR) or actor.audience == "worker"):
        raise NotAuditorError
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM audit_search(%s, %s, %s, %s, %s, %s)", [subject, account, act, since, until, limit]
        )
        return [_entry(*row) for row in cursor.fetchall()]


def access_log_for(party_id: UUID, *, limit: int = 100) -> list[Access]:
    """Who looked at this party's data, newest first; empty unless the scope acts for that party."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, hat_label, public FROM access_read(%s, %s)", [party_id, limit])
        return [_access(at, label, _read(public) or {}) for at, label, public in cursor.fetchall()]


def _entry(*row: Any) -> AuditEntry:
    subject, seq, at, account, hat, hat_label, act, public, body = row
    return AuditEntry(subject, seq, at, account, hat, hat_label, act, _read(public), _read(body))


def _access(at: datetime, label: str, seen: dict[str, Any]) -> Access:
    return Access(
        at, label, str(seen.get("unit", "")), str(seen.get("purpose", "")), tuple(seen.get("fields", ()))
    )


def _read(value: Any) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(value) if isinstance(value, str) else value
    return found
