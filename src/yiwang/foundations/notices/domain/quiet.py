"""Quiet hours: outside them at once, inside them when they end."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def quiet_until(now: datetime, start: time | None, end: time | None, zone: str) -> datetime | None:
    """When a message held back now may go out; None if it may go at once.

    Args:
        now: the instant.
        start: first quiet minute of the evening, local time; None: never quiet.
        end: first minute after the quiet; before ``start`` it is of the next morning.
        zone: the city's time zone.
    """
    if start is None or end is None or start == end:
        return None
    local = now.astimezone(ZoneInfo(zone))
    clock = local.time().replace(tzinfo=None)
    is_quiet = start <= clock < end if start < end else clock >= start or clock < end
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1 if start > end and clock >= start else 0)
    return datetime.combine(day, end, ZoneInfo(zone))
