"""Every sign-in, sign-out and failed try in the audit log (GB/T 22239, 8.1.4.3)."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.people.public import Account
from yiwang.kernel.actor import Actor


def connect() -> None:
    """Listen to Django's own signals, which every way of signing in sends."""
    user_logged_in.connect(_signed_in, dispatch_uid="identity.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="identity.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="identity.failed")


def _actor(account: Account) -> Actor:
    audience = "staff" if account.is_staff_account else "citizen"
    return Actor(audience=audience, account_id=account.pk, hat_label=str(account))  # type: ignore[arg-type]


def _signed_in(sender: Any, user: Account, **kwargs: Any) -> None:
    audit_record(_actor(user), "people.account.signed_in", f"account:{user.pk}", {})


def _signed_out(sender: Any, user: Account | None, **kwargs: Any) -> None:
    if user is not None:
        audit_record(_actor(user), "people.account.signed_out", f"account:{user.pk}", {})


def _failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """A failed try, on the account's chain if there is one; the name tried may be a secret, so not kept."""
    account = Account.objects.filter(username=credentials.get("username", "")).first()
    subject = f"account:{account.pk}" if account else "account:unknown"
    audit_record(Actor(audience="public"), "people.account.sign_in_failed", subject, {})
