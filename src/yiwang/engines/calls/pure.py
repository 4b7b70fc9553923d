"""Calls without Django: what a pack says of a centre, and what an exchange says and does. Others enter here."""

from .definitions import CALL_CENTRE, DEMO_CALLS, Alarm, CallCentre, SeatState, TransferLine
from .domain.errors import CallNotVisible, CallRefused
from .domain.exchange import (
    KINDS,
    SOUND,
    EventForged,
    EventMalformed,
    Exchange,
    ExchangeSilent,
    Happening,
    Kind,
)
from .domain.folding import ABANDONED, ANSWERED, ENDED, HELD, OPEN, RINGING, TALKING, VOICEMAIL

__all__ = [
    "ABANDONED",
    "ANSWERED",
    "CALL_CENTRE",
    "DEMO_CALLS",
    "ENDED",
    "HELD",
    "KINDS",
    "OPEN",
    "RINGING",
    "SOUND",
    "TALKING",
    "VOICEMAIL",
    "Alarm",
    "CallCentre",
    "CallNotVisible",
    "CallRefused",
    "EventForged",
    "EventMalformed",
    "Exchange",
    "ExchangeSilent",
    "Happening",
    "Kind",
    "SeatState",
    "TransferLine",
]
