"""When things happened in a story: so many working days before today, or after the application."""

from datetime import date, datetime, timedelta

from yiwang.kernel.worktime import WorkCalendar

_DAY = timedelta(days=1)


class StoryTime:
    """The days of one story. Instants never go back, and never lie after now.

    Attributes:
        last: the instant of what happened last.
    """

    def __init__(self, calendar: WorkCalendar, now: datetime, days_ago: int, at: str) -> None:
        self._calendar, self._now = calendar, now
        self._first = _working(calendar, calendar.local(now).date(), -days_ago)
        self.last = self.opened = min(now, self._instant(self._first, at))

    def at(self, day: int, time: str) -> datetime:
        """The instant so many working days after the application; at once if it would lie before the last."""
        planned = self._instant(_working(self._calendar, self._first, day), time)
        self.last = max(self.last, min(planned, self._now))
        return self.last

    def caught_up(self, now: datetime) -> None:
        """Something was made just now; what follows cannot have happened before."""
        self._now = self.last = max(self.last, now)

    def _instant(self, day: date, time: str) -> datetime:
        hour, minute = time.split(":")
        return self._calendar.instant(day.toordinal(), int(hour) * 60 + int(minute))


def _working(calendar: WorkCalendar, day: date, count: int) -> date:
    """The ``count``-th working day after (or before) a day; for 0 the day itself, or the one before it that works."""
    while not calendar.is_working(day):
        day -= _DAY
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day
