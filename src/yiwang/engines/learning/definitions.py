"""What a pack says about learning: ``learning/<source>.yaml``, one file for each history that is learnt from."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Part, Sourced, Status, World


class LearningLimit(Sourced):
    """A number with its unit, source and status."""

    value: float = Field(ge=0)
    unit: str


class Alone(Sourced):
    """When a suggestion may be acted on without a person; it is off where no category is named.

    Attributes:
        precision: the share of suggestions of the category that held in the held-back weeks, at least.
        at_least: from so many held-back suggestions on that share counts.
    """

    precision: float = Field(gt=0.5, le=1)
    at_least: int = Field(ge=20)


class AloneAct(Part):
    """What is done alone: an act of the case types, its field that names the unit, and one that says why ("" none)."""

    act: str
    field: str
    note: str = ""


class LearningRules(Definition):
    """学习规则.

    Attributes:
        title: what is learnt from.
        look_back: lessons of so many days.
        held_back: the last so many weeks are not learnt from; on them it is counted how often suggestions hold.
        shared: pairs of signs that fewer cases share are not learnt.
        fewest: categories and units with fewer cases are not learnt.
        show_from: less probable suggestions are not shown.
        alone: by category; empty: a person decides every time.
        acts: what is done alone.
    """

    title: str
    look_back: LearningLimit
    held_back: LearningLimit
    shared: LearningLimit
    fewest: LearningLimit
    show_from: LearningLimit
    alone: dict[str, Alone] = Field(default_factory=dict)
    acts: AloneAct | None = None


def learning_complaints(held: LearningRules, world: World) -> Iterator[Complaint]:
    """Probabilities are such, enough cases share a pair; nothing goes on alone without a basis and an act for it."""
    limits = {
        name: getattr(held, name) for name in ("look_back", "held_back", "shared", "fewest", "show_from")
    }
    for name, one in limits.items():
        if one.is_unchecked:
            what = f"{name} 标为“已公布”，却没有写核对过哪个文本。"
            mend = "写上 text_version 和 checked_on；没有核对过就改为 compiled。"
            yield _wrong(what, mend, "unchecked", name)
    if held.show_from.value > 1:
        yield _wrong("show_from 是概率，不大于 1。", "改成 0.4 这样的数。", "show_from", "show_from")
    if held.shared.value < 3:
        mend = "改成 3 以上；一个来电人才有的字词不能学进去。"
        yield _wrong("shared 太小，会学到个别来电人的字词。", mend, "shared", "shared")
    yield from _alone(held, world)


def _alone(held: LearningRules, world: World) -> Iterator[Complaint]:
    for key, one in held.alone.items():
        if one.status is Status.ASSUMED or one.is_unchecked or not one.source.strip():
            what = f"分类“{key}”允许不经人派出（alone），却没有依据。"
            mend = "写明哪个文件同意这样做（source、text_version、checked_on，status 不能是 assumed），或者去掉这一条。"
            yield _wrong(what, mend, "alone_without_basis", "alone")
    if held.alone and held.acts is None:
        mend = "写 acts：哪个动作、哪一栏写单位。"
        yield _wrong("允许不经人派出，却没有写由哪个动作派。", mend, "alone_without_act", "acts")
    elif held.alone and held.acts and not _offered(held.acts, world):
        what = f"没有办件类型允许系统按历史做“{held.acts.act}”，或者它没有“{held.acts.field}”这一栏。"
        mend = "在办件类型这个动作的 by 里加上 system: learnt，或者去掉 alone。"
        yield _wrong(what, mend, "alone_not_offered", "acts")


def _offered(wanted: AloneAct, world: World) -> bool:
    types: Mapping[str, Any] = world.all("case_type")
    acts = [held.acts[wanted.act] for held in types.values() if wanted.act in held.acts]
    return any(wanted.field in act.data and any(by.system == "learnt" for by in act.by) for act in acts)


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"learning.{code}", (field,))


LEARNING_RULES = Kind(
    "learning_rules",
    "learning/*.yaml",
    LearningRules,
    check=learning_complaints,
    live=True,
    order=63,
    word="学习规则",
)
"""学习规则."""
