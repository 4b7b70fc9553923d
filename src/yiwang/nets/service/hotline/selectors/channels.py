"""Platforms outside: which there are, and what of their demands they have not been told yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineRelayed, HotlineStatus
from ..policies import DISPATCH, HOTLINE, may
from ..pure import DEFAULT, HOTLINE_OUTSIDE, OutsideChannel

CHANNEL = "channel:"
MOST = 100


@dataclass(frozen=True)
class StatusWaiting:
    """A status that a platform did not take: of which demand, how often it was tried, what stood in the way."""

    relayed: UUID
    channel: str
    number_label: str
    number: str
    our_number: str
    word: str
    tries: int
    trouble: str
    at: datetime
    next_at: datetime


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
    held = world().find(HOTLINE_OUTSIDE, DEFAULT)
    return held.channels if held else {}


def case_number_of(case_id: UUID) -> str:
    """The number of a demand's case."""
    return str(cases_visible_to(HOTLINE).values_list("number", flat=True).get(id=case_id))


def statuses_waiting(actor: Actor) -> list[StatusWaiting]:
    """What platforms did not take, the oldest first; of each demand the status that the others wait behind."""
    if not may(actor, DISPATCH):
        return []
    with as_actor(HOTLINE):
        rows = HotlineStatus.objects.filter(told_at=None, tries__gt=0).select_related("relayed")
        return [_waiting(row) for row in rows.order_by("at", "relayed_id", "seq")[:MOST]]


def counts_by_channel(actor: Actor) -> list[tuple[str, int, int]]:
    """Each platform: its name, the demands it sent, the statuses that it has not been told."""
    if not may(actor, DISPATCH):
        return []
    with as_actor(HOTLINE):
        return [
            (one.label, HotlineRelayed.objects.filter(sender=sender_of(key)).count(),
             HotlineStatus.objects.filter(relayed__sender=sender_of(key), told_at=None).count())
            for key, one in channels_in_force().items()
        ]  # fmt: skip


def _waiting(row: HotlineStatus) -> StatusWaiting:
    held = channel_of(row.relayed.sender)
    label = (held.label, held.number_label) if held else (row.relayed.sender, "对方编号")
    number = case_number_of(row.relayed.case_id)
    return StatusWaiting(
        row.relayed_id, *label, row.relayed.number, number, row.word, row.tries, row.trouble, row.at, row.next_at
    )  # fmt: skip
