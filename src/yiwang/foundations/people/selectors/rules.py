"""The rules of staff accounts in force, and how an account was invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.foundations.releases.public import NoRelease, world

from ..models import Invitation
from ..pure import ACCOUNT_RULES, STAFF, AccountRules


class AccountRulesMissing(LookupError):
    """The pack in force says nothing about accounts."""

    def __init__(self) -> None:
        super().__init__("地方包没有写明账号规则（accounts/staff.yaml），暂时不能办理。请联系系统管理员。")


def account_rules() -> AccountRules:
    """The rules in force.

    Raises:
        AccountRulesMissing: the pack has none, or there is no pack yet.
    """
    try:
        found = world().find(ACCOUNT_RULES, STAFF)
    except NoRelease:
        found = None
    if found is None:
        raise AccountRulesMissing
    return found


@dataclass(frozen=True)
class InvitationState:
    """The last invitation of an account: open, taken up or run out."""

    expires_at: datetime
    used_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it can be taken up at this moment."""
        return self.used_at is None and now < self.expires_at


def invitation_of(account_id: UUID) -> InvitationState | None:
    """The last invitation of an account; None for one that was never invited."""
    row = Invitation.objects.filter(account_id=account_id).first()
    return InvitationState(row.expires_at, row.used_at) if row else None
