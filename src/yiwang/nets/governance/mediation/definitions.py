"""What a pack says about mediation: ``mediation/<id>.yaml``. States, acts and clocks are the case type's."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World

DEFAULT = "city"
"""Id of the rules in force."""

ACTS = ("contacted", "draft_agreement", "signed_all", "take_effect", "alarm")
"""Acts of the case type that pages and effects of mediation name."""

STATES = ("signing", "in_effect")
"""Its states that they name."""


class MediationLimit(Sourced):
    """A number with its unit, source and status."""

    value: int = Field(ge=0)
    unit: str


class DisputeType(Part):
    """A type of dispute (纠纷类型).

    Attributes:
        confirmable: whether both sides may ask a court to confirm the agreement.
        note: what is special about it, for those at work.
    """

    label: str
    confirmable: bool = True
    note: str = ""


class Danger(Part):
    """What police and town are told of at once; ``words`` in what somebody says are as good as its being ticked."""

    label: str
    words: tuple[str, ...] = ()


class MediationRules(Definition):
    """调解规则.

    Attributes:
        function: whose bodies mediate, the nearest to the place first, then those of the places around it.
        alarm_functions: whose bodies are told of danger, each the nearest to the place.
        case_type: the case type that is opened.
        types, sources, languages, dangers: by id.
        routes: what else one may do when mediation ends without an agreement.
        words_length: signs of what somebody tells, at most.
        photos_most, evidence_most: photographs at a time, and pieces of evidence of one mediation, at most.
    """

    title: str
    function: str
    alarm_functions: tuple[str, ...] = ()
    case_type: Annotated[str, Ref("case_type")]
    types: dict[str, DisputeType] = Field(min_length=1)
    sources: dict[str, str] = Field(min_length=1)
    languages: dict[str, str] = Field(min_length=1)
    dangers: dict[str, Danger]
    routes: tuple[str, ...] = Field(min_length=1)
    words_length: MediationLimit
    photos_most: MediationLimit
    evidence_most: MediationLimit


def mediation_complaints(held: MediationRules, world: World) -> Iterator[Complaint]:
    """The case type has the acts and states that pages and effects name."""
    case_type = world.get("case_type", held.case_type)
    missing = [key for key in ACTS if key not in case_type.acts]
    missing += [key for key in STATES if key not in case_type.states]
    if missing:
        what = f"办件类型“{held.case_type}”缺少 {'、'.join(missing)}，调解的页面和协议书要用它们。"
        yield Complaint(what, "在办件类型里补上这些动作和状态。", "mediation.case_type", ("case_type",))


MEDIATION_RULES = Kind(
    "mediation_rules",
    "mediation/*.yaml",
    MediationRules,
    check=mediation_complaints,
    live=True,
    order=60,
    word="调解规则",
)
"""调解规则."""
