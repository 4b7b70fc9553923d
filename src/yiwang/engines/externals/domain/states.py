"""States of an external step, and which may follow which."""

from collections.abc import Mapping

WAITING, SENT, RECEIVED, ANSWERED, UNKNOWN, CLOSED, RECALLING, RECALLED = (
    "waiting", "sent", "received", "answered", "unknown", "closed", "recalling", "recalled",
)  # fmt: skip

WORDS: Mapping[str, str] = {
    WAITING: "待送出",
    SENT: "已送出",
    RECEIVED: "对方已收到",
    ANSWERED: "对方已答复",
    UNKNOWN: "没有回音",
    CLOSED: "不再等候",
    RECALLING: "已请对方停办",
    RECALLED: "对方已停办",
}
"""The states as people read them. *Unknown* says only that nothing is known; nobody guesses what it means."""

MOVES: Mapping[str, frozenset[str]] = {
    WAITING: frozenset({SENT, RECEIVED, ANSWERED, CLOSED, RECALLING}),
    SENT: frozenset({SENT, RECEIVED, ANSWERED, UNKNOWN, CLOSED, RECALLING}),
    RECEIVED: frozenset({RECEIVED, ANSWERED, UNKNOWN, CLOSED, RECALLING}),
    UNKNOWN: frozenset({SENT, RECEIVED, ANSWERED, UNKNOWN, CLOSED, RECALLING}),
    ANSWERED: frozenset({RECALLING}),
    CLOSED: frozenset({RECALLING}),
    RECALLING: frozenset({RECALLED, CLOSED}),
    RECALLED: frozenset(),
}

OPEN = tuple(state for state, after in MOVES.items() if ANSWERED in after)
"""States in which an answer is still waited for."""


def may_become(state: str, wanted: str) -> bool:
    """Whether a step in one state may get into another."""
    return wanted in MOVES[state]
