"""The calendar in force, and the zone by which its days begin."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from yiwang.foundations.releases.public import world
from yiwang.kernel.worktime import WorkCalendar

from .pure import calendar_of


def calendar_current(calendar_id: str | None = None) -> WorkCalendar:
    """The calendar of this id in the release in force; without an id the default one.

    Raises:
        UnknownDefinition: no calendar has this id.
    """
    return calendar_of(world(), calendar_id or "")


def zone_current() -> ZoneInfo:
    """The zone of the pack in force, by which local days begin and instants are shown.

    Raises:
        NoRelease: nothing has been applied yet.
    """
    return ZoneInfo(world().pack.zone)


def local_instant(day: date, at: time = time.min) -> datetime:
    """The instant of a local time of day, the first of the day by itself; in the zone that is entered.

    Args:
        day: a local day.
        at: a time on it, without a zone.
    """
    return timezone.make_aware(datetime.combine(day, at))


def local_days(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first instant of a day to the first after another; in the zone that is entered."""
    return local_instant(first), local_instant(last + timedelta(days=1))
