"""Tables of the window."""

from .queue import Booking, CounterSession, Ticket

__all__ = ["Booking", "CounterSession", "Ticket"]
