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


def demand_tell(
    actor: Actor, demand: Demand, *, photos: Sequence[bytes] = (), address: str, now: datetime
) -> Taken:
    """Take what somebody tells on a page, all or nothing.

    Args:
        actor: somebody signed in, or a stranger.
        demand: what is demanded.
        photos: pictures that go with it.
        address: network address it came from, for counting; "" if not known.
        now: the instant; aware.

    Raises:
        HotlineRefused: as ``demand_open``; or too many came from this address within a day.
        KeyReused, FileRefusedError: as ``demand_open``.
    """
    with transaction.atomic():
        if address:
            _knocked(blind(address, purpose=ADDRESS_PURPOSE), now)
        return demand_open(actor, demand, photos=photos, now=now)


def _knocked(address: str, now: datetime) -> None:
    """Count this address's demands of a day. Nothing here leads from an address to a demand."""
    limit = rules_in_force().web_per_day.value
    with as_actor(HOTLINE):
        HotlineKnock.objects.filter(at__lt=now - DAY).delete()
        if HotlineKnock.objects.filter(address=address, at__gte=now - DAY).count() >= limit:
            raise HotlineRefused("这个网络今天提交的诉求太多了。请拨打 12345，或者明天再来。")
        HotlineKnock.objects.create(address=address, at=now)
