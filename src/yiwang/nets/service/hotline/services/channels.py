"""Platforms outside: what they send becomes a demand under their number; they are told each status in their words."""

from datetime import datetime

from django.utils.translation import gettext as _

from yiwang.engines.cases.public import CaseMoved, KeyReused, OpeningError, access_case, case_units
from yiwang.engines.tellings.public import RecipientRefused, RecipientSilent, Status, Told, telling_keep
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from ..domain.channels import ChannelGateway, ChannelOrder, OrderForged
from ..domain.demand import Caller, Demand
from ..domain.errors import HotlineRefused
from ..domain.shared import Origin
from ..models import HotlineRelayed
from ..policies import DISPATCH, HOTLINE
from ..pure import OutsideChannel
from ..selectors.channels import KIND, channel_in, channel_of, channels_in_force, sender_of
from ..selectors.seat import places_named
from ..selectors.sharing import published
from .relaying import demand_relay

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


class Platforms:
    """Platforms as those who are told; who dispatches at the hotline looks after what they do not take."""

    kind, may = KIND, DISPATCH

    def title(self, recipient: str) -> str:
        """The platform's name."""
        held = channels_in_force().get(recipient)
        return held.label if held else recipient

    def number_label(self, recipient: str) -> str:
        """What its number is called."""
        held = channels_in_force().get(recipient)
        return held.number_label if held else _("对方编号")

    def tell(self, recipient: str, told: Told) -> None:
        """Tell it by its adapter. Raises RecipientSilent, RecipientRefused."""
        if recipient not in channels_in_force():
            raise RecipientRefused("热线对外的定义里没有这个平台了；对方自己来问。")
        gateway = _gateway(recipient)
        if gateway is None:
            raise RecipientSilent("还没有接上这个平台；接上以后自动补送。")
        gateway.tell(recipient, told)


def status_moved(moved: CaseMoved, *, now: datetime) -> None:
    """Have the platform told the status of its demand that moved; the same move again changes nothing."""
    with as_actor(HOTLINE):
        relayed = HotlineRelayed.objects.filter(case_id=moved.case_id).first()
        held = channel_of(relayed.sender) if relayed else None
        word = held.statuses.get(moved.to_state) if held else None
        if relayed is None or word is None:
            return
        case = access_case(HOTLINE, moved.case_id)
        intake = case_units(case.id, "intake")
    channel, unit = channel_in(relayed.sender), intake[0] if intake else case.owner_unit_id
    told = {"word": word, "sentence": published(world())[moved.to_state][1]}
    telling_keep(
        Status(KIND, channel, case.id, case.number, relayed.number, unit, moved.seq, **told), now=now
    )


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
