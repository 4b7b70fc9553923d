"""Tables of the window."""

from .attending import Attendance, MaterialCheck
from .custody import HandOver, Paper, ShiftChange
from .partner import PartnerAcceptance
from .queue import Booking, CounterSession, Ticket

__all__ = [
    "Attendance",
    "Booking",
    "CounterSession",
    "HandOver",
    "MaterialCheck",
    "Paper",
    "PartnerAcceptance",
    "ShiftChange",
    "Ticket",
]
