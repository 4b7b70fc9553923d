"""The life of a licence: which status follows which, and what it is on a day."""

from datetime import date
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """What was decided about a licence. ``expired`` also follows from the calendar."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def word(self) -> str:
        """The status as people read it."""
        return _WORDS[self]


_WORDS: Final = {
    Status.VALID: "有效",
    Status.SUSPENDED: "暂停使用",
    Status.REVOKED: "已吊销",
    Status.ANNULLED: "已撤销",
    Status.CANCELLED: "已注销",
    Status.EXPIRED: "已过期",
}

_ENDS: Final = frozenset({Status.REVOKED, Status.ANNULLED, Status.CANCELLED, Status.EXPIRED})
_NEXT: Final[dict[Status, frozenset[Status]]] = {
    Status.VALID: _ENDS | {Status.SUSPENDED},
    Status.SUSPENDED: _ENDS | {Status.VALID},
    Status.EXPIRED: frozenset({Status.ANNULLED, Status.CANCELLED}),
}


def may_become(status: Status, other: Status) -> bool:
    """Whether a decision may turn one status into the other. What was ended stays ended."""
    return other in _NEXT.get(status, frozenset())


def status_on(status: Status, valid_until: date | None, day: date) -> Status:
    """The status on a day: a valid or suspended licence past its last day has expired."""
    past = valid_until is not None and day > valid_until
    return Status.EXPIRED if past and status in {Status.VALID, Status.SUSPENDED} else status
