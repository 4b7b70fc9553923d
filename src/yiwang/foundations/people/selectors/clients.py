"""Who a program is, by its token: the account's hat as it is held now, and what the client may do."""

from __future__ import annotations

import hashlib
import time
from datetime import datetime

from ..models import ApiClient
from ..pure import ClientActor, HatNotHeld
from .hats import actor_of

PREFIX = "yw1_"
"""Begins every token, so that scanners of repositories recognise a lost one."""

REMEMBERED = 2.0
"""Seconds a process remembers whom a token stands for; a revocation holds everywhere after them (ADR 0011)."""

_MOST = 1000
_known: dict[bytes, tuple[float, ClientActor]] = {}


def client_actor(token: str, now: datetime) -> ClientActor | None:
    """The actor behind a token; None if it is unknown, revoked, over, its account shut, or its hat lost.

    Runs as the site's own role, before there is a scope. Asked once per ``REMEMBERED`` seconds and process.
    """
    digest, moment = digest_of(token), time.monotonic()
    until, held = _known.get(digest, (0.0, None))
    if held is None or until <= moment:
        held = _asked(digest, now) if token.startswith(PREFIX) else None
        _remember(digest, moment, held)
    return held if held and held.expires_at > now else None


def clients_all() -> list[ApiClient]:
    """Every client with its account, the newest first; for background work."""
    return list(ApiClient.objects.select_related("account").order_by("-created_at"))


def digest_of(token: str) -> bytes:
    """What is kept of a token. It has 256 random bits, so a plain digest cannot be guessed backwards."""
    return hashlib.sha256(token.encode()).digest()


def forget_clients() -> None:
    """Have this process ask again."""
    _known.clear()


def _remember(digest: bytes, moment: float, held: ClientActor | None) -> None:
    """Strangers are not remembered: nobody fills the memory with guesses."""
    if len(_known) >= _MOST:
        _known.clear()
    if held is None:
        _known.pop(digest, None)
    else:
        _known[digest] = (moment + REMEMBERED, held)


def _asked(digest: bytes, now: datetime) -> ClientActor | None:
    rows = ApiClient.objects.filter(
        digest=digest, revoked_at=None, expires_at__gt=now, account__is_active=True
    )
    found = rows.select_related("account").first()
    if found is None:
        return None
    try:
        actor = actor_of(found.account, found.hat, now)
    except HatNotHeld:
        return None
    return ClientActor(found.id, actor, frozenset(found.scopes), found.expires_at)
