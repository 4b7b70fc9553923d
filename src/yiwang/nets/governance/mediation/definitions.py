"""What a pack says about mediation: ``mediation/<id>.yaml``, and who mediates what: ``mediators/<file>.yaml``.

States, acts and clocks are the case type's.
"""

from collections.abc import Iterator
from datetime import time
from typing import Annotated, Any

from pydantic import Field

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World

from .domain.mediators import Shift

DEFAULT = "city"
"""Id of the rules in force."""

ACTS = ("contacted", "recuse", "draft_agreement", "signed_all", "take_effect", "alarm")
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


class RatingPart(Part):
    """What both sides are asked after a mediation, each for itself.

    Attributes:
        after: final states after which they are asked.
        never_dangers, never_types: of what nobody is asked; nor where a mediator raised the alarm.
        text: the message to a side without an account, with ``{link}``.
    """

    after: tuple[str, ...] = Field(min_length=1)
    never_dangers: tuple[str, ...] = ()
    never_types: tuple[str, ...] = ()
    text: str = Field(pattern=r"\{link\}")


class MediationRules(Definition):
    """调解规则.

    Attributes:
        function: whose bodies mediate, the nearest to the place first, then those of the places around it.
        alarm_functions: whose bodies are told of danger, each the nearest to the place.
        case_type: the case type that is opened.
        types, sources, languages, dangers: by id.
        routes: what else one may do when mediation ends without an agreement.
        words_length: signs of what somebody tells, at most.
        asks_most: requests of one party within a day, at most: each calls people up, some the police.
        rating: how both sides are asked what they think of it; without, nobody is.
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
    asks_most: MediationLimit
    rating: RatingPart | None = None
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
    if held.rating:
        yield from _rating_complaints(held, held.rating, case_type)


def _rating_complaints(held: MediationRules, rating: RatingPart, case_type: Any) -> Iterator[Complaint]:
    """People are asked after a mediation has ended, and never after they themselves took it back."""
    finals = {
        key for key, one in case_type.states.items() if one.kind == "final" and one.outcome != "withdrawn"
    }
    known = {"after": finals, "never_dangers": set(held.dangers), "never_types": set(held.types)}
    for field, keys in known.items():
        for key in sorted(set(getattr(rating, field)) - keys):
            what, mend = (
                f"rating 的 {field} 里的“{key}”不存在或者不能用。",
                "写办件类型的终态、规则里的险情和类别。",
            )
            yield Complaint(what, mend, f"mediation.rating.{field}", ("rating", field))


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


class Duty(Part):
    """Hours of duty (值班), from the first to the second within one day; days of the week, Monday is 1."""

    days: tuple[int, ...] = Field(min_length=1)
    from_: time = Field(alias="from")
    until: time


class Mediator(Definition):
    """What a post of a committee knows and speaks, and when it is on duty (调解员).

    Attributes:
        post: the post.
        types: disputes it is at home in, ids of the rules; all if empty.
        languages: ids of the rules; all if empty.
        duty: hours of duty; always if empty.
        about: what those who choose a mediator should know.
        note: what else colleagues should know.
    """

    post: str
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    duty: tuple[Duty, ...] = ()
    about: str = ""
    note: str = ""

    def shifts(self) -> tuple[Shift, ...]:
        """The hours of duty as they are reckoned with."""
        return tuple(Shift(frozenset(one.days), one.from_, one.until) for one in self.duty)


def mediator_complaints(held: Mediator, world: World) -> Iterator[Complaint]:
    """The post exists, types and languages are those of the rules, hours are in order."""
    if held.post not in OrganisationTree.of(world).posts:
        yield _mediator_wrong(
            f"岗位“{held.post}”不存在。", "写“单元编号-岗位”，岗位见 organisations.yaml。", "post"
        )
    rules = world.find(MEDIATION_RULES, DEFAULT)
    for field, known in (("types", rules.types), ("languages", rules.languages)) if rules else ():
        for key in sorted(set(getattr(held, field)) - set(known)):
            yield _mediator_wrong(f"调解规则里没有“{key}”。", f"改成 {field} 里的一项。", field)
    for one in held.duty:
        if not set(one.days) <= set(range(1, 8)) or one.until <= one.from_:
            mend = "星期写 1 到 7；过半夜的分两段写。"
            yield _mediator_wrong("值班时间不对：星期或者起止有误。", mend, "duty")


def _mediator_wrong(what: str, mend: str, field: str) -> Complaint:
    return Complaint(what, mend, f"mediator.{field}", (field,))


MEDIATOR = Kind(
    "mediator",
    "mediators/*.yaml",
    Mediator,
    many=True,
    check=mediator_complaints,
    live=True,
    order=61,
    word="调解员",
)
"""调解员."""
