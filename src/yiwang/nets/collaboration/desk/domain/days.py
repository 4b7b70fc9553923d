"""Where a day ends on the site's clock."""

from datetime import datetime, time, timedelta

from yiwang.foundations.calendars.public import calendar_current


def day_end(now: datetime) -> datetime:
    """The midnight that ends the day of an instant."""
    zone = calendar_current().tzinfo
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, zone)
