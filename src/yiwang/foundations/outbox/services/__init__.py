"""Acts of the queue: put, subscribe, drain, try again, prune."""

from .beating import heartbeat_beat
from .draining import outbox_drain
from .jobs import job_ended, job_started
from .putting import outbox_prune, outbox_put, outbox_retry
from .subscribing import Handler, Message, subscribe, subscribers_of

__all__ = [
    "Handler",
    "Message",
    "heartbeat_beat",
    "job_ended",
    "job_started",
    "outbox_drain",
    "outbox_prune",
    "outbox_put",
    "outbox_retry",
    "subscribe",
    "subscribers_of",
]
