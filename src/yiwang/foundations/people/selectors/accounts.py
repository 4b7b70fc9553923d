"""Reads of staff accounts and the posts they hold, for those who administer them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.foundations.organisations.public import post_scopes, posts_that_may

from ..models import Account, Appointment, AppointmentKind
from ..pure import HatChoice
from .hats import in_force, not_ended, post_hat
from .names import name_spellings


@dataclass(frozen=True)
class HeldPost:
    """One post an account holds or held."""

    id: int
    post: str
    label: str
    kind: str
    since: datetime
    until: datetime | None
    suspended_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it is held at this moment."""
        return self.since <= now and (self.until is None or self.until > now)


@dataclass(frozen=True)
class StaffRow:
    """One staff account with its posts, newest first."""

    id: UUID
    username: str
    name: str
    is_active: bool
    is_demo: bool
    last_login: datetime | None
    posts: tuple[HeldPost, ...]


@dataclass(frozen=True)
class Colleague:
    """Somebody who holds a post now, as work may be given to: name, post, and who one is under it."""

    account_id: UUID
    name: str
    hat: HatChoice
    username: str = ""

    @property
    def key(self) -> str:
        """Account and post as one word, for forms."""
        return f"{self.account_id}/{self.hat.actor.post}"


def colleagues(unit_ids: Iterable[str], now: datetime) -> list[Colleague]:
    """Everybody who holds a post in these units at this moment, in two queries, by post and name."""
    return _colleagues(Appointment.objects.filter(post__unit_id__in=list(unit_ids)), now)


def holders_of(word: str, now: datetime) -> list[Colleague]:
    """Everybody who holds a post with a permission at this moment, in four queries, by post and name."""
    return _colleagues(Appointment.objects.filter(post_id__in=posts_that_may(word)), now)


def _colleagues(wanted: QuerySet[Appointment], now: datetime) -> list[Colleague]:
    rows = wanted.filter(in_force(now), account__is_active=True)
    held = list(rows.order_by("post_id", "account__name", "id").values_list(*_COLLEAGUE))
    scopes = post_scopes({row[2] for row in held}) if held else {}
    return [
        Colleague(account, name, post_hat(account, scopes[post], kind, whom), username)
        for account, name, post, kind, whom, username in held
        if post in scopes
    ]


_COLLEAGUE = ("account_id", "account__name", "post_id", "kind", "stands_for_id", "account__username")


@dataclass(frozen=True)
class SubstituteRow:
    """Somebody stands in, or will: on which post, for whom, from when until when."""

    id: int
    post: str
    label: str
    account: str
    stands_for: str
    since: datetime
    until: datetime | None


def substitutes_in(unit_ids: Iterable[str], now: datetime) -> list[SubstituteRow]:
    """Who stands in on posts of these units, now or later, in two queries; the soonest first."""
    rows = Appointment.objects.filter(
        kind=AppointmentKind.SUBSTITUTE, post__unit_id__in=list(unit_ids), until__gt=now
    ).order_by("since", "id")
    held = list(rows.values_list("id", "post_id", "account__name", "stands_for__name", "since", "until"))
    scopes = post_scopes({row[1] for row in held}) if held else {}
    return [SubstituteRow(row[0], row[1], scopes[row[1]].label, *row[2:]) for row in held if row[1] in scopes]


def account_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """What people call these accounts, by id, in one query."""
    rows = Account.objects.filter(id__in=set(ids)).values_list("id", "name", "username")
    return {key: name or username for key, name, username in rows}


def staff_search(
    words: str = "", *, now: datetime, active: bool | None = None, after: str = "", limit: int = 50
) -> list[StaffRow]:
    """Staff accounts by sign-in name, in three queries.

    Args:
        words: part of sign-in name, name, or id of a post held (such as the id of its body).
        now: posts that ended before are not held.
        active: only open (True) or shut (False) accounts.
        after: the last ``username`` of the page before.
        limit: rows at most.
    """
    rows = Account.objects.filter(is_staff_account=True, username__gt=after)
    if words:
        held = Appointment.objects.filter(not_ended(now), post__id__icontains=words).values("account_id")
        named = [Q(name__icontains=way) for way in name_spellings(words)]
        rows = rows.filter(reduce(or_, named, Q(username__icontains=words) | Q(id__in=held)))
    rows = rows if active is None else rows.filter(is_active=active)
    return _with_posts(rows.order_by("username")[:limit])


def staff_get(account_id: UUID) -> StaffRow | None:
    """One staff account with every post it ever held; None if there is none."""
    return next(iter(_with_posts(Account.objects.filter(id=account_id, is_staff_account=True))), None)


def _with_posts(rows: QuerySet[Account]) -> list[StaffRow]:
    found = list(rows.defer("password"))
    held = _held([row.id for row in found])
    return [
        StaffRow(
            row.id,
            row.username,
            row.name,
            row.is_active,
            row.is_demo,
            row.last_login,
            tuple(held.get(row.id, ())),
        )
        for row in found
    ]


def _held(accounts: Iterable[UUID]) -> dict[UUID, list[HeldPost]]:
    rows = list(Appointment.objects.filter(account__in=list(accounts)).order_by("-since", "-id"))
    scopes = post_scopes({row.post_id for row in rows}) if rows else {}
    held: dict[UUID, list[HeldPost]] = {}
    for row in rows:
        label = scopes[row.post_id].label if row.post_id in scopes else row.post_id
        one = HeldPost(row.id, row.post_id, label, row.kind, row.since, row.until, row.suspended_at)
        held.setdefault(row.account_id, []).append(one)
    return held
