"""The stand-in's signature over an order, under the site's own key; a city's own adapter checks the platform's."""

from typing import Any

from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.kernel.wire import Signed
from yiwang.nets.service.hotline.pure import ChannelOrder, OrderForged

PURPOSE = "channels.stand_in"
_TEXTS = ("number", "kind", "category", "title", "words", "place", "division", "name", "phone")


def signed(channel: str, order: ChannelOrder) -> Signed:
    """An order as it goes over the wire; the platform's name is under the signature too."""
    return site_signed({"channel": channel, **vars(order)}, purpose=PURPOSE)


def opened(channel: str, held: Signed) -> ChannelOrder:
    """What a message says. Raises OrderForged if one byte is not as it was signed, or it is another platform's."""
    try:
        return _order(channel, site_opened(held, purpose=PURPOSE))
    except (ValueError, KeyError, TypeError) as error:
        raise OrderForged from error


def _order(channel: str, told: dict[str, Any]) -> ChannelOrder:
    if told["channel"] != channel:
        raise ValueError("channel")
    return ChannelOrder(**{name: str(told[name]) for name in _TEXTS}, keep_secret=told["keep_secret"] is True)
