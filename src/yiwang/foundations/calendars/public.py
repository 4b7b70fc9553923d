"""Working time as the pack in force defines it: duty hours, holidays, make-up days. Others enter here."""

from .definitions import CALENDAR
from .pure import calendar_of, work_calendar
from .selectors import calendar_current

__all__ = ["CALENDAR", "calendar_current", "calendar_of", "work_calendar"]
