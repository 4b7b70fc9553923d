"""Demands sent in by a program or a platform outside: under its own number, once, and as any other demand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yiwang.foundations.keys.public import blind
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..domain.shared import Origin
from ..models import HotlineDemand, HotlineRelayed
from ..policies import HOTLINE, RELAY, may
from ..selectors.channels import channel_in
from .telling import demand_tell

KEY_PURPOSE = "hotline.relayed"
LONGEST_NUMBER = 120


@dataclass(frozen=True)
class Relayed:
    """A demand that came from outside.

    Attributes:
        id: by which the outside reads it.
        token: gives the id; the row's own id.
        ask_number: by which the caller asks how far it has got.
        case_number: the case's own number.
    """

    id: UUID
    token: UUID
    ask_number: str
    case_number: str


def demand_relay(
    actor: Actor, demand: Demand, origin: Origin, *, per_day: float | None = None, photos: Sequence[bytes] = (),
    now: datetime,
) -> Relayed:  # fmt: skip
    """Take a demand that a program or platform sends, once per number of its own.

    Args:
        actor: the hotline itself for a platform, or the hat of a program that may relay.
        demand: what is demanded; its key is made here, from the sender and its number, and can be guessed by nobody.
        origin: who sends it under which number.
        per_day: demands that this sender may send in a day; None does not count.
        photos: pictures, checked by the hotline before a unit sees them.
        now: the instant; aware.

    Raises:
        HotlineRefused, KeyReused, FileRefusedError: as ``demand_tell``; or the hat may not relay, or no number.
    """
    if actor != HOTLINE and not may(actor, RELAY):
        raise HotlineRefused("这个令牌没有代收诉求的职责。", "actor")
    if not origin.number or len(origin.number) > LONGEST_NUMBER:
        raise HotlineRefused(f"对方编号要写，最多 {LONGEST_NUMBER} 个字。", "number")
    key = blind(f"{origin.sender}\n{origin.number}", purpose=KEY_PURPOSE)
    counted = "" if per_day is None or _known(origin) else origin.sender
    with transaction.atomic():
        made = replace(demand, key=key, relayed=True, platform=channel_in(origin.sender))
        taken = demand_tell(actor, made, photos=photos, address=counted, per_day=per_day, now=now)
        row = _kept(origin, taken.case_id, now)
        with as_actor(HOTLINE):
            held = HotlineDemand.objects.get(case_id=taken.case_id)
    return Relayed(held.id, row.id, taken.ask_number, taken.case_number)


def _known(origin: Origin) -> bool:
    """Whether this number came before: sending it again counts for nothing."""
    with as_actor(HOTLINE):
        return HotlineRelayed.objects.filter(sender=origin.sender, number=origin.number).exists()


def _kept(origin: Origin, case_id: UUID, now: datetime) -> HotlineRelayed:
    told = {"case_id": case_id, "media_url": origin.media_url, "at": now}
    with as_actor(HOTLINE):
        row, _ = HotlineRelayed.objects.get_or_create(
            sender=origin.sender, number=origin.number, defaults=told
        )
    return row
