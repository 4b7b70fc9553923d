"""The adapters in use, by id; each binds itself."""

from yiwang.engines.externals.domain.errors import NoGateway
from yiwang.engines.externals.domain.gateway import Gateway
from yiwang.engines.externals.pure import ExternalSystem

_gateways: dict[str, Gateway] = {}


def gateway_use(gateway: Gateway) -> None:
    """Speak to systems that name this gateway through it from now on; its adapter calls this once."""
    _gateways[gateway.id] = gateway


def gateway_of(system: ExternalSystem) -> Gateway:
    """Who speaks to a system. Raises NoGateway."""
    if system.gateway not in _gateways:
        raise NoGateway(system.title)
    return _gateways[system.gateway]
