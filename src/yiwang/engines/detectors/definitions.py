"""疑点: what looks odd, from how much on, who is asked by which case, and who closes it. ``detectors/*.yaml``."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Names, Part, Ref, Sourced, World

from .domain.shapes import ALWAYS, SHAPES


class Threshold(Sourced):
    """A number of cases, days, minutes or signs, with where it comes from."""

    value: int = Field(ge=0)


class Reviewers(Part):
    """Who reads the explanation: of the first of these functions a body around the place that has such posts."""

    functions: Names
    may: str


class Detector(Definition):
    """One detector.

    Attributes:
        title: what looks odd, in words that accuse nobody.
        shape: how it is looked for; one of ``domain.shapes``.
        case_types, acts, after, field: what the shape looks at: acts of these types (``acts``, and before them
            ``after``), and a field of the act, or the key of a clock.
        thresholds: from how much on; ``look_back`` days are looked at each night.
        opens: the case type by which the unit is asked.
        question: what it is asked, with ``{count}``, ``{day}`` and the thresholds by their names.
        reviewers: who closes it.
    """

    title: str
    shape: str
    case_types: Names = ()
    acts: Names = ()
    after: Names = ()
    field: str = ""
    thresholds: dict[str, Threshold]
    opens: Annotated[str, Ref("case_type")]
    question: str
    reviewers: Reviewers
    note: str = ""

    def said(self, count: int, day: str) -> str:
        """The question about a hit."""
        words = {
            "count": str(count),
            "day": day,
            **{name: str(one.value) for name, one in self.thresholds.items()},
        }
        said = self.question
        for name, word in words.items():
            said = said.replace("{" + name + "}", word)
        return said


def detector_complaints(held: Detector, world: World) -> Iterator[Complaint]:
    """A shape that exists, with its thresholds and names; acts and types that exist."""
    shape = SHAPES.get(held.shape)
    if shape is None:
        yield _wrong(
            f"没有“{held.shape}”这种疑点。", f"改成下列之一：{'、'.join(SHAPES)}。", "shape", "shape"
        )
        return
    wanted = {*ALWAYS, *shape.needs}
    if held.thresholds.keys() != wanted:
        what = f"“{held.title}”的 thresholds 应当恰好有 {'、'.join(sorted(wanted))}。"
        yield _wrong(what, "补上缺的，去掉多的。", "thresholds", "thresholds")
    for name in shape.names:
        if not getattr(held, name):
            yield _wrong(f"“{held.title}”没有写 {name}。", f"写上 {name}。", "names", name)
    yield from _statuses(held)
    yield from _known(held, world)


def _statuses(held: Detector) -> Iterator[Complaint]:
    for name, one in held.thresholds.items():
        if one.is_unchecked:
            what = f"“{held.title}”的 {name} 标为“已公布”，却没有写核对过哪个文本。"
            mend = "写上 text_version 和 checked_on；没有核对过就改为 compiled。"
            yield _wrong(what, mend, "unchecked", "thresholds")


def _known(held: Detector, world: World) -> Iterator[Complaint]:
    types: Mapping[str, Any] = world.all("case_type")
    for name in held.case_types:
        if name not in types:
            yield _wrong(f"没有办件类型“{name}”。", "改正 case_types。", "case_type", "case_types")
    acts = {act for name in held.case_types if name in types for act in types[name].acts}
    for part in ("acts", "after"):
        for act in getattr(held, part):
            if acts and act not in acts:
                yield _wrong(f"这些办件类型都没有动作“{act}”。", f"改正 {part}。", "act", part)


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"detector.{code}", (field,))


DETECTOR = Kind(
    "detector",
    "detectors/*.yaml",
    Detector,
    many=True,
    check=detector_complaints,
    live=True,
    order=55,
    word="疑点",
)
