"""What a pack says about knowledge: ``knowledge/rules/city.yaml``, and the scripts a site begins with."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Names, Part, Ref, Sourced, World

DEFAULT = "city"
"""Id of the rules in force."""


class KnowledgeLimit(Sourced):
    """A number with its unit, source and status."""

    value: float = Field(ge=0)
    unit: str


class Gathering(Part):
    """Which cases a script would have answered, and from how much on a unit is asked for one.

    Attributes:
        case_types, states: cases of these types that ended in these states.
        category: the entry of a case's form that says of which kind it is.
        flags: what the case's terms say; others are left out, e.g. of who wants to stay unknown.
        at_least: so many alike.
        look_back: of so many days.
        quick: dealt with in so many hours, i.e. quickly answerable.
        alike: share of pairs of signs that two titles have in common, from 0 to 1.
    """

    case_types: tuple[Annotated[str, Ref("case_type")], ...]
    states: Names
    category: str
    flags: dict[str, bool] = Field(default_factory=dict)
    at_least: KnowledgeLimit
    look_back: KnowledgeLimit
    quick: KnowledgeLimit
    alike: KnowledgeLimit


class KnowledgeRules(Definition):
    """知识库规则.

    Attributes:
        reviewers: functions of the bodies whose posts review a script, the nearest to its place first.
        review_days: a script that says no day itself is read again after so many days.
        warn_days: its owner is asked so many days before that day, or before it ends.
        longest: signs of a question, an answer, other words, at most.
        asks: case type by which a unit is asked for a script.
        raises: case type by which a lower place's script is proposed to the place above.
        gathering: when a unit is asked because many demanded the same; None never.
    """

    title: str
    reviewers: Names
    review_days: KnowledgeLimit
    warn_days: KnowledgeLimit
    longest: KnowledgeLimit
    asks: Annotated[str, Ref("case_type")]
    raises: Annotated[str, Ref("case_type")]
    gathering: Gathering | None = None


def rules_complaints(held: KnowledgeRules, world: World) -> Iterator[Complaint]:
    """Named states exist; shares are shares; nothing is called published that was not compared."""
    gathering = held.gathering
    limits = {"review_days": held.review_days, "warn_days": held.warn_days, "longest": held.longest}
    if gathering is not None:
        limits |= {name: getattr(gathering, name) for name in ("at_least", "look_back", "quick", "alike")}
        if not 0 < gathering.alike.value <= 1:
            yield _wrong(
                "alike 是一个比例，应当大于 0、不大于 1。", "改成 0.5 这样的数。", "alike", "gathering"
            )
        types: Mapping[str, Any] = world.all("case_type")
        known = {state for name in gathering.case_types if name in types for state in types[name].states}
        for state in gathering.states:
            if state not in known:
                yield _wrong(f"这些办件类型没有状态“{state}”。", "改正 states。", "state", "gathering")
    for name, one in limits.items():
        if one.is_unchecked:
            what = f"{name} 标为“已公布”，却没有写核对过哪个文本。"
            yield _wrong(
                what, "写上 text_version 和 checked_on；没有核对过就改为 compiled。", "unchecked", name
            )


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"knowledge.{code}", (field,))


KNOWLEDGE_RULES = Kind(
    "knowledge_rules",
    "knowledge/rules/*.yaml",
    KnowledgeRules,
    check=rules_complaints,
    live=True,
    order=61,
    word="知识库规则",
)
"""知识库规则."""


class KnowledgeArticle(Sourced, Definition):
    """起步口径: a script that a site begins with. Later versions are written on the page, and stay.

    Attributes:
        title: the question, as people ask it.
        answer: what is said.
        words: other words that people use for it.
        function: of the body of the city that owns it.
        category: of the demands it answers; "" for any.
        public: everybody may read it, not only those at work.
        valid_until: its last day.
        demo: made up for a demonstration.
    """

    title: str
    answer: str
    words: Names = ()
    function: str
    category: str = ""
    public: bool = False
    valid_until: date | None = None
    demo: bool = False


def article_complaints(held: KnowledgeArticle, world: World) -> Iterator[Complaint]:
    """Nothing is called published that was not compared; the function exists."""
    if held.is_unchecked:
        what = f"口径“{held.title}”标为“已公布”，却没有写核对过哪个文本。"
        mend = "写上 text_version 和 checked_on；没有核对过就改为 compiled。"
        yield _wrong(what, mend, "unchecked", "status")
    known = {name for tree in world.all("organisations").values() for name in getattr(tree, "functions", ())}
    if known and held.function not in known:
        yield _wrong(
            f"没有名为“{held.function}”的职能。", "改成 functions 里的一个。", "function", "function"
        )


KNOWLEDGE_ARTICLE = Kind(
    "knowledge_article",
    "knowledge/*.yaml",
    KnowledgeArticle,
    many=True,
    check=article_complaints,
    live=True,
    order=62,
    word="起步口径",
)
"""起步口径."""
