"""Tables of calls. All are the worker's alone: pages read and write them by the acts and reads of this app."""

from .call import Call, CallCase, CallEvent, CallPulse
from .recording import CallRecording
from .seat import CallSeat
from .task import CallAttempt, CallTask

__all__ = [
    "Call",
    "CallAttempt",
    "CallCase",
    "CallEvent",
    "CallPulse",
    "CallRecording",
    "CallSeat",
    "CallTask",
]
