"""A call is what its happenings say, in whatever order and however often they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

RINGING, TALKING, HELD, ENDED = "ringing", "talking", "held", "ended"
ABANDONED, VOICEMAIL, UNKNOWN = "abandoned", "voicemail", "unknown"
WORDS: Final = {
    RINGING: "振铃",
    TALKING: "通话",
    HELD: "保持",
    ENDED: "已结束",
    ABANDONED: "没有接到",
    VOICEMAIL: "留言",
    UNKNOWN: "只有录音",
}
"""What a state is called; ``unknown``: nothing but a recording is known of it."""

OPEN: Final = (RINGING, TALKING, HELD)
ANSWERED: Final = (TALKING, HELD)


@dataclass(frozen=True)
class Fact:
    """As much of a happening as tells how a call goes; ``key`` decides between two of the same instant."""

    kind: str
    at: datetime
    extension: str = ""
    key: str = ""


@dataclass(frozen=True)
class Told:
    """A call as its happenings tell it.

    Attributes:
        state: one of ``WORDS``.
        extension: of the telephone that answered last, else of the one that rings last.
        rang_at, answered_at, ended_at: the first of each; ended also by being abandoned or by a message.
    """

    state: str
    extension: str = ""
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None


def told_by(facts: Iterable[Fact]) -> Told:
    """The call that these happenings make; the same for every order in which they are given."""
    rows = sorted(facts, key=lambda one: (one.at, one.key))
    ended = _first(rows, "ended") or _first(rows, "abandoned") or _first(rows, "voicemail")
    extensions = [one.extension for one in rows if one.kind == "answered" and one.extension]
    rung = [one.extension for one in rows if one.kind == "ringing" and one.extension]
    where = (extensions or rung or [""])[-1]
    return Told(_state(rows), where, _first(rows, "ringing"), _first(rows, "answered"), ended)


def _state(rows: list[Fact]) -> str:
    """A call that was answered was not abandoned, whatever else is told of it; one that ended is over."""
    kinds = {one.kind for one in rows}
    if "answered" in kinds:
        return ENDED if kinds & {"ended", "abandoned"} else _held(rows)
    if "voicemail" in kinds:
        return VOICEMAIL
    if kinds & {"abandoned", "ended"}:
        return ABANDONED
    return RINGING if "ringing" in kinds else UNKNOWN


def _held(rows: list[Fact]) -> str:
    last = [one.kind for one in rows if one.kind in ("held", "resumed")]
    return HELD if last and last[-1] == "held" else TALKING


def _first(rows: list[Fact], kind: str) -> datetime | None:
    return next((one.at for one in rows if one.kind == kind), None)
