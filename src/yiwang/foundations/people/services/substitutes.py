"""Standing in (代班): somebody wears another's post from a day until a day, and every act of theirs says so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import PostScope, post_scopes
from yiwang.kernel.actor import Actor

from ..models import Account, Appointment, AppointmentKind
from ..pure import ADMINISTRATORS
from ..selectors.accounts import substitutes_in
from .appointments import AppointmentRefused, appointment_end
from .parties import lock_person

MAY_SUBSTITUTE = "post.substitute"
"""The permission to arrange who stands in for whom within one's own units."""


def substitute_appoint(
    actor: Actor,
    *,
    post_id: str,
    stands_for: UUID,
    account_id: UUID,
    since: datetime,
    until: datetime,
    now: datetime,
) -> int:
    """Let an account wear a post in the place of its holder; returns the appointment's id.

    Nobody gives away more than they have: the post is the arranger's own, or may no more than theirs.

    Raises:
        AppointmentRefused: not theirs to arrange, not held by that person, held already, or no sensible time.
    """
    scope = post_scopes([post_id]).get(post_id)
    if scope is None or not may_arrange(actor, scope):
        raise AppointmentRefused("您不能安排这个岗位的代班；请由本单位权限不低于它的负责人安排。")
    if not (since < until and now < until):
        raise AppointmentRefused("代班要有起止日期，止日不能早于起日，也不能早于今天。")
    lock_person(str(account_id))
    _refuse(actor, post_id, stands_for, account_id, now)
    row = Appointment(
        account_id=account_id, post_id=post_id, kind=AppointmentKind.SUBSTITUTE, stands_for_id=stands_for,
        since=since, until=until,
    )  # fmt: skip
    row.save(force_insert=True)
    body = {"post": post_id, "stands_for": str(stands_for), "since": since.isoformat()}
    audit_record(
        actor,
        "people.substitute.made",
        f"account:{account_id}",
        {**body, "until": until.isoformat()},
        now=now,
    )
    return row.id


def substitute_end(actor: Actor, *, appointment_id: int, now: datetime) -> None:
    """End a standing in before its day.

    Raises:
        AppointmentRefused: it is not one that this hat may arrange, or it has ended.
    """
    row = next((one for one in substitutes_in(actor.own_units, now) if one.id == appointment_id), None)
    scope = post_scopes([row.post]).get(row.post) if row else None
    if scope is None or not may_arrange(actor, scope):
        raise AppointmentRefused("没有这项代班，或者它已经结束，或者不归您安排。")
    appointment_end(actor, appointment_id=appointment_id, now=now, reason="提前结束代班")


def may_arrange(actor: Actor, scope: PostScope) -> bool:
    """Whether this hat may say who stands in on a post; never on an administrator's."""
    words = {word for word in scope.roles if "." in word}
    fits = actor.post == scope.post or words <= actor.roles
    own = actor.has(MAY_SUBSTITUTE) and scope.unit in actor.own_units
    return own and fits and not words & ADMINISTRATORS


def _refuse(actor: Actor, post_id: str, stands_for: UUID, account_id: UUID, now: datetime) -> None:
    open_ = [
        row
        for row in Appointment.objects.filter(post__unit_id__in=actor.own_units)
        if row.until is None or row.until > now
    ]
    holds = {(row.account_id, row.post_id) for row in open_}
    holders = {(row.account_id, row.post_id) for row in open_ if row.kind == AppointmentKind.HOLDER}
    if (stands_for, post_id) not in holders:
        raise AppointmentRefused("被代班的人现在不任这个岗位；请重新选择。")
    if (account_id, post_id) in holds:
        raise AppointmentRefused("他（她）已经任这个岗位，或者已经安排代班；请直接把待办交给他（她）。")
    in_units = {account for account, _ in holds}
    if account_id not in in_units or not Account.objects.filter(id=account_id, is_active=True).exists():
        raise AppointmentRefused("只能由本单位在任的人代班；请重新选择。")
