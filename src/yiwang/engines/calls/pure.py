"""Calls without Django: what a pack says of a centre, and what an exchange says and does. Others enter here."""

from .definitions import CALL_CENTRE, DEMO_CALLS, Alarm, CallCentre
from .domain.exchange import KINDS, SOUND, EventForged, EventMalformed, Exchange, ExchangeSilent, Happening

__all__ = [
    "CALL_CENTRE",
    "DEMO_CALLS",
    "KINDS",
    "SOUND",
    "Alarm",
    "CallCentre",
    "EventForged",
    "EventMalformed",
    "Exchange",
    "ExchangeSilent",
    "Happening",
]
