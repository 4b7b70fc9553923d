"""The stand-in for platforms: a book and a page to press on. It takes each status once, unless told to refuse them."""

import secrets
from datetime import datetime
from typing import Final

from yiwang.engines.tellings.public import RecipientRefused, Told
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed
from yiwang.nets.service.hotline.public import order_take
from yiwang.nets.service.hotline.pure import ChannelOrder

from . import signing
from .models import DemoOrder

STAND_IN: Final = system_actor("demo-channels")


class DemoPlatform:
    """A platform that sends what somebody presses, and keeps the statuses it is told."""

    id = "demo-channels"
    title = "演示平台"
    is_demo = True

    def read(self, channel: str, signed: Signed) -> ChannelOrder:
        """What a message says, if it is ours."""
        return signing.opened(channel, signed)

    def tell(self, channel: str, told: Told) -> None:
        """Keep a status, once for its place in the row; one that comes after a later one is outdated."""
        with as_actor(STAND_IN):
            mine = DemoOrder.objects.select_for_update().filter(number=told.their_number, channel=channel)
            row = mine.first()
            if row is None or row.refuses:
                raise RecipientRefused("演示平台没有收：页面上选了不收，或者没有这个编号。")
            if told.seq > max((one.get("seq", 0) for one in row.statuses), default=0):
                kept = {
                    "seq": told.seq,
                    "word": told.word,
                    "public": told.sentence,
                    "at": told.at.isoformat(),
                }
                row.statuses = [*row.statuses, kept]
                row.save(update_fields=["statuses"])


def order_send(channel: str, order: ChannelOrder, now: datetime) -> DemoOrder:
    """Somebody sent a demand from the stand-in's page: it is noted there and goes over as a signed message.

    Raises:
        HotlineRefused: the hotline does not take it; then it is not noted either.
    """
    number = f"DEMO{secrets.token_hex(6).upper()}"
    made = ChannelOrder(**{**vars(order), "number": number})
    taken = order_take(channel, signing.signed(channel, made), now=now)
    with as_actor(STAND_IN):
        return DemoOrder.objects.create(
            number=number, channel=channel, title=made.title, our_number=taken, at=now
        )


def orders_of(channel: str) -> list[DemoOrder]:
    """The latest orders of a platform."""
    with as_actor(STAND_IN):
        return list(DemoOrder.objects.filter(channel=channel).order_by("-at")[:20])


def refuses_set(number: str, *, refuses: bool) -> None:
    """Have the stand-in refuse the statuses of an order, or take them again."""
    with as_actor(STAND_IN):
        DemoOrder.objects.filter(number=number).update(refuses=refuses)
