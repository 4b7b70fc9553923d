"""Taking a roster of accounts in: all of it or nothing, tried first, the same file twice changes nothing.

Trying it is doing it and taking it back: so the problems told are exactly those that the real thing would meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.organisations.public import PostScope, post_scopes, posts_current
from yiwang.kernel.actor import Actor
from yiwang.kernel.tables import LineProblem

from ..models import Account, Appointment
from ..pure import ADMINISTRATORS, Roster, RosterRow, roster_read
from ..selectors.hats import not_ended
from ..selectors.rules import account_rules
from .appointments import AppointmentRefused, account_appoint
from .invitations import invitation_make
from .names import name_taken
from .parties import lock_person


@dataclass
class RosterOutcome:
    """What a roster came to.

    Attributes:
        problems: by line; if there is one, nothing was done.
        made: sign-in names of new accounts, with name and the word of the invitation's link.
        appointed, unchanged: how many lines gave a post, how many found everything as they say.
    """

    problems: list[LineProblem] = field(default_factory=list)
    made: dict[str, tuple[str, str]] = field(default_factory=dict)
    appointed: int = 0
    unchanged: int = 0


def roster_of(data: bytes) -> Roster:
    """What a file says, held to the size that the rules in force allow.

    Raises:
        TableUnreadable: the file as a whole cannot be read.
        AccountRulesMissing: the pack says nothing about accounts.
    """
    limits = account_rules().import_limits
    return roster_read(data, rows=limits.rows.value, kilobytes=limits.kilobytes.value)


def roster_try(actor: Actor, rows: Sequence[RosterRow], *, now: datetime) -> RosterOutcome:
    """What taking these rows in would come to; nothing stays."""
    with transaction.atomic():
        outcome = _take(actor, rows, now)
        transaction.set_rollback(True)
    return outcome


def roster_import(actor: Actor, rows: Sequence[RosterRow], *, now: datetime) -> RosterOutcome:
    """Take the rows in: accounts made, posts given. One problem, and nothing stays.

    Two who import at the same time wait for each other; the second finds everything as it says.
    """
    with transaction.atomic():
        outcome = _take(actor, rows, now)
        if outcome.problems:
            transaction.set_rollback(True)
            return outcome
        told = {"rows": len(rows), "made": sorted(outcome.made), "appointed": outcome.appointed}
        audit_record(actor, "people.roster.imported", f"account:{actor.account_id}", told, now=now)
    return outcome


def _take(actor: Actor, rows: Sequence[RosterRow], now: datetime) -> RosterOutcome:
    lock_person("roster")
    outcome, scopes = RosterOutcome(), post_scopes({row.post for row in rows})
    bodies = dict(posts_current().filter(id__in=scopes).values_list("id", "unit__body_id"))
    for row in rows:
        try:
            with transaction.atomic():
                scope = _scope(row, scopes, bodies)
                account = _account(actor, row, outcome, now)
                _post(actor, account, row, scope, outcome, now)
        except AppointmentRefused as error:
            outcome.problems.append(LineProblem(row.line, str(error)))
    return outcome


def _scope(row: RosterRow, scopes: dict[str, PostScope], bodies: dict[str, str]) -> PostScope:
    """The post of a line, if it is one of the unit that stands beside it."""
    scope = scopes.get(row.post)
    if scope is None:
        raise AppointmentRefused(f"没有岗位“{row.post}”，或它已停用。岗位编号见模板的“岗位”表。")
    if row.unit not in (scope.unit, bodies.get(row.post)):
        raise AppointmentRefused(
            f"岗位“{row.post}”（{scope.label}）不在单位“{row.unit}”里。请核对单位或岗位。"
        )
    return scope


def _account(actor: Actor, row: RosterRow, outcome: RosterOutcome, now: datetime) -> Account:
    """The account of a line, made and invited if there is none."""
    found = Account.objects.defer("password").filter(username__iexact=row.username).first()
    if found is None:
        return _made(actor, row, outcome, now)
    if found.username != row.username or not found.is_staff_account or found.name != row.name:
        raise AppointmentRefused(
            f"登录名“{row.username}”已有人使用，姓名或写法和这一行不同。请换一个或改正姓名。"
        )
    if not found.is_active:
        raise AppointmentRefused(f"账号“{row.username}”已停用。请先在账号页重新启用。")
    if found.id == actor.account_id:
        raise AppointmentRefused("不能导入自己的账号和岗位，请由另一位安全管理员办理。")
    return found


def _made(actor: Actor, row: RosterRow, outcome: RosterOutcome, now: datetime) -> Account:
    named = name_taken(row.name, place="账号名单")
    account = Account(username=row.username, name=named, is_staff_account=True)
    account.set_unusable_password()
    account.password_changed_at = None
    try:
        account.save(force_insert=True)
    except IntegrityError:
        raise AppointmentRefused(f"登录名“{row.username}”刚刚被别人用了。请换一个。") from None
    audit_record(actor, "people.account.made", f"account:{account.pk}", {"username": row.username}, now=now)
    outcome.made[row.username] = (row.name, invitation_make(actor, account_id=account.pk, now=now))
    return account


def _post(
    actor: Actor, account: Account, row: RosterRow, scope: PostScope, outcome: RosterOutcome, now: datetime
) -> None:
    since, until = _start(row.since, now), _end(row.until)
    held = _held(account.id, row.post, now)
    if held is not None:
        _refuse_other_end(row, held, until)
        outcome.unchanged += 1
        return
    if until and until <= now:
        raise AppointmentRefused("任职止早于今天。已经结束的任职不用导入。")
    _refuse_namesake(account, scope, now)
    account_appoint(
        actor, account_id=account.id, post_id=row.post, now=now, since=max(since, now), until=until
    )
    outcome.appointed += 1


def _held(account_id: UUID, post: str, now: datetime) -> Appointment | None:
    return Appointment.objects.filter(not_ended(now), account_id=account_id, post_id=post).first()


def _refuse_other_end(row: RosterRow, held: Appointment, until: datetime | None) -> None:
    if held.until != until:
        end = f"{timezone.localtime(held.until):%Y-%m-%d}" if held.until else "长期"
        raise AppointmentRefused(
            f"“{row.username}”已任这个岗位，止日是{end}，和这一行不同。请在账号页结束后再任命。"
        )


def _refuse_namesake(account: Account, scope: PostScope, now: datetime) -> None:
    """One person with two accounts is not seen from an account; of administrators, one name is asked about.

    A post that ends some day, is suspended or begins later counts as well: the person could hold both.
    """
    wanted = scope.roles & ADMINISTRATORS
    if not wanted:
        return
    same = Account.objects.filter(name=account.name, is_staff_account=True, is_active=True).exclude(
        id=account.id
    )
    held = Appointment.objects.filter(not_ended(now), account__in=same).values_list("post_id", flat=True)
    others = frozenset().union(*(one.roles for one in post_scopes(held).values())) & ADMINISTRATORS
    if others - wanted:
        raise AppointmentRefused(
            "同名的另一个账号已是另一种管理员。系统、安全、审计管理员不能由同一人担任；确是两个人的，请在账号页单独任命。"
        )


def _start(day: date | None, now: datetime) -> datetime:
    return local_instant(day) if day else now


def _end(day: date | None) -> datetime | None:
    return local_instant(day, time.max) if day else None
