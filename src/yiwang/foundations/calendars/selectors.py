"""The calendar in force."""

from yiwang.foundations.releases.public import world
from yiwang.kernel.worktime import WorkCalendar

from .pure import calendar_of


def calendar_current(calendar_id: str | None = None) -> WorkCalendar:
    """The calendar of this id in the release in force; without an id the default one.

    Raises:
        UnknownDefinition: no calendar has this id.
    """
    return calendar_of(world(), calendar_id or "")
