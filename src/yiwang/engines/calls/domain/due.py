"""Until when somebody who was not answered is called back: the same day, or the next morning if the day is over."""

from datetime import datetime, time, timedelta


def call_back_due(at: datetime, *, until: time, morning: time) -> datetime:
    """When somebody is to have been called back.

    Args:
        at: when it was missed, in the city's zone.
        until: the hour of the day until which people are called.
        morning: what was missed after it is due at this hour of the next day.
    """
    today = datetime.combine(at.date(), until, at.tzinfo)
    if at < today:
        return today
    return datetime.combine(at.date() + timedelta(days=1), morning, at.tzinfo)
