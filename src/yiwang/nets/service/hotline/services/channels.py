"""Platforms outside: what they send becomes a demand under their number, and they are told each status in its order.

A status waits in a row of its own until the platform has taken it; those after it wait behind it. What is refused is
tried again later and later, and stands on a page until it went through.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yiwang.engines.cases.public import CaseMoved, KeyReused, OpeningError
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.waiting import wait_after
from yiwang.kernel.wire import Signed

from ..domain.channels import ChannelGateway, ChannelOrder, ChannelSilent, OrderForged, StatusTold
from ..domain.demand import Caller, Demand
from ..domain.errors import HotlineRefused
from ..domain.shared import Origin
from ..models import HotlineRelayed, HotlineStatus
from ..policies import DISPATCH, HOTLINE, may
from ..pure import OutsideChannel
from ..selectors.channels import case_number_of, channel_in, channel_of, channels_in_force, sender_of
from ..selectors.seat import places_named
from ..selectors.sharing import published
from .relaying import demand_relay

TOPIC = "hotline.status"
FIRST, LAST = timedelta(minutes=1), timedelta(hours=12)
"""How long after a first refusal a status is told again, and the longest that it waits; doubled each time between."""

AT_ONCE = 200
_gateways: dict[str, ChannelGateway] = {}


def channel_use(gateway: ChannelGateway) -> None:
    """Speak to platforms that name this gateway through it from now on; its adapter calls this once."""
    _gateways[gateway.id] = gateway


def order_take(channel: str, signed: Signed, *, now: datetime) -> str:
    """Take a platform's message: the case's number, the same for the same message again.

    Raises:
        OrderForged: no such platform, or not its signature.
        HotlineRefused: it cannot be a demand, or its number was used for something else.
    """
    held, gateway = channels_in_force().get(channel), _gateway(channel)
    if held is None or gateway is None:
        raise OrderForged
    order = gateway.read(channel, signed)
    try:
        taken = demand_relay(HOTLINE, _demand(held, order), Origin(sender_of(channel), order.number), now=now)
    except (KeyReused, OpeningError) as error:
        raise HotlineRefused(str(error)) from error
    return taken.case_number


def status_moved(moved: CaseMoved, *, now: datetime) -> None:
    """Keep the status of a platform's demand that moved, and have it told; the same move again changes nothing."""
    with transaction.atomic(), as_actor(HOTLINE):
        relayed = HotlineRelayed.objects.select_for_update().filter(case_id=moved.case_id).first()
        held = channel_of(relayed.sender) if relayed else None
        word = held.statuses.get(moved.to_state) if held else None
        if relayed is None or word is None or relayed.statuses.filter(event=moved.seq).exists():
            return
        seq = relayed.statuses.count() + 1
        public = published(world())[moved.to_state][1]
        told = {"word": word, "public": public, "at": now, "next_at": now}
        HotlineStatus.objects.create(relayed=relayed, seq=seq, event=moved.seq, **told)
        outbox_put(TOPIC, f"{TOPIC}:{relayed.id}:{seq}", {"relayed": str(relayed.id)})


def statuses_tell(relayed_id: UUID, *, now: datetime) -> int:
    """Tell a platform what waits of one demand, in order, up to the first it does not take; returns how many went."""
    with transaction.atomic(), as_actor(HOTLINE):
        relayed = HotlineRelayed.objects.select_for_update().get(id=relayed_id)
        told = 0
        for status in relayed.statuses.filter(told_at=None).order_by("seq"):
            if not _told(relayed, status, now):
                break
            told += 1
    return told


def statuses_tell_due(now: datetime) -> int:
    """Tell again what platforms did not take, as far as its time has come; returns how many went through."""
    with as_actor(HOTLINE):
        due = HotlineStatus.objects.filter(told_at=None, tries__gt=0, next_at__lte=now)
        keys = list(due.order_by("next_at").values_list("relayed_id", flat=True).distinct()[:AT_ONCE])
    return sum(statuses_tell(key, now=now) for key in dict.fromkeys(keys))


def status_again(actor: Actor, relayed_id: UUID, *, now: datetime) -> bool:
    """Tell a platform again at once what it did not take; returns whether all of it went through.

    Raises:
        HotlineRefused: not this hat's, or nothing of it waits.
    """
    if not may(actor, DISPATCH):
        raise HotlineRefused("您现在的岗位不管外部平台的回传。")
    with as_actor(HOTLINE):
        waiting = HotlineStatus.objects.filter(relayed_id=relayed_id, told_at=None)
        if not waiting.exists():
            raise HotlineRefused("没有等着回传的状态，请刷新。")
        audit_record(actor, "hotline.status.again", f"hotline.relayed:{relayed_id}", {}, now=now)
    statuses_tell(relayed_id, now=now)
    with as_actor(HOTLINE):
        return not waiting.exists()


def _gateway(channel: str) -> ChannelGateway | None:
    held = channels_in_force().get(channel)
    return _gateways.get(held.gateway) if held else None


def _demand(held: OutsideChannel, order: ChannelOrder) -> Demand:
    """A platform's order as a demand: its words for type and category as the pack reads them."""
    caller = Caller(order.name, order.phone, not order.phone, order.keep_secret)
    division = order.division if order.division in places_named().values() else ""
    return Demand(
        key="", type=held.types.get(order.kind, held.usual),
        category=held.categories.get(order.category, held.usual_category), title=order.title, words=order.words,
        division=division, place=order.place, channel=held.channel, line=held.line, caller=caller,
    )  # fmt: skip


def _told(relayed: HotlineRelayed, status: HotlineStatus, now: datetime) -> bool:
    channel = channel_in(relayed.sender)
    gateway, our_number = _gateway(channel), case_number_of(relayed.case_id)
    said = StatusTold(relayed.number, our_number, status.seq, status.word, status.public, status.at)
    status.tries += 1
    try:
        if gateway is None:
            raise ChannelSilent("还没有接上这个平台；接上以后自动补送。")
        gateway.tell(channel, said)
        status.told_at, status.trouble = now, ""
    except ChannelSilent as silent:
        status.trouble = str(silent)[:200]
        status.next_at = now + wait_after(status.tries, first=FIRST, longest=LAST)
    status.save(update_fields=["told_at", "tries", "trouble", "next_at"])
    return status.told_at is not None
