"""What a pack says about ratings: ``ratings/<id>.yaml``. Wording, tags, limits and detectors; nothing in code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World

Channel = Literal["portal", "sms", "qr", "tablet", "phone"]
GRADES = ("1", "2", "3", "4", "5")
"""The five grades of GB/T 39046 A.8, best first."""

DEFAULT = "service"
"""Id of the rules that hold for service cases and events."""


class RatingLimit(Sourced):
    """A number with its unit, source and status."""

    value: int = Field(ge=0)
    unit: str


class RatingLimits(Part):
    """The numbers ratings go by.

    Attributes:
        open_days: calendar days in which an invitation may be answered.
        contact_times, contact_days: how often at most a person is asked by message in so many days.
        shown_after_days: days after the end of a month before the rated unit reads anything of it.
        group_at_least: a unit reads counts and words of a month only from so many ratings on.
        trace_days: days after which hashes of device and address are forgotten.
        text_length: signs of a rating's words at most.
    """

    open_days: RatingLimit
    contact_times: RatingLimit
    contact_days: RatingLimit
    shown_after_days: RatingLimit
    group_at_least: RatingLimit
    trace_days: RatingLimit
    text_length: RatingLimit


class Detector(Sourced):
    """A sign of ballot stuffing.

    Attributes:
        kind: ``device`` or ``address`` the same one again, ``tablet`` the same clerk's window again, ``own`` somebody
            who was at work on the very case.
        times, within_minutes: how many ratings in how many minutes; ``own`` needs neither.
        channels: ratings that came in these ways are looked at; all if empty.
        say: the reason, as the supervisor reads it.
    """

    kind: Literal["device", "address", "tablet", "own"]
    times: int = Field(default=1, ge=1)
    within_minutes: int = Field(default=0, ge=0)
    channels: tuple[Channel, ...] = ()
    say: str


class Handlers(Part):
    """Who looks into bad ratings: the first body of these functions near the place that is not the rated one."""

    functions: tuple[str, ...] = Field(min_length=1)
    may: str


class RatingRules(Definition):
    """好差评规则.

    Attributes:
        question: what people are asked.
        grades: the words of the five grades, by number.
        satisfied_to: grades up to this one count as satisfied.
        bad_from: real-name ratings from this grade on open a case.
        tags: what may be ticked, by id, for good (satisfied) and for bad grades.
        invite: case types with the final states after which people are asked.
        never: parties of themes (such as the deceased) who are never asked or greeted.
        case_type, mend_type: types of the case that a bad rating opens, and of what the rated unit must mend.
    """

    title: str
    question: str
    source: str
    grades: dict[str, str]
    satisfied_to: int = Field(ge=1, le=4)
    bad_from: int = Field(ge=2, le=5)
    tags: dict[Literal["good", "bad"], dict[str, str]]
    invite: dict[Annotated[str, Ref("case_type")], tuple[str, ...]]
    never: tuple[str, ...] = ()
    case_type: Annotated[str, Ref("case_type")]
    mend_type: Annotated[str, Ref("case_type")]
    handlers: Handlers
    limits: RatingLimits
    detectors: dict[str, Detector] = Field(default_factory=dict)

    def tags_for(self, grade: int) -> dict[str, str]:
        """What may be ticked for a grade."""
        return self.tags.get("good" if grade <= self.satisfied_to else "bad", {})


def _check(rules: RatingRules, world: World) -> Iterator[Complaint]:
    if tuple(rules.grades) != GRADES:
        what = "评价等次不是从 1（最好）到 5（最差）的五档。"
        yield Complaint(what, "在 grades 里依次写 1、2、3、4、5。", "rating_rules.grades", ("grades",))
    if rules.bad_from <= rules.satisfied_to:
        what = "同一等次既算满意又要按差评核实。"
        yield Complaint(what, "让 bad_from 大于 satisfied_to。", "rating_rules.bad_from", ("bad_from",))
    yield from _states(rules, world)
    yield from _detectors(rules)


def _states(rules: RatingRules, world: World) -> Iterator[Complaint]:
    """People are asked after a case has ended, and never after they themselves took it back."""
    for name, states in rules.invite.items():
        known = world.get("case_type", name).states
        for state in states:
            held = known.get(state)
            if held is None or held.kind != "final" or held.outcome == "withdrawn":
                what = f"办件类型“{name}”没有“{state}”这个可以邀请评价的终态。"
                mend = "只写已经办结的状态；申请人撤回的不邀请。"
                yield Complaint(what, mend, "rating_rules.state", ("invite", name))


def _detectors(rules: RatingRules) -> Iterator[Complaint]:
    for name, held in rules.detectors.items():
        if held.kind != "own" and (held.times < 2 or not held.within_minutes):
            what = f"识别规则“{name}”没有写明多少分钟内几次算异常。"
            mend = "写 times（至少 2）和 within_minutes。"
            yield Complaint(what, mend, "rating_rules.detector", ("detectors", name))


RATING_RULES = Kind(
    "rating_rules", "ratings/*.yaml", RatingRules, check=_check, live=True, order=60, word="好差评规则"
)
"""好差评规则."""
