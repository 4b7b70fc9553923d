"""Issuing and revoking the tokens of programs. A token is shown once; only its digest is kept."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..models import Account, ApiClient
from ..pure import ClientRefused
from ..selectors.clients import PREFIX, digest_of, forget_clients
from ..selectors.hats import actor_of


def client_issue(
    actor: Actor,
    *,
    account_id: UUID,
    hat: str,
    label: str,
    scopes: Collection[str],
    expires_at: datetime,
    now: datetime,
) -> tuple[UUID, str]:
    """Let a program act as an account under one hat; returns the client's id and its token, shown this once.

    Args:
        actor: who issues it; background work only, as the tables allow.
        account_id: whose hat it is.
        hat: key of a hat that the account holds now.
        label: which program, and what for.
        scopes: what it may do, such as ``cases:read`` and ``cases:write``.
        expires_at: when it ends; aware.
        now: the instant of issuing; aware.

    Raises:
        HatNotHeld: the account does not hold the hat.
        ClientRefused: it would already be over, or may do nothing, or has no label.
    """
    if not label.strip() or not scopes or expires_at <= now:
        raise ClientRefused
    actor_of(Account.objects.get(id=account_id), hat, now)
    token = PREFIX + secrets.token_urlsafe(32)
    made = ApiClient.objects.create(
        account_id=account_id, hat=hat, label=label, scopes=sorted(set(scopes)), digest=digest_of(token),
        created_at=now, expires_at=expires_at,
    )  # fmt: skip
    body = {"client": str(made.id), "hat": hat, "scopes": made.scopes, "until": expires_at.isoformat()}
    audit_record(actor, "people.client.issued", f"account:{account_id}", body)
    return made.id, token


def client_revoke(actor: Actor, *, client_id: UUID, now: datetime, reason: str = "") -> bool:
    """End a client. It is refused everywhere within ``selectors.clients.REMEMBERED`` seconds; False if it had ended."""
    found = ApiClient.objects.filter(id=client_id, revoked_at=None).first()
    if found is None:
        return False
    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    forget_clients()
    body = {"client": str(client_id), "reason": reason}
    audit_record(actor, "people.client.revoked", f"account:{found.account_id}", body)
    return True
