"""The adapters in use, by id; each binds itself."""

from yiwang.engines.externals.domain.errors import NoGateway
from yiwang.engines.externals.domain.gateway import Gateway
from yiwang.engines.externals.pure import ExternalSystem, PartnerGateway
from yiwang.engines.externals.selectors import partners_telling
from yiwang.engines.tellings.pure import RecipientRefused, RecipientSilent

_gateways: dict[str, Gateway] = {}
_partners: dict[str, PartnerGateway] = {}


def gateway_use(gateway: Gateway) -> None:
    """Speak to systems that name this gateway through it from now on; its adapter calls this once."""
    _gateways[gateway.id] = gateway


def gateway_of(system: ExternalSystem) -> Gateway:
    """Who speaks to a system. Raises NoGateway."""
    if system.gateway not in _gateways:
        raise NoGateway(system.title)
    return _gateways[system.gateway]


def partner_use(gateway: PartnerGateway) -> None:
    """Tell partners that name this gateway through it from now on; its adapter calls this once."""
    _partners[gateway.id] = gateway


def partner_bound(gateway: str) -> PartnerGateway | None:
    """The adapter of this id, if one has bound itself."""
    return _partners.get(gateway)


def partner_gateway(partner: str) -> tuple[PartnerGateway, str]:
    """Who tells a partner, and where.

    Raises:
        RecipientRefused: the pack does not say any more that it is told.
        RecipientSilent: its adapter is not bound.
    """
    held = partners_telling().get(partner)
    if held is None or held.tells is None:
        raise RecipientRefused("协议里不再写明怎样告诉对方；对方自己来问。")
    gateway = partner_bound(held.tells.gateway)
    if gateway is None:
        raise RecipientSilent("还没有接上对方的系统；接上以后自动补送。")
    return gateway, held.tells.address
