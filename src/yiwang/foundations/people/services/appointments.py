"""Who holds which post: appointing, ending, leaving; the three administrators exclude each other."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import post_get, post_scopes
from yiwang.kernel.actor import Actor

from ..models import Account, Appointment, AppointmentKind
from ..pure import ADMINISTRATORS
from ..selectors.hats import not_ended
from .names import NameUnreadable, name_typed
from .parties import lock_person


class AppointmentRefused(Exception):
    """An appointment that may not be made; the sentence says why."""


def account_appoint(
    actor: Actor,
    *,
    account_id: UUID,
    post_id: str,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    stands_for: UUID | None = None,
) -> int:
    """Give an account a post from now or from a later day; returns the appointment's id.

    With ``stands_for`` it stands in for somebody until a day.

    Raises:
        AppointmentRefused: no staff account, no such post, held already, or two administrators in one.
    """
    account, scope = _account(account_id), post_scopes([post_id]).get(post_id)
    if scope is None:
        raise AppointmentRefused("没有这个岗位，或它已停用。请重新选择岗位。")
    lock_person(str(account.party_id or account_id))
    _refuse_two(account, post_id, scope.roles & ADMINISTRATORS, now)
    kind = AppointmentKind.SUBSTITUTE if stands_for else AppointmentKind.HOLDER
    row = Appointment(
        account=account, post_id=post_id, kind=kind, stands_for_id=stands_for, since=since or now, until=until
    )
    row.save(force_insert=True)
    body = {"post": post_id, "kind": kind.value, "until": until.isoformat() if until else None}
    audit_record(actor, "people.appointment.made", f"account:{account_id}", body)
    return row.id


def appointment_end(actor: Actor, *, appointment_id: int, now: datetime, reason: str = "") -> None:
    """End an appointment at once; the hat is gone with the next request."""
    row = Appointment.objects.filter(not_ended(now), id=appointment_id).first()
    if row is None:
        raise AppointmentRefused("这项任职已经结束。")
    row.until = max(now, row.since)
    row.save(update_fields=["until"])
    body = {"post": row.post_id, "reason": reason}
    audit_record(actor, "people.appointment.ended", f"account:{row.account_id}", body)


def account_leave(actor: Actor, *, account_id: UUID, now: datetime, reason: str) -> int:
    """Somebody leaves: every appointment ends, the account is shut; returns how many appointments ended.

    Raises:
        AppointmentRefused: there is work in its name that nobody has taken over; nothing has ended then.
    """
    account = _account(account_id)
    _refuse_work(account_id)
    rows = list(_open(account, now))
    for row in rows:
        appointment_end(actor, appointment_id=row.id, now=now, reason=reason)
    account_close(actor, account_id=account_id, reason=reason)
    return len(rows)


def account_make(actor: Actor, *, username: str, name: str) -> tuple[UUID, str]:
    """Make a staff account; returns its id and a first password, which is shown once and kept nowhere.

    Raises:
        AppointmentRefused: the sign-in name is taken or empty, or the name has a sign that cannot be read.
    """
    username = username.strip()
    if not username or not name.strip() or Account.objects.filter(username=username).exists():
        raise AppointmentRefused("请填写称呼和一个还没有人用的登录名。")
    password = f"{secrets.token_urlsafe(9)}-Aa1"
    account = Account(username=username, name=_named(name), is_staff_account=True)
    account.set_password(password)
    account.password_changed_at = None
    account.save(force_insert=True)
    audit_record(actor, "people.account.made", f"account:{account.pk}", {"username": username})
    return account.pk, password


def _named(name: str) -> str:
    try:
        return name_typed(name, place="账号", now=timezone.now())
    except NameUnreadable as unreadable:
        raise AppointmentRefused(str(unreadable)) from None


WorkCount = Callable[[UUID], int]
"""How many pieces of open work are in the name of an account."""

_works: list[WorkCount] = []


def account_work_check(count: WorkCount) -> None:
    """Register who can tell how much open work an account has in its name; called in ``ready()``."""
    if count not in _works:
        _works.append(count)


def account_work(account_id: UUID) -> int:
    """How many pieces of open work are in the name of an account."""
    return sum(count(account_id) for count in _works)


def account_hold(account_id: UUID) -> None:
    """Keep an account from being shut until this transaction ends: work is being given to it.

    Raises:
        AppointmentRefused: it is shut.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM account WHERE id = %s AND is_active FOR SHARE", [account_id])
        if cursor.fetchone() is None:
            raise AppointmentRefused("这个账号已经停用，不能再交给它；请另选一位。")


def account_close(actor: Actor, *, account_id: UUID, reason: str) -> None:
    """Shut an account: nobody signs in with it any more, and open sessions end with their next request.

    Raises:
        AppointmentRefused: there is work in its name that nobody has taken over.
    """
    _refuse_work(account_id)
    Account.objects.filter(id=account_id).update(is_active=False)
    audit_record(actor, "people.account.closed", f"account:{account_id}", {"reason": reason})


def _refuse_work(account_id: UUID) -> None:
    """Hold the account, so that nobody gives it work meanwhile; then see that it has none."""
    Account.objects.select_for_update().filter(id=account_id).values_list("id", flat=True).first()
    left = account_work(account_id)
    if left:
        raise AppointmentRefused(f"该账号名下还有 {left} 件待办没有交接，不能停用；请先办理工作交接。")


def account_open(actor: Actor, *, account_id: UUID, reason: str) -> None:
    """Open a shut account again."""
    Account.objects.filter(id=account_id).update(is_active=True)
    audit_record(actor, "people.account.opened", f"account:{account_id}", {"reason": reason})


def _account(account_id: UUID) -> Account:
    account = Account.objects.defer("password").filter(id=account_id, is_staff_account=True).first()
    if account is None:
        raise AppointmentRefused("只有工作人员账号可以任职。")
    return account


def _open(account: Account, now: datetime) -> list[Appointment]:
    return list(Appointment.objects.filter(not_ended(now), account=account).order_by("id"))


def _refuse_two(account: Account, post_id: str, wanted: frozenset[str], now: datetime) -> None:
    held = _same_person_posts(account, now)
    if post_id in held.get(account.id, ()):
        raise AppointmentRefused("该账号已经担任这个岗位。")
    others = post_scopes({post for posts in held.values() for post in posts})
    words = {word for scope in others.values() for word in scope.roles} & ADMINISTRATORS
    if wanted and (words - wanted or len(wanted) > 1):
        post = post_get(post_id)
        raise AppointmentRefused(
            f"系统、安全、审计管理员不能由同一人担任，不能再任“{post}”。请换人，或先结束原任职。"
        )


def _same_person_posts(account: Account, now: datetime) -> dict[UUID, set[str]]:
    """Posts held by this account and by every other account of the same person."""
    same = {account.id}
    if account.party_id:
        same |= set(Account.objects.filter(party_id=account.party_id).values_list("id", flat=True))
    held: dict[UUID, set[str]] = {}
    for row in Appointment.objects.filter(not_ended(now), account_id__in=same):
        held.setdefault(row.account_id, set()).add(row.post_id)
    return held
