"""Keeping a rota: somebody is put on it or taken off, by whoever keeps the rotas of that unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import encrypt
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.people.public import Colleague, colleagues
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import mask, phone_read

from ..models import DutyShift
from ..policies import KEEP, shifts_visible_to
from ..pure import Span
from ..selectors.duty import PHONE_PURPOSE

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('rota:' || %s, 0))"


class RotaRefused(Exception):
    """The rota cannot be changed so; the sentence says why and what would mend it."""


@dataclass(frozen=True)
class Wanted:
    """Somebody to be put on the rota of a unit, on a post that he holds; ``phone`` may be empty."""

    unit: str
    account_id: UUID
    post: str
    since: datetime
    until: datetime
    phone: str = ""


def shift_add(actor: Actor, wanted: Wanted, *, now: datetime) -> UUID:
    """Put somebody on a rota.

    Raises:
        RotaRefused: not one's own unit, not somebody at work in its body, no sensible time, no phone, or somebody who
            stands on a rota at that time already.
    """
    keeper_of(actor, wanted.unit)
    if not (wanted.since < wanted.until and now < wanted.until):
        raise RotaRefused("值班要有起止时间，止要晚于起，也要晚于现在。")
    phone = phone_read(wanted.phone)
    if phone is None:
        raise RotaRefused("电话号码有误，请核对；可以不填。")
    _colleague(actor, wanted, now)
    with transaction.atomic():
        _lock(wanted.account_id)
        _not_twice(actor, wanted)
        return _added(actor, wanted, phone, now)


def shift_remove(actor: Actor, shift_id: UUID, *, now: datetime) -> None:
    """Take a shift off: one that has not begun is off the rota, one that runs ends now.

    Raises:
        RotaRefused: there is no such shift, or it is not one's own to take off, or over.
    """
    row = shifts_visible_to(actor).filter(id=shift_id, until__gt=now).first()
    if row is None:
        raise RotaRefused("没有这一班，或者它已经结束；请刷新后再看。")
    keeper_of(actor, row.unit_id)
    with transaction.atomic():
        changed = {"until": now} if row.since < now else {"removed_at": now}
        DutyShift.objects.filter(id=row.id, removed_at=None, until__gt=now).update(**changed)
        said = {"shift": str(row.id), "account": str(row.account_id), "since": row.since.isoformat()}
        audit_record(actor, "rotas.shift.removed", f"unit:{row.unit_id}", said, now=now)


def keeper_of(actor: Actor, unit: str) -> None:
    """Let pass who keeps the rota of this unit. Raises RotaRefused."""
    if actor.audience != "staff" or not actor.has(KEEP):
        raise RotaRefused("您当前的身份不排值班表。请换用科室或单位负责人的身份。")
    if unit not in actor.own_units:
        raise RotaRefused("只能排本单位的值班表；别的单位由它自己的负责人排。")


def _colleague(actor: Actor, wanted: Wanted, now: datetime) -> Colleague:
    """Who is to be on duty, as somebody who holds this post of the same body at this moment."""
    found = colleagues(actor.own_units, now)
    asked = (wanted.account_id, wanted.post)
    whom = next((one for one in found if (one.account_id, one.hat.actor.post) == asked), None)
    if whom is None or _body(whom.hat.actor.unit) != _body(wanted.unit):
        raise RotaRefused("这个人现在不任这个岗位，或者不在本单位；请从列出的人里选。")
    return whom


def _body(unit: str) -> str:
    held = unit_get(unit)
    return held.body_id if held else ""


def _lock(account_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [str(account_id)])


def _not_twice(actor: Actor, wanted: Wanted) -> None:
    """Nobody is on duty twice at one time on the rotas that the keeper sees."""
    rows = shifts_visible_to(actor).filter(account_id=wanted.account_id, until__gt=wanted.since)
    asked = Span(wanted.since, wanted.until)
    if any(Span(since, until).meets(asked) for since, until in rows.values_list("since", "until")):
        raise RotaRefused("这个人在这段时间里已经排了班；请改时间，或者先撤下原来的一班。")


def _added(actor: Actor, wanted: Wanted, phone: str, now: datetime) -> UUID:
    row = DutyShift(
        id=uuid4(), unit_id=wanted.unit, post_id=wanted.post, account_id=wanted.account_id, since=wanted.since,
        until=wanted.until, phone=encrypt(phone, purpose=PHONE_PURPOSE) if phone else "",
        masked=mask(phone, "mobile") if phone else "", made_label=actor.hat_label, made_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    span = {"since": wanted.since.isoformat(), "until": wanted.until.isoformat()}
    said = {"shift": str(row.id), "account": str(wanted.account_id), "post": wanted.post, **span}
    audit_record(actor, "rotas.shift.added", f"unit:{wanted.unit}", said, now=now)
    return row.id
