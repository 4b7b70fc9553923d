"""Working time: limits, calendars, when something falls due, how much has gone, and pauses.

See ``arithmetic``.
"""

from .arithmetic import Due, Pause, due, elapsed
from .calendar import CalendarError, Day, Interval, WorkCalendar, minutes
from .published import published_calendar
from .reading import ClockError, ClockReading, pause, resume, start
from .units import Limit, LimitError, Unit

__all__ = [
    "CalendarError",
    "ClockError",
    "ClockReading",
    "Day",
    "Due",
    "Interval",
    "Limit",
    "LimitError",
    "Pause",
    "Unit",
    "WorkCalendar",
    "due",
    "elapsed",
    "minutes",
    "pause",
    "published_calendar",
    "resume",
    "start",
]
