"""How a session goes on: by acts of the two, by the provider's notices, by the clock. Nothing here knows a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

WAITING, TAKEN, RUNNING, OVER = "waiting", "taken", "running", "over"
CLOSED, MISSED, WITHDRAWN = "closed", "missed", "withdrawn"

WORDS: Final[Mapping[str, str]] = {
    WAITING: "排队中",
    TAKEN: "工作人员已接，等双方进入",
    RUNNING: "视频中",
    OVER: "通话结束，等工作人员记结果",
    CLOSED: "已结束",
    MISSED: "没有接上",
    WITHDRAWN: "申请人不再等",
}
"""What a state is called."""

OPEN: Final = (WAITING, TAKEN, RUNNING)
"""Somebody waits or talks: there is no second one of the same application meanwhile."""

HELD: Final = (TAKEN, RUNNING)
"""A clerk is in it: he has no second one meanwhile."""

DONE, LATER, IN_PERSON = "done", "later", "in_person"
OUTCOMES: Final[Mapping[str, str]] = {
    DONE: "已在视频里核对清楚",
    LATER: "下次接着办",
    IN_PERSON: "视频办不了，请到现场",
}
"""How a session ends, as the applicant reads it."""

NOTES: Final[Mapping[str, str]] = {"identity": "核对本人", "document": "看过的证件、材料", "note": "其他"}
"""What a clerk notes during a session."""

DESK, APPLICANT = "desk", "applicant"


@dataclass(frozen=True)
class Presence:
    """One side in the room: when it last came in, when it last left. Notices may come in any order."""

    joined_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def came(self) -> bool:
        """Whether it was ever there."""
        return self.joined_at is not None

    @property
    def there(self) -> bool:
        """Whether it is there, as far as is known."""
        return self.joined_at is not None and (self.left_at is None or self.left_at < self.joined_at)

    def told(self, kind: str, at: datetime) -> "Presence":
        """The same after it ``joined`` or ``left``; what happened earlier than what is known changes nothing."""
        if kind == "joined":
            return Presence(max(at, self.joined_at or at), self.left_at)
        return Presence(self.joined_at, max(at, self.left_at or at))


def missing(applicant: Presence, desk: Presence) -> str:
    """Who did not come; "" if both did. If neither came, it is the desk's to answer for: it had taken the call."""
    if not desk.came:
        return DESK
    return "" if applicant.came else APPLICANT


def after_notice(state: str, kind: str, applicant: Presence, desk: Presence) -> str:
    """The state after a notice; both sides as they are after it. A session that is done with stays so."""
    absent = missing(applicant, desk)
    if state in HELD and kind == "ended":
        return MISSED if absent else OVER
    if state == TAKEN and kind in ("joined", "left") and not absent:
        return RUNNING
    return state


def after_time(
    state: str,
    now: datetime,
    *,
    wait_until: datetime,
    join_until: datetime | None,
    talk_until: datetime | None,
) -> str:
    """The state that the clock has brought about: not taken in time, not come in time, time is up."""
    if state == WAITING and now >= wait_until:
        return MISSED
    if state == TAKEN and join_until is not None and now >= join_until:
        return MISSED
    if state == RUNNING and talk_until is not None and now >= talk_until:
        return OVER
    return state
