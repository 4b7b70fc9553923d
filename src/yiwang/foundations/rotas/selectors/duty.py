"""Who is on duty: for one unit, everywhere, and the number by which somebody is called."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.organisations.public import post_scopes, unit_names
from yiwang.foundations.people.public import account_names
from yiwang.kernel.actor import Actor

from ..models import DutyShift
from ..policies import shifts_visible_to

PHONE_PURPOSE = "rotas.phone"


@dataclass(frozen=True)
class OnDuty:
    """Somebody on duty: the account, the post worn, and the unit that post belongs to."""

    account_id: UUID
    post: str
    unit: str


@dataclass(frozen=True)
class ShiftRow:
    """A shift as people read it; ``phone`` is masked."""

    id: UUID
    unit: str
    unit_name: str
    account_id: UUID
    name: str
    post: str
    since: datetime
    until: datetime
    phone: str


def duty_at(unit: str, at: datetime) -> list[OnDuty]:
    """Who is on duty for a unit at an instant: by its own rota, else by that of the unit around it; whoever asks.

    Whoever no longer holds the post is not on duty. Several: the one who began first comes first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT account_id, post_id, unit_id FROM duty_at(%s, %s)", [unit, at])
        return [OnDuty(*row) for row in cursor.fetchall()]


def rota_of(actor: Actor, units: Iterable[str], since: datetime, until: datetime) -> list[ShiftRow]:
    """The shifts of these units between two instants, as far as the actor sees them, in order of time."""
    rows = shifts_visible_to(actor).filter(unit_id__in=list(units), until__gt=since, since__lt=until)
    return _rows(rows.order_by("since", "until", "id").values_list(*_SHOWN))


def duty_now(at: datetime, units: Collection[str] | None = None) -> list[ShiftRow]:
    """Who is on duty now for whatever unit, or on the rotas of some, by unit and time; whoever asks.

    The caller has to be somebody who may know (``hotline.seat`` and the like): no rota of a body is hidden from those
    who dispatch to it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM duty_now(%s, %s)", [at, None if units is None else sorted(units)])
        return _rows(cursor.fetchall())


_SHOWN = ("id", "unit_id", "post_id", "account_id", "since", "until", "masked")


def _rows(found: Iterable[tuple[Any, ...]]) -> list[ShiftRow]:
    held = list(found)
    names, units = account_names(row[3] for row in held), unit_names({row[1] for row in held})
    scopes = post_scopes({row[2] for row in held}) if held else {}
    return [
        ShiftRow(
            key, unit, units.get(unit, unit), account, names.get(account, ""),
            scopes[post].label if post in scopes else post, since, until, masked,
        )
        for key, unit, post, account, since, until, masked in held
    ]  # fmt: skip


def duty_phone_of(account_id: UUID, at: datetime) -> str:
    """The number by which somebody on duty is told at once; "" for who is not on duty. The worker's alone."""
    rows = DutyShift.objects.filter(account_id=account_id, removed_at=None, since__lte=at, until__gt=at)
    phone = rows.exclude(phone="").order_by("since").values_list("phone", flat=True).first()
    return decrypt(phone, purpose=PHONE_PURPOSE) if phone else ""
