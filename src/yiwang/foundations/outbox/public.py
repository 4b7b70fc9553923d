"""The one queue: messages written in the transaction of an act, delivered after it at least once.

Others enter here; inside an act, and in ``ready()``::

    outbox_put("case.closed", f"case.closed:{case.id}:{event.seq}", {"case": str(case.id)})   # inside the act
    subscribe("case.closed", "notices", tell_applicant)                                       # in ready()
"""

from .pure import MAX_ATTEMPTS
from .selectors import JobRun, OutboxState, Poisoned, heartbeats, jobs_last, outbox_poisoned, outbox_state
from .services import (
    Message,
    heartbeat_beat,
    job_ended,
    job_started,
    outbox_drain,
    outbox_prune,
    outbox_put,
    outbox_retry,
    subscribe,
)

__all__ = [
    "MAX_ATTEMPTS",
    "JobRun",
    "Message",
    "OutboxState",
    "Poisoned",
    "heartbeat_beat",
    "heartbeats",
    "job_ended",
    "job_started",
    "jobs_last",
    "outbox_drain",
    "outbox_poisoned",
    "outbox_prune",
    "outbox_put",
    "outbox_retry",
    "outbox_state",
    "subscribe",
]
