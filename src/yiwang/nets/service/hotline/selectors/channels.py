"""Platforms outside: which there are, and what of their demands they have not been told yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineRelayed, HotlineStatus
from ..policies import DISPATCH, HOTLINE, may
from ..pure import OutsideChannel
from .rules import outside_found

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
    held = outside_found()
    return held.channels if held else {}


def case_number_of(case_id: UUID) -> str:
    """The number of a demand's case."""
    return str(cases_visible_to(HOTLINE).values_list("number", flat=True).get(id=case_id))


def statuses_waiting(actor: Actor) -> list[StatusWaiting]:
    """What platforms did not take, the oldest first; of each demand the status that the others wait behind."""
    if not may(actor, DISPATCH):
        return []
    with as_actor(HOTLINE):
        held = HotlineStatus.objects.filter(told_at=None, tries__gt=0).select_related("relayed")
        rows = list(held.order_by("at", "relayed_id", "seq")[:MOST])
        cases = cases_visible_to(HOTLINE).filter(id__in={row.relayed.case_id for row in rows})
        numbers = dict(cases.values_list("id", "number"))
    return [_waiting(row, numbers[row.relayed.case_id]) for row in rows]


def counts_by_channel(actor: Actor) -> list[tuple[str, int, int]]:
    """Each platform: its name, the demands it sent, the statuses that it has not been told."""
    if not may(actor, DISPATCH):
        return []
    untold = Count("statuses", filter=Q(statuses__told_at=None))
    with as_actor(HOTLINE):
        rows = HotlineRelayed.objects.filter(sender__startswith=CHANNEL).values("sender").order_by()
        counted = rows.annotate(sent=Count("id", distinct=True), untold=untold)
        held = {row["sender"]: (row["sent"], row["untold"]) for row in counted}
    return [(one.label, *held.get(sender_of(key), (0, 0))) for key, one in channels_in_force().items()]


def _waiting(row: HotlineStatus, number: str) -> StatusWaiting:
    held = channel_of(row.relayed.sender)
    label = (held.label, held.number_label) if held else (row.relayed.sender, "对方编号")
    return StatusWaiting(
        row.relayed_id, *label, row.relayed.number, number, row.word, row.tries, row.trouble, row.at, row.next_at
    )  # fmt: skip
