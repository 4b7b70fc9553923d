"""The exchange in use, which its adapter binds; what a seat asks of it, whether or not it answers."""

from collections.abc import Callable
from datetime import datetime

from yiwang.foundations.scope.public import as_actor

from ..definitions import CallCentre
from ..domain.exchange import EventForged, Exchange, ExchangeSilent
from ..models import CallPulse
from ..policies import KEEPER

_exchanges: list[Exchange] = []
NOBODY = "本站没有接电话交换机。"


def exchange_use(exchange: Exchange) -> None:
    """Speak with this exchange from now on; its adapter calls this once."""
    _exchanges.append(exchange)


def exchange_bound() -> Exchange | None:
    """The exchange in use."""
    return _exchanges[-1] if _exchanges else None


def exchange_must() -> Exchange:
    """The same. Raises EventForged where there is none: nobody can have signed anything."""
    if not _exchanges:
        raise EventForged
    return _exchanges[-1]


def exchange_there(centre: CallCentre, now: datetime) -> bool:
    """Whether the exchange works; without one, or while it is silent, seats work by hand."""
    held = exchange_bound()
    if held is None:
        return False
    with as_actor(KEEPER):
        pulse = CallPulse.objects.filter(centre=centre.id).first()
    return held.is_there(pulse.heard_at if pulse else None, centre.silence.delta, now)


def asked(ask: Callable[[Exchange], object]) -> str:
    """Ask the exchange to do something: "" if it was taken, else the sentence of what stood in the way."""
    held = exchange_bound()
    if held is None:
        return NOBODY
    try:
        ask(held)
    except ExchangeSilent as silent:
        return str(silent)
    return ""
