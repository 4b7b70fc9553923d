"""What a pack writes about demo lives: how cases of a type go, so that a demo site can be filled with whole histories.

A life names acts, not people: whoever may do an act does it. Everything made of lives is labelled as demo.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from yiwang.loader import Complaint, Definition, Kind, Part, Ref, World

from ..domain.data import line_counted
from .case_type import CaseType
from .kind import CASE_TYPE

YES_OR_NO = {"true": True, "false": False}


def _flag(written: object) -> object:
    """Packs are read as text: of a flag, true and false are meant as such."""
    return YES_OR_NO.get(written, written) if isinstance(written, str) else written


Flag = Annotated[bool | int | str, BeforeValidator(_flag)]


def _counted(data: dict[str, Any]) -> dict[str, Any]:
    """What is said in an act, with the limits of its lines as numbers: packs are read as text."""
    return {
        key: [_line(one) for one in held] if isinstance(held, list) else held for key, held in data.items()
    }


def _line(one: Any) -> Any:
    return line_counted(one) if isinstance(one, dict) else one


ActData = Annotated[dict[str, Any], AfterValidator(_counted)]
"""What is said in an act, as packs write it."""


class LifeStep(Part):
    """One act.

    Attributes:
        gap: how many working days after the step before (or the opening); 0 is the same day, some minutes later.
        act, data: an act of the case type and what is said in it; what is required and not written is filled in.
        on: the case that an earlier act split off (``part-1``), whose act it is; "" is the life's own case.
    """

    gap: int = Field(default=0, ge=0)
    act: str
    data: ActData = Field(default_factory=dict)
    on: str = ""


class DemoLife(Definition):
    """演示经过: how a case of one type goes.

    Attributes:
        type: the case type.
        weight: how often it happens, against all other lives; each happens once at least.
        like: a name that lives of several types share, by which ``first`` and ``rest`` choose.
        flags, law: what the subject says to the case type, over what it says itself.
        steps: what is done, one after the other; an act that cannot be done yet is tried again on the next days.
        ends: the state it stands in at the end; "" where chance decides.
        ago: it began so many working days before today, from and to; any day of the year if empty. For lives that
            stand still in a state that does not last.
        silent: what is to be made of a decision (a licence) has not been made yet.
        first, rest: for a matter of several cases: ``like`` of the cases that wait for nothing, and of the others;
            "" is any life of the whole year.
    """

    title: str
    type: Annotated[str, Ref("case_type")]
    weight: int = Field(default=1, ge=0)
    like: str = ""
    flags: dict[str, Flag] = Field(default_factory=dict)
    law: dict[str, str] = Field(default_factory=dict)
    steps: tuple[LifeStep, ...] = ()
    ends: str = ""
    ago: tuple[int, int] | None = None
    silent: bool = False
    first: str = ""
    rest: str = ""


def _check_life(life: DemoLife, world: World) -> Iterator[Complaint]:
    kind: CaseType = world.get(CASE_TYPE, life.type)
    split = next((act.split.type for act in kind.acts.values() if act.split and act.split.type), life.type)
    for place, step in enumerate(life.steps):
        own = world.get(CASE_TYPE, split) if step.on else kind
        if step.act not in own.acts:
            what = f"“{split if step.on else life.type}”没有“{step.act}”这个动作。"
            yield Complaint(what, "写办件类型里的动作。", "demo_life.act", ("steps", place, "act"))
    if life.ends and life.ends not in kind.states:
        what = f"“{life.type}”没有“{life.ends}”这个状态。"
        yield Complaint(what, "写办件类型里的状态。", "demo_life.ends", ("ends",))
    known = {other.like for other in world.all("demo_life").values()}
    for name in ("first", "rest"):
        if getattr(life, name) not in {"", *known}:
            what = f"没有哪个演示经过的 like 是“{getattr(life, name)}”。"
            yield Complaint(what, "写已有的 like，或者留空。", "demo_life.like", (name,))


DEMO_LIFE = Kind(
    "demo_life",
    ("demo/lives.yaml", "demo/lives/*.yaml"),
    DemoLife,
    many=True,
    check=_check_life,
    live=True,
    order=915,
    word="演示经过",
)
"""演示经过."""
