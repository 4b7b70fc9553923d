"""Hand-overs without Django: what a carrier must do, states and ways. Others enter here."""

from .domain.carrier import Accepted, Carrier, CarrierNotice, CarrierSilent, NoticeForged, Parcel
from .domain.states import (
    CARRIED,
    ELECTRONIC,
    LOCKER,
    MOVES,
    PACES,
    PICKUP,
    POST,
    TOGETHER,
    WAYS,
    WORDS,
    may_become,
)

__all__ = [
    "CARRIED", "ELECTRONIC", "LOCKER", "MOVES", "PACES", "PICKUP", "POST", "TOGETHER", "WAYS", "WORDS", "Accepted",
    "Carrier", "CarrierNotice", "CarrierSilent", "NoticeForged", "Parcel", "may_become",
]  # fmt: skip
