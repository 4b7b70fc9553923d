"""What a pack says about a call centre: ``call-centres/<id>.yaml``. Its lines, seats and keys, and limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Names, Part, Ref, Sourced, World

from .domain.spans import span

READY, TALKING, WRAPPING, AWAY = "ready", "talking", "wrapping", "away"


class Span(Sourced):
    """A length of time, with its source and status."""

    value: float = Field(gt=0)
    unit: Literal["秒", "分钟", "小时", "天"]

    @property
    def delta(self) -> timedelta:
        """It, as Python has it."""
        return span(self.value, self.unit)

    @property
    def said(self) -> str:
        """As people say it."""
        return f"{self.value:g} {self.unit}"


class Count(Sourced):
    """A number with its unit, source and status."""

    value: int = Field(ge=1)
    unit: str


class SeatState(Part):
    """A state of a seat (坐席状态).

    Attributes:
        means: ``ready``: calls come; ``talking``, ``wrapping``: a call brings it about; ``away``: chosen, none comes.
        key: the key that chooses it, with Alt.
        at_most: how long it may last.
        then: the state that follows when that is over; "" if it goes on, and is seen to be too long.
    """

    label: str
    means: Literal["ready", "talking", "wrapping", "away"]
    key: str = Field(default="", max_length=1)
    at_most: Span | None = None
    then: str = ""


class TransferLine(Part):
    """A line a caller is given to by one key (一键转接).

    Attributes:
        key: the key, with Alt; "" for what is only chosen.
        urgent: stands first, and is said to be urgent.
    """

    label: str
    number: str = Field(min_length=3, pattern=r"^[0-9]+$")
    key: str = Field(default="", max_length=1)
    urgent: bool = False


class Alarm(Sourced):
    """A danger that a seat marks by one key, and what happens then (自伤、群体性事件 …).

    Attributes:
        say: what the seat says and does while help comes.
        tells: permission words; whoever carries one, in the centre's own place or around the place that was typed, is
            told at once.
        notice: what they are told.
        transfers: ids of lines that are offered first.
    """

    label: str
    key: str = Field(max_length=1)
    say: str
    tells: Names = Field(min_length=1)
    notice: Annotated[str, Ref("notice_template")]
    transfers: Names = ()


class CallBack(Sourced):
    """Who was not answered is called back the same day (当天回拨).

    Attributes:
        until: until which hour people are called; later it is the next day's.
        morning: the hour by which what came after ``until`` is dealt with.
        attempts: tries without reaching anybody after which it may be closed as not reached.
        outcomes: how a try ends: id → word; ``reached`` is one of them.
        message_ends: why a message becomes no demand: id → word.
    """

    until: time
    morning: time
    attempts: Count
    outcomes: dict[str, str]
    message_ends: dict[str, str] = Field(min_length=1)


class Recordings(Part):
    """Recordings of calls (录音).

    Attributes:
        keep: for how long they are kept.
        largest: no recording is larger, in MB.
        join_within: a recording whose call the exchange did not tell of is offered for calls so near in time.
        numbers: for how long the numbers of calls are kept.
    """

    keep: Span
    largest: Count
    join_within: Span
    numbers: Span


class CallCentre(Definition):
    """呼叫中心.

    Attributes:
        function: of the body that runs it, in the pack's own place.
        lines: what is dialled → id of a line of the app above (hotline: ``lines``).
        silence: an exchange that says nothing for so long is taken for away, and seats work by hand.
        ring: a call rings no longer; older ones are not shown.
        answer_within: what counts as answered quickly.
        states, transfers, alarms: by id.
    """

    title: str
    function: str
    lines: dict[str, str] = Field(min_length=1)
    silence: Span
    ring: Span
    answer_within: Span
    states: dict[str, SeatState]
    transfers: dict[str, TransferLine] = Field(default_factory=dict)
    alarms: dict[str, Alarm] = Field(default_factory=dict)
    call_back: CallBack
    recordings: Recordings

    def state_meaning(self, means: str) -> str:
        """The first state that means this."""
        return next(key for key, one in self.states.items() if one.means == means)


def centre_complaints(held: CallCentre, world: World) -> Iterator[Complaint]:
    """What is wrong: states that are missing or lead nowhere, keys used twice, unknown lines."""
    for means in (READY, TALKING, WRAPPING):
        if sum(one.means == means for one in held.states.values()) != 1:
            yield _wrong(
                f"坐席状态里 means 为 {means} 的要恰好一个。", "补上或者删去多的。", "means", "states"
            )
    for key, state in held.states.items():
        if state.then and (state.then not in held.states or state.at_most is None):
            what = f"状态“{key}”的 then 要是另一个状态，并且写 at_most。"
            yield _wrong(what, "改成写了的状态，补上时限。", "then", "states")
    yield from _keys(held)
    if "reached" not in held.call_back.outcomes:
        yield _wrong("回拨结果里要有 reached。", "补上“联系上了”。", "outcomes", "call_back")


def _keys(held: CallCentre) -> Iterator[Complaint]:
    keys = [one.key for one in held.transfers.values()] + [one.key for one in held.alarms.values()]
    keys = [key for key in (*keys, *(one.key for one in held.states.values())) if key]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _wrong(f"快捷键“{key}”用了两次。", "换一个键。", "key", "transfers")
    for name, alarm in held.alarms.items():
        for line in alarm.transfers:
            if line not in held.transfers:
                yield _wrong(
                    f"“{name}”要先转的“{line}”不在 transfers 里。",
                    "写 transfers 里的一条。",
                    "line",
                    "alarms",
                )


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"call_centre.{code}", (field,))


CALL_CENTRE = Kind(
    "call_centre",
    "call-centres/*.yaml",
    CallCentre,
    check=centre_complaints,
    live=True,
    order=59,
    word="呼叫中心",
)
"""呼叫中心."""


class DemoCalls(Definition):
    """演示电话: how the telephone of a demo site went; nobody called, and nothing was recorded.

    Attributes:
        centre: whose calls they are.
        extensions: telephones that answered.
        beside: calls without a demand for each with one.
        answered, transferred, missed, messages: how often each comes among these.
        reached: the share of callings back in which somebody was reached.
        wait, talk: the shortest and longest of each, in seconds.
        numbers: what the numbers begin with, which nobody has; four signs follow.
    """

    title: str
    centre: Annotated[str, Ref("call_centre")]
    extensions: Names = Field(min_length=1)
    beside: float = Field(ge=0, le=5)
    answered: int = Field(ge=0)
    transferred: int = Field(ge=0)
    missed: int = Field(ge=0)
    messages: int = Field(ge=1)
    reached: float = Field(ge=0, le=1)
    wait: tuple[int, int]
    talk: tuple[int, int]
    numbers: str = Field(pattern=r"^[0-9]{7}$")


DEMO_CALLS = Kind("demo_calls", "demo/calls/*.yaml", DemoCalls, live=True, order=917, word="演示电话")
"""演示电话."""

__all__ = [
    "AWAY",
    "CALL_CENTRE",
    "DEMO_CALLS",
    "READY",
    "TALKING",
    "WRAPPING",
    "Alarm",
    "CallBack",
    "CallCentre",
    "Count",
    "DemoCalls",
    "Recordings",
    "SeatState",
    "Span",
    "TransferLine",
]
