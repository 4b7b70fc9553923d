"""Tables of the window."""

from .attending import Attendance, MaterialCheck
from .custody import HandOver, Paper, ShiftChange
from .queue import Booking, CounterSession, Ticket

__all__ = [
    "Attendance",
    "Booking",
    "CounterSession",
    "HandOver",
    "MaterialCheck",
    "Paper",
    "ShiftChange",
    "Ticket",
]
