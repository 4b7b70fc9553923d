"""Looks at who reported that wait: for somebody else's agreement, or to be opened by who asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.loader import parameter_at

from ..models import IdentityLook
from ..policies import HOTLINE, IDENTITY, may

MINUTES = "hotline_identity_minutes"
MOST, ASKED = 50, timedelta(days=1)
"""How many looks are listed, and how old an asking may be that still is."""


@dataclass(frozen=True)
class Waiting:
    """A look that waits; ``mine`` if this hat asked, ``agreed`` if it may be opened now."""

    id: UUID
    number: str
    title: str
    purpose: str
    label: str
    at: datetime
    mine: bool
    agreed: bool


def open_minutes(now: datetime) -> timedelta:
    """How long an agreement serves."""
    return timedelta(minutes=int(parameter_at(world(), MINUTES, now) or 0))


def looks_waiting(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Looks of the cases this hat may see: others' that wait for agreement, one's own that wait or may be opened."""
    if not may(actor, IDENTITY):
        return []
    with as_actor(HOTLINE):
        looks = list(
            IdentityLook.objects.filter(opened_at=None, asked_at__gt=now - ASKED).order_by("-asked_at")[:MOST]
        )
    seen = {case.id: case for case in cases_visible_to(actor).filter(id__in={look.case_id for look in looks})}
    held = [look for look in looks if look.case_id in seen and _waits(look, actor, now)]
    return [
        Waiting(
            look.id, seen[look.case_id].number, seen[look.case_id].title, look.purpose, look.asked_label,
            look.asked_at, look.asked_by == actor.account_id, look.agreed_at is not None,
        )
        for look in held
    ]  # fmt: skip


def _waits(look: IdentityLook, actor: Actor, now: datetime) -> bool:
    if look.agreed_at is None:
        return True
    return look.asked_by == actor.account_id and now <= look.agreed_at + open_minutes(now)
