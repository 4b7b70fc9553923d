"""Acts of scope: entering it for one transaction, and giving rights in migrations."""

from .entering import APP_ROLE, ROLES, as_actor, in_scope, scope_current, scope_enter
from .rights import grant, narrow, policy, revoke

__all__ = [
    "APP_ROLE",
    "ROLES",
    "as_actor",
    "grant",
    "in_scope",
    "narrow",
    "policy",
    "revoke",
    "scope_current",
    "scope_enter",
]
