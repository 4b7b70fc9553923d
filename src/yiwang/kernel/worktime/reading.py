"""A clock as a plain value: what happened to it.

A reading keeps facts only, the start and the pauses. What is due and what is spent follow from them and a
calendar, so that a calendar published later can be applied to clocks that already run. Laws:
``resume(pause(c, t), t) == c``; what is spent never shrinks, also not by a pause.
"""

from dataclasses import dataclass
from datetime import datetime

from yiwang.kernel.replacing import replace

from .arithmetic import Due, Pause, due, elapsed
from .calendar import CalendarError, WorkCalendar
from .units import Limit


class ClockError(ValueError):
    """An act that this clock cannot take now; the sentence says why."""


@dataclass(frozen=True)
class ClockReading:
    """A clock at one moment of its life.

    Attributes:
        limit: how long it may run.
        started_at: the instant of receipt; its day is not counted.
        pauses: the pauses that are over, in order.
        paused_at: when the running pause began; None while the clock runs.
    """

    limit: Limit
    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    paused_at: datetime | None = None

    def due(self, calendar: WorkCalendar) -> Due | None:
        """When it falls due; None while it is paused."""
        if self.paused_at is not None:
            return None
        return due(self.started_at, self.limit, calendar, self.pauses)

    def spent(self, now: datetime, calendar: WorkCalendar) -> int:
        """How many units of its limit have gone by ``now``, pauses left out."""
        until = now if self.paused_at is None else min(now, self.paused_at)
        return elapsed(self.started_at, until, self.limit.unit, calendar, self.pauses)

    def mark(self, percent: int, calendar: WorkCalendar) -> Due | None:
        """When so many hundredths of its limit (whole units, rounded down) have gone.

        None while it is paused.
        """
        part = Limit(self.limit.value * percent // 100, self.limit.unit)
        return replace(self, limit=part).due(calendar)


def start(limit: Limit, at: datetime) -> ClockReading:
    """A clock that starts at an instant.

    Raises:
        CalendarError: the instant has no zone.
    """
    _aware(at)
    return ClockReading(limit, at)


def pause(clock: ClockReading, at: datetime) -> ClockReading:
    """The clock stopped at an instant: units that close after it do not count any more.

    Raises:
        ClockError: it is paused already, or the instant lies before its start or its last pause.
    """
    _aware(at)
    if clock.paused_at is not None:
        raise ClockError("时钟已经暂停，不能再次暂停。")
    if at < (clock.pauses[-1][1] if clock.pauses else clock.started_at):
        raise ClockError("暂停时间早于时钟的开始或上一次恢复，请核对时间。")
    return replace(clock, paused_at=at)


def resume(clock: ClockReading, at: datetime) -> ClockReading:
    """The clock running again from an instant: units that close after it count.

    Raises:
        ClockError: it is not paused, or the instant lies before the pause.
    """
    _aware(at)
    if clock.paused_at is None:
        raise ClockError("时钟没有暂停，无须恢复。")
    if at < clock.paused_at:
        raise ClockError("恢复时间早于暂停时间，请核对时间。")
    over = () if at == clock.paused_at else ((clock.paused_at, at),)
    return replace(clock, pauses=clock.pauses + over, paused_at=None)


def _aware(at: datetime) -> None:
    if at.tzinfo is None:
        raise CalendarError("时间缺少时区，请写成 2026-09-30T16:50+08:00 这样带时区的时间。")
