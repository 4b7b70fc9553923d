"""What a pack writes about a type of licence: ``licences/<id>.yaml``."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World

HolderKind = Literal["person", "organisation"]


class FaceField(Part):
    """One line on the face: an element of the holder, or a text of its own.

    Attributes:
        element: the element it shows; its PII class decides how the value is kept.
        label: how the face calls it; the element's own label unless given.
        secret: keep the value encrypted though no element says so.
        printed: whether it stands on the paper; else it is data only.
        of_holder: whether the element's value is a fact about the holder; else it is about somebody else,
            like the name of a firm's representative, and no form is filled from it.
        fill: what it gets if nothing is given: a number drawn by the unit, or the day of issue.
    """

    element: Annotated[str, Ref("element")] | None = None
    label: str = ""
    secret: bool = False
    printed: bool = True
    of_holder: bool = True
    fill: Literal["", "number", "issued_on"] = ""


class LicenceType(Definition, Sourced):
    """证照类型.

    Attributes:
        name: as it stands on the licence.
        code: 证照类型代码 by GB/T 36903: USCC of the authority that set the standard and three digits.
        category: which of the five kinds of result it is.
        holders: who may hold it.
        face: what stands on it, in this order.
        numbering: how the issuing unit numbers it, e.g. ``卫公证字〔{year}〕第 {number} 号``; numbers are
            drawn per unit and year, without gaps.
        valid_months: how long it is valid from its first day; None without end.
        trust_level: A issued and sealed at source, B checked against the original, C a copy, D declared.
        paper: the paper from which the PDF is made; None for licences collected from elsewhere.
        present_seconds: how long a presented QR code serves; never more than a minute.
    """

    name: str
    code: Annotated[str, Field(pattern=r"^[0-9A-Z]{21}$")]
    category: Literal["licence", "document", "approval", "report", "result"] = "licence"
    holders: Annotated[tuple[HolderKind, ...], Field(min_length=1)]
    face: Annotated[dict[str, FaceField], Field(min_length=1)]
    numbering: str = ""
    valid_months: Annotated[int, Field(gt=0)] | None = None
    trust_level: Literal["A", "B", "C", "D"] = "A"
    paper: Annotated[str, Ref("paper")] | None = None
    present_seconds: Annotated[int, Field(gt=0, le=60)] = 60
    notes: str = ""


def _check(licence: LicenceType, world: World) -> Iterator[Complaint]:
    for name, held in licence.face.items():
        if held.element is None and not held.label:
            yield Complaint(
                f"照面“{name}”既没有数据元，也没有名称。",
                "写 element，或者写 label。",
                "licence.face_label",
                ("face", name),
            )
    numbered = [name for name, held in licence.face.items() if held.fill == "number"]
    if bool(numbered) != ("{number}" in licence.numbering):
        yield Complaint(
            "编号方式 numbering 与照面中 fill: number 的一项须同时写。",
            "写 numbering: 某字〔{year}〕第 {number} 号，并在照面的编号一项写 fill: number。",
            "licence.numbering",
            ("numbering",),
        )
    if licence.trust_level == "A" and not licence.paper:
        yield Complaint(
            "可信等级 A 是本系统签发并盖章的证照，却没有写 paper。",
            "写 paper 指出版式模板；从别处归集的证照，可信等级写 B、C 或 D。",
            "licence.paper",
            ("trust_level",),
        )


LICENCE_TYPE = Kind("licence_type", "licences/*.yaml", LicenceType, check=_check, order=35, word="证照类型")
"""证照类型."""
