"""A demand told on a page, signed in or not: held off where one address sends too many, otherwise as any other."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from yiwang.foundations.keys.public import blind
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..models import HotlineKnock
from ..policies import HOTLINE
from ..selectors.rules import rules_in_force
from .opening import Taken, demand_open

ADDRESS_PURPOSE = "hotline.address"
DAY = timedelta(days=1)
TOO_MANY = "too_many"
"""The field of the refusal of a flood: no field of any form."""


def demand_tell(
    actor: Actor, demand: Demand, *, photos: Sequence[bytes] = (), voices: Sequence[bytes] = (), address: str,
    per_day: float | None = None, now: datetime,
) -> Taken:  # fmt: skip
    """Take what somebody tells on a page or through a program, all or nothing.

    Args:
        actor: somebody signed in, a stranger, or a program.
        demand: what is demanded.
        photos: pictures that go with it.
        voices: what was said.
        address: network address or program it came from, for counting; "" if not known.
        per_day: how many it may send in a day; as many as a page takes unless given.
        now: the instant; aware.

    Raises:
        HotlineRefused: as ``demand_open``; or too many came from this address within a day.
        KeyReused, FileRefusedError: as ``demand_open``.
    """
    with transaction.atomic():
        if address:
            _knocked(blind(address, purpose=ADDRESS_PURPOSE), per_day, now)
        return demand_open(actor, demand, photos=photos, voices=voices, now=now)


def _knocked(address: str, per_day: float | None, now: datetime) -> None:
    """Count this address's demands of a day. Nothing here leads from an address to a demand."""
    limit = rules_in_force().web_per_day.value if per_day is None else per_day
    with as_actor(HOTLINE):
        HotlineKnock.objects.filter(at__lt=now - DAY).delete()
        if HotlineKnock.objects.filter(address=address, at__gte=now - DAY).count() >= limit:
            raise HotlineRefused("从这里今天提交的诉求太多了。请拨打 12345，或者明天再来。", TOO_MANY)
        HotlineKnock.objects.create(address=address, at=now)
