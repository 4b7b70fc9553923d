"""Verification codes: issued with a paper, looked up by anybody who holds it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.db import connection
from django.utils import timezone

from yiwang.foundations.keys.public import blind, blind_candidates
from yiwang.foundations.papers.domain.codes import code_made, code_read
from yiwang.foundations.papers.models import VerificationCode
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

_PURPOSE = "papers.verification_code"


@dataclass(frozen=True)
class Verified:
    """What a code stands for.

    Attributes:
        kind: what it is a code of, e.g. ``licence`` or ``paper``.
        subject: id of that thing, for whoever issued it.
        digest: digest of the document, if one was given.
        state: ``valid``, ``expired`` or ``revoked`` at the time of asking.
        shown: what may be shown to a stranger.
    """

    kind: str
    subject: str
    digest: bytes | None
    issued_at: datetime
    state: Literal["valid", "expired", "revoked"]
    shown: Mapping[str, Any]


def verification_code_issue(
    *,
    kind: str,
    subject: str,
    digest: bytes | None = None,
    shown: Mapping[str, Any] | None = None,
    expires_at: datetime | None = None,
    now: datetime | None = None,
) -> str:
    """A new code to print on a paper; it cannot be read back later, only looked up.

    Args:
        kind: what it is a code of.
        subject: id of that thing.
        digest: digest of the document, so that a changed copy is noticed; may follow by
            ``verification_code_bind``.
        shown: what a stranger who types the code may see; never secret data.
        expires_at: end of validity, if it has one.
        now: instant of issue.
    """
    code = code_made()
    row = VerificationCode(
        blind=blind(code_read(code), purpose=_PURPOSE), kind=kind, subject=subject, digest=digest,
        issued_at=now or timezone.now(), expires_at=expires_at, shown=dict(shown or {}),
    )  # fmt: skip
    with as_actor(system_actor("papers")):
        VerificationCode.objects.bulk_create([row])
    return code


def verification_code_bind(code: str, digest: bytes) -> None:
    """Give a code the digest of the document it stands on, once that document is made."""
    with as_actor(system_actor("papers")):
        VerificationCode.objects.filter(blind__in=_blinds(code), digest__isnull=True).update(digest=digest)


def verification_code_revoke(*, kind: str, subject: str, now: datetime | None = None) -> int:
    """Revoke every code of a thing; returns how many."""
    with as_actor(system_actor("papers")):
        live = VerificationCode.objects.filter(kind=kind, subject=subject, revoked_at__isnull=True)
        return live.update(revoked_at=now or timezone.now())


def verification_code_lookup(typed: str, *, now: datetime | None = None) -> Verified | None:
    """What a typed code stands for; None if there is no such code. For everybody, also strangers.

    Raises:
        MistypedCodeError: what was typed cannot be a code; nothing is looked up.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM verification_lookup(%s)", [_blinds(typed)])
        row = cursor.fetchone()
    return None if row is None else _verified(row, now or timezone.now())


def verification_url(code: str) -> str:
    """The address that a QR code on a paper leads to."""
    return f"{settings.YIWANG_PUBLIC_URL}/v/{code_read(code)}"


def _blinds(typed: str) -> list[str]:
    return blind_candidates(code_read(typed), purpose=_PURPOSE)


def _verified(row: tuple[Any, ...], now: datetime) -> Verified:
    kind, subject, digest, issued_at, expires_at, revoked_at, shown = row
    state: Literal["valid", "expired", "revoked"] = "valid"
    if revoked_at is not None and revoked_at <= now:
        state = "revoked"
    elif expires_at is not None and expires_at <= now:
        state = "expired"
    seen = json.loads(shown) if isinstance(shown, str) else shown
    return Verified(kind, subject, None if digest is None else bytes(digest), issued_at, state, seen)
