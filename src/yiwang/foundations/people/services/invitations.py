"""Inviting instead of giving a password: the holder of the link sets a password of their own, once, by a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..models import Account, Invitation
from ..selectors.hats import bare_actor
from ..selectors.rules import account_rules
from .appointments import AppointmentRefused

_SIGNER = Signer(salt="people.invitation")


class InvitationRefused(Exception):
    """The link opens nothing any more, or never did; no difference is told."""

    def __init__(self) -> None:
        super().__init__("这个邀请已经用过、过期，或者不完整。请向发给您的安全管理员要一个新的。")


def invitation_make(actor: Actor, *, account_id: UUID, now: datetime) -> str:
    """Invite the holder of an account that nobody has signed in to yet; returns the word of the link.

    An earlier invitation ends with it. The word is signed and kept nowhere.

    Raises:
        AppointmentRefused: the account is shut, or somebody has it already.
    """
    accounts = Account.objects.defer("password").select_for_update()
    account = accounts.filter(id=account_id, is_staff_account=True, is_active=True, last_login=None).first()
    if account is None or Invitation.objects.filter(account=account).exclude(used_at=None).exists():
        raise AppointmentRefused("只能邀请还没有人登录过的、启用的账号。")
    hours = account_rules().invitation_hours.value
    Invitation.objects.filter(account=account, used_at=None, expires_at__gt=now).update(expires_at=now)
    row = Invitation(account=account, made_at=now, expires_at=now + timedelta(hours=hours))
    row.save(force_insert=True)
    audit_record(actor, "people.invitation.made", f"account:{account_id}", {"hours": hours}, now=now)
    return _SIGNER.sign(row.id.hex)


def invitation_account(word: str, now: datetime) -> Account:
    """The account that this link opens at this moment.

    Raises:
        InvitationRefused: it opens none.
    """
    try:
        key = UUID(_SIGNER.unsign(word))
    except (BadSignature, ValueError):
        raise InvitationRefused from None
    row = (
        Invitation.objects.select_related("account").filter(id=key, used_at=None, expires_at__gt=now).first()
    )
    if row is None or not row.account.is_active:
        raise InvitationRefused
    return row.account


def invitation_accept(word: str, *, password: str, now: datetime) -> Account:
    """Take an invitation up with a password that has been found good; of two at once the first one holds.

    Raises:
        InvitationRefused: it opens no account, or somebody was quicker.
    """
    account = invitation_account(word, now)
    taken = Invitation.objects.filter(id=UUID(_SIGNER.unsign(word)), used_at=None, expires_at__gt=now)
    if not taken.update(used_at=now):
        raise InvitationRefused
    account.set_password(password)
    account.save(update_fields=["password", "password_changed_at"])
    audit_record(bare_actor(account), "people.invitation.accepted", f"account:{account.pk}", {}, now=now)
    return account
