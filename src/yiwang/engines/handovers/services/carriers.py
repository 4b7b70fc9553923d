"""The carriers in use, one per way; their adapters bind them."""

from yiwang.engines.handovers.domain.carrier import Carrier
from yiwang.engines.handovers.domain.errors import NoCarrier
from yiwang.kernel.actor import system_actor

KEEPER = system_actor("handovers")
"""Under whose scope hand-overs are written: people and units read them, and write only through these acts."""

EFFECT = system_actor("effect")
"""The hat under which hand-overs act on cases."""

_carriers: dict[str, Carrier] = {}


def carrier_use(carrier: Carrier) -> None:
    """Send that carrier's way through it from now on; its adapter calls this once."""
    _carriers[carrier.way] = carrier


def carrier_for(way: str) -> Carrier:
    """The carrier of a way. Raises NoCarrier."""
    if way not in _carriers:
        raise NoCarrier
    return _carriers[way]


def carrier_of(carrier_id: str) -> Carrier:
    """The carrier of that id. Raises NoCarrier."""
    found = next((one for one in _carriers.values() if one.id == carrier_id), None)
    if found is None:
        raise NoCarrier
    return found


def ways_open() -> frozenset[str]:
    """The ways for which somebody carries."""
    return frozenset(_carriers)
