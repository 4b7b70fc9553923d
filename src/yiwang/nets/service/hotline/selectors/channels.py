"""Platforms outside: which there are, and what of their demands they have not been told yet."""

from collections.abc import Mapping

from django.db.models import Count

from yiwang.engines.tellings.public import untold_by_recipient
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineRelayed
from ..policies import DISPATCH, HOTLINE, may
from ..pure import OutsideChannel
from .rules import outside_found

CHANNEL, KIND = "channel:", "channel"
"""How senders that are platforms begin, and their kind among those who are told."""


def sender_of(channel: str) -> str:
    """What a platform is called where demands are kept."""
    return f"{CHANNEL}{channel}"


def channel_in(sender: str) -> str:
    """The id of the platform that a sender is; "" for a program."""
    return sender.removeprefix(CHANNEL) if sender.startswith(CHANNEL) else ""


def channel_of(sender: str) -> OutsideChannel | None:
    """The platform that sent a demand; None for a program, and for a platform that the pack no longer has."""
    return channels_in_force().get(channel_in(sender))


def channels_in_force() -> Mapping[str, OutsideChannel]:
    """The pack's platforms by id."""
    held = outside_found()
    return held.channels if held else {}


def counts_by_channel(actor: Actor) -> list[tuple[str, int, int]]:
    """Each platform: its name, the demands it sent, the statuses that it has not been told as far as one sees them."""
    if not may(actor, DISPATCH):
        return []
    with as_actor(HOTLINE):
        rows = HotlineRelayed.objects.filter(sender__startswith=CHANNEL).order_by()
        sent = dict(rows.values_list("sender").annotate(Count("id")))
    untold = untold_by_recipient(actor, KIND)
    held = channels_in_force().items()
    return [(one.label, sent.get(sender_of(key), 0), untold.get(key, 0)) for key, one in held]
