"""What a pack says about 办不成事 and the weekly list of sentences: ``voice/<id>.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from yiwang.loader import Definition, Kind, Part, Ref, Sourced

DEFAULT = "city"
"""Id of the rules in force."""


class VoiceLimit(Sourced):
    """A number with its unit, source and status."""

    value: float = Field(ge=0)
    unit: str


class StuckRules(Part):
    """办不成事.

    Attributes:
        function: whose bodies have the window that answers, near the place first.
        may: permission word of the posts that answer.
        case_type: type of the case that is opened.
        steps: where people get stuck, by id.
        text_length: signs of what somebody tells, at most.
        reports_per_day: reports from one device or address in a day, at most.
        code_minutes: how long a code sent to a phone serves; ``code_tries`` how often it may be typed wrongly;
            ``codes_per_day`` how many are sent to one phone in a day.
        address_days: days after which the hash of the address is forgotten.
        code_text, answered_text: text messages; ``{matter} {number} {hotline}`` of the report in both, and
            ``{code} {minutes}`` or ``{answer}``.
    """

    function: str
    may: str
    case_type: Annotated[str, Ref("case_type")]
    steps: dict[str, str] = Field(min_length=1)
    text_length: VoiceLimit
    reports_per_day: VoiceLimit
    code_minutes: VoiceLimit
    code_tries: VoiceLimit
    codes_per_day: VoiceLimit
    address_days: VoiceLimit
    code_text: str
    answered_text: str


class SentenceRules(Part):
    """Which remarks are one sentence, and how the effect of mending it is measured.

    Attributes:
        alike_from: share of two-sign pieces that two wordings have in common, from which they are one.
        at_least: how often a sentence was said before it is listed.
        weeks: weeks before and after a release that are compared.
    """

    alike_from: VoiceLimit
    at_least: VoiceLimit
    weeks: VoiceLimit


class VoiceRules(Definition):
    """群众声音规则."""

    title: str
    stuck: StuckRules
    sentences: SentenceRules


VOICE_RULES = Kind("voice_rules", "voice/*.yaml", VoiceRules, live=True, order=60, word="群众声音规则")
"""群众声音规则."""
