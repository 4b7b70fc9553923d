"""What may happen to a ticket, in which order tickets are called, and how long one waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

WAITING, CALLED, PARKED, PASSED, DONE = "waiting", "called", "parked", "passed", "done"

STATES: Final = {WAITING: "等候", CALLED: "办理中", PARKED: "暂离", PASSED: "过号", DONE: "办结"}

OPEN: Final = (WAITING, CALLED, PARKED)
"""States in which somebody still expects to be served."""

RETURNED, BOOKED, ORDINARY = 0, 1, 2
"""Who goes first: who only fetched a copy, then who had an appointment, then the others."""


@dataclass(frozen=True)
class Move:
    """An act on a ticket: from which states, to which, and what it is called."""

    before: tuple[str, ...]
    after: str
    label: str
    past: str


MOVES: Final[Mapping[str, Move]] = {
    "recall": Move((CALLED,), CALLED, "再叫一次", "recalled"),
    "pass": Move((CALLED,), PASSED, "过号", "passed"),
    "park": Move((CALLED,), PARKED, "暂离", "parked"),
    "return": Move((PARKED, PASSED), WAITING, "回来了", "returned"),
    "finish": Move((CALLED,), DONE, "办结", "finished"),
}


class QueueRefused(Exception):
    """Something that cannot be done at the queue now; the sentence says why and what to do."""


def moved(state: str, act: str, label: str) -> str:
    """The state after an act.

    Raises:
        QueueRefused: the ticket is not in a state for it; somebody else may have been quicker.
    """
    move = MOVES.get(act)
    if move is None:
        raise QueueRefused("没有这个操作，请刷新页面。")
    if state not in move.before:
        raise QueueRefused(f"{label} 号现在是“{STATES[state]}”，不能“{move.label}”。请刷新后再看。")
    return move.after


def rank_after_return(state: str) -> int:
    """Who parked goes first; who missed the call queues with the others from now on."""
    return RETURNED if state == PARKED else ORDINARY


def ticket_label(prefix: str, number: int) -> str:
    """The ticket as people read it: A007."""
    return f"{prefix}{number:03d}"


def waiting_minutes(ahead: int, minutes: int, counters: int) -> int:
    """About how long one waits: so many ahead, so many minutes each, shared by the counters that are open.

    >>> waiting_minutes(5, 10, 2)
    30
    """
    return ceil(ahead / max(counters, 1)) * minutes
