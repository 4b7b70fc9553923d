"""Hand-overs without Django: what a carrier must do, states and ways. Others enter here."""

from .domain.carrier import Accepted, Carrier, CarrierNotice, CarrierSilent, NoticeForged, Parcel
from .domain.states import CARRIED, PACES, WAYS

__all__ = [
    "CARRIED", "PACES", "WAYS", "Accepted", "Carrier", "CarrierNotice", "CarrierSilent", "NoticeForged", "Parcel",
]  # fmt: skip
