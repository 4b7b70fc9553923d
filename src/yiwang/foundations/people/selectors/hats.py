"""Which hats an account may wear, and who it is under each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from yiwang.foundations.organisations.public import PostScope, post_scopes
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.days import day_words

from ..models import Account, AppointmentKind, Capacity, EmergencyAccess
from ..pure import ADMINISTRATORS, EMERGENCY, HatChoice, HatNotHeld
from .parties import party_canonical

_PARTIES = """
WITH me AS (SELECT coalesce(a.party_id, c.party_id) AS id FROM account c
            LEFT JOIN party_alias a ON a.alias_id = c.party_id
            WHERE c.id = %(account)s AND c.party_id IS NOT NULL),
acting AS (
  SELECT 0 AS rank, 'party:' || me.id AS key, me.id AS party, '' AS as_what, NULL::uuid AS matter,
         NULL::timestamptz AS until FROM me
  UNION ALL
  SELECT 1, 'party:' || r.organisation_id, r.organisation_id, r.capacity, NULL, NULL FROM representation r JOIN me
    ON r.person_id = me.id WHERE r.since <= %(now)s AND (r.until IS NULL OR r.until > %(now)s)
  UNION ALL
  SELECT 2, 'mandate:' || m.id, m.principal_id, 'mandate', m.matter, m.until FROM mandate m
    JOIN me ON m.agent_id = me.id WHERE m.revoked_at IS NULL AND m.since <= %(now)s
    AND (m.until IS NULL OR m.until > %(now)s))
SELECT acting.key, p.id, p.name, acting.as_what,
       ARRAY(SELECT alias_id FROM party_alias a WHERE a.party_id = p.id), acting.matter, acting.until
FROM acting JOIN party p ON p.id = acting.party ORDER BY acting.rank, p.name, acting.key
"""
_POSTS = """
SELECT held.post_id, held.kind, held.stands_for_id,
       (SELECT look.id FROM emergency_access look WHERE look.account_id = held.account_id
        AND look.opened_at <= %(now)s AND look.until > %(now)s AND look.ended_at IS NULL
        ORDER BY look.opened_at DESC LIMIT 1)
FROM appointment held WHERE held.account_id = %(account)s AND held.suspended_at IS NULL
  AND held.since <= %(now)s AND (held.until IS NULL OR held.until > %(now)s)
ORDER BY held.kind, held.since, held.id
"""
"""The posts ``in_force``, as SQL: every request of staff asks, and putting it together took longer than the answer."""
_MOMENT = timedelta(microseconds=1)
"""A term that ends at midnight ends with the day before."""


def hats_of(account: Account, now: datetime | None = None) -> list[HatChoice]:
    """Every hat the account may put on at this moment, the natural one first; two queries at most.

    Staff get a hat per post held or stood in for. Citizens get themselves, the organisations they
    represent, and one hat per mandate (``mandate:<id>``), which is held to its items by ``mandate_covers``
    and to its one matter, if it is for one, by the database.
    """
    moment = now or timezone.now()
    return _staff_hats(account, moment) if account.is_staff_account else _party_hats(account, moment)


def actor_of(account: Account, hat_key: str = "", now: datetime | None = None) -> Actor:
    """Who the account is under this hat; without a key, under its natural hat.

    Raises:
        HatNotHeld: the account does not hold the hat at this moment.
    """
    choices = hats_of(account, now)
    if not hat_key:
        return choices[0].actor if choices else bare_actor(account)
    for choice in choices:
        if choice.key == hat_key:
            return choice.actor
    raise HatNotHeld(hat_key)


def bare_actor(account: Account) -> Actor:
    """The account without any hat: signed in, but with no rights."""
    audience = "staff" if account.is_staff_account else "citizen"
    return Actor(audience=audience, account_id=account.id, hat_label=str(account))  # type: ignore[arg-type]


def not_ended(now: datetime) -> Q:
    """Appointments that give a hat now or may again: not ended, though perhaps suspended or not begun yet."""
    return Q(until__isnull=True) | Q(until__gt=now)


def in_force(now: datetime) -> Q:
    """Appointments that give a hat at this moment: begun, not ended, not suspended."""
    return Q(since__lte=now, suspended_at=None) & not_ended(now)


def _staff_hats(account: Account, now: datetime) -> list[HatChoice]:
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, {"account": account.id, "now": now})
        found = cursor.fetchall()
    held = {post: (kind, whom) for post, kind, whom, _ in found}
    scopes = post_scopes(held) if held else {}
    allowed = _one_administrator(scopes)
    hats = [post_hat(account.id, allowed[post], *how) for post, how in held.items() if post in allowed]
    return [*hats, *(_emergency_hat(account, look) for look in {row[3] for row in found if row[3]})]


def _emergency_hat(account: Account, look: UUID) -> HatChoice:
    """The hat of an emergency look: it sees and takes part in nothing. Asked for only while there is one."""
    row = EmergencyAccess.objects.get(id=look)
    key, label = f"{EMERGENCY}:{row.id}", f"应急查看：{row.label}"
    actor = Actor(
        audience="staff",
        account_id=account.id,
        hat=key,
        hat_label=label,
        units=tuple(row.units),
        unit=row.unit_id,
        roles=frozenset(row.may),
        watched=frozenset(row.units),
    )
    return HatChoice(key, label, actor, row.until)


def _one_administrator(scopes: dict[str, PostScope]) -> dict[str, PostScope]:
    """Without administrators' posts where a pack has since made two of the three of one account's posts.

    Appointing refuses that; a role that changes afterwards is not asked, so the hat is not offered.
    """
    words = frozenset().union(*(scope.roles for scope in scopes.values())) & ADMINISTRATORS
    if len(words) <= 1:
        return scopes
    return {post: scope for post, scope in scopes.items() if not scope.roles & ADMINISTRATORS}


def post_hat(
    account_id: UUID | None, scope: PostScope, kind: str = "", stands_for: UUID | None = None
) -> HatChoice:
    """The hat of a post: of the account that holds it, or of nobody in particular (the post itself)."""
    label = f"{scope.label}（代理）" if kind == AppointmentKind.SUBSTITUTE else scope.label
    key = f"post:{scope.post}"
    actor = Actor(
        audience="staff",
        account_id=account_id,
        hat=key,
        hat_label=label,
        units=scope.units,
        unit=scope.unit,
        roles=scope.roles,
        whole_city=scope.whole_city,
        watched=scope.watched,
        stands_for=stands_for,
    )
    return HatChoice(key, label, actor)


def _party_hats(account: Account, now: datetime) -> list[HatChoice]:
    with connection.cursor() as cursor:
        cursor.execute(_PARTIES, {"account": account.id, "now": now})
        rows = cursor.fetchall()
    choices = {row[0]: _party_hat(account, *row) for row in reversed(rows)}
    return list(reversed(choices.values()))


def _party_hat(
    account: Account, key: str, party: UUID, name: str, as_what: str, aliases: list[UUID], matter: UUID | None,
    until: datetime | None,
) -> HatChoice:  # fmt: skip
    label = _label(name, as_what, until)
    parties = (party, *aliases)
    actor = Actor(
        audience="citizen", account_id=account.id, hat=key, hat_label=label, parties=parties, matter=matter
    )
    return HatChoice(key, label, actor)


def _label(name: str, as_what: str, until: datetime | None) -> str:
    """Whom one acts for and as what; of a mandate with a term also its last day."""
    words: dict[str, Any] = {"": "本人", "mandate": "受托代办", **dict(Capacity.choices)}
    return f"{name}（{words[as_what]}{_last_day(until)}）"


def _last_day(until: datetime | None) -> str:
    if until is None:
        return ""
    return f"，至{day_words(timezone.localdate(until - _MOMENT))}"


def person_behind(actor: Actor) -> UUID | None:
    """The natural person who acts, under whatever hat: the account's own party.

    Without an account (a demo person while the site is seeded) the hat's own party; None if there is nobody.
    """
    if actor.account_id is None:
        return actor.parties[0] if actor.parties else None
    with as_actor(system_actor("people")):
        held = Account.objects.filter(id=actor.account_id).values_list("party_id", flat=True).first()
        return party_canonical(held) if held else None
