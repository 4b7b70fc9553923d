"""What the worker does now and then: turns, those that are kept as jobs, and how it ends in the middle of one."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from yiwang.foundations.outbox.public import job_ended, job_started

log = logging.getLogger("yiwang.worker")
GRACE, AGAIN, LOOK = 10.0, 5.0, 1.0
"""Seconds of waiting until the statement at hand is cancelled, until it is again, and between looks whether to end."""


class Every:
    """Runs something at most every so many seconds."""

    def __init__(self, seconds: float, run: Callable[[], object]) -> None:
        self.seconds, self.run, self.last = seconds, run, -seconds

    def due(self) -> None:
        """Run it if its time has come; a failure waits for the next time too, and holds up nothing else.

        Raises:
            django.db.Error: the database is away, for whatever else is to be done as well.
        """
        if time.monotonic() - self.last < self.seconds:
            return
        self.last = time.monotonic()
        try:
            self.run()
        except Error:
            raise
        except Exception:
            log.exception("turn failed")


class Job(Every):
    """A turn that somebody will ask about: when it last began, how long it took and how it ended is kept.

    Of several workers one runs it, each in its time.
    """

    def __init__(
        self, name: str, seconds: float, run: Callable[[], object], stopping: threading.Event
    ) -> None:
        super().__init__(seconds, self._kept)
        self._name, self._work, self._stopping = name, run, stopping

    def _kept(self) -> None:
        number, outcome = job_started(self._name, timedelta(seconds=self.seconds)), "failed"
        if number is None:
            return
        try:
            self._work()
            outcome = "done"
        finally:
            job_ended(self._name, number, "stopped" if self._stopping.is_set() else outcome)


def cancel_when_stopping(stopping: threading.Event, ended: threading.Event) -> threading.Thread:
    """Have a statement that outlasts the worker's grace cancelled: its transaction is undone, and done another day.

    Between batches the turns look at ``stopping`` themselves; this is for one statement that goes on and on.
    """
    held = connections[DEFAULT_DB_ALIAS]  # this thread's own: another thread would get another
    thread = threading.Thread(target=_cancel, args=(held, stopping, ended), daemon=True, name="canceller")
    thread.start()
    return thread


def _cancel(held: BaseDatabaseWrapper, stopping: threading.Event, ended: threading.Event) -> None:
    while not stopping.wait(LOOK):
        if ended.is_set():
            return
    wait = GRACE
    while not ended.wait(wait):
        wait, running = AGAIN, held.connection
        try:
            if running is not None:
                running.cancel_safe(timeout=AGAIN)
                log.warning("statement cancelled")
        except Exception:  # the connection may be gone by now; the next time it is looked at again
            log.exception("statement not cancelled")
