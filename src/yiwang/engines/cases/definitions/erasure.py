"""删除依据: on which ground the content of a closed case may be erased, and who may ask. ``retention/grounds/*.yaml``.

What stands against erasing, whatever the ground, is the engine's: a matter not closed, a hold, a linked case that runs,
and what other apps still need it for. Whether it may come before the years of keeping are over is the ground's.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Sourced, World

Asker = Literal["party", "keeper"]


class ErasureGround(Definition):
    """One ground.

    Attributes:
        label: what people call it.
        law: where it is written.
        asked_by: the party concerned may ask, those who keep the archive may, or both.
        within_term: whether it may be carried out before the years of keeping are over.
        note: for those who decide.
    """

    label: str
    law: Sourced
    asked_by: tuple[Asker, ...] = Field(min_length=1)
    within_term: bool = False
    note: str = ""


def ground_complaints(held: ErasureGround, _world: World) -> Iterator[Complaint]:
    """What is called published was compared with its text."""
    if held.law.is_unchecked:
        what = f"删除依据“{held.id}”标为“已公布”，却没有写核对过哪个文本。"
        mend = "写上 text_version 和 checked_on；没有核对过就改为 compiled。"
        yield Complaint(what, mend, "erasure.unchecked", ("law",))


ERASURE_GROUND = Kind(
    "erasure_ground", "retention/grounds/*.yaml", ErasureGround, many=True, check=ground_complaints, live=True,
    order=45, word="删除依据",
)  # fmt: skip
