"""What a pack says about publishing decisions: ``publicity/<id>.yaml``. Nothing is published that it does not name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from yiwang.engines.catalog.pure import ELEMENT
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World

SOURCES = {
    "item": "事项名称",
    "outcome": "决定",
    "party": "当事人名称（自然人遮盖）",
    "party_code": "统一社会信用代码（只有组织有）",
    "unit": "决定机关",
    "decided_on": "决定日期",
    "licence": "证照名称",
    "valid_until": "有效期至",
}
"""What a field may show beside ``form:<party>.<element>``."""

FORM = "form:"
CLOSED_TYPES = frozenset({"citizen_id", "identity", "phone", "email", "account"})
"""Types of elements that are never published, whatever their element says of itself."""


class PublicityLimit(Sourced):
    """A number with its unit, source and status."""

    value: int = Field(gt=0)
    unit: str


class PublicField(Part):
    """One published line: what it is called, and whence it comes."""

    label: str
    shows: str


class Publicity(Definition):
    """公示规则.

    Attributes:
        title: what the list is called.
        items: whose decisions are published.
        case_type: of the cases.
        outcomes: states of the case type in which there is a decision, with its public word.
        fields: what is shown, in this order; nothing else ever is.
        within: working days after the decision within which it must stand there; it stands there at once.
        shown_days: calendar days it stands there; afterwards nobody finds it.
        basis: by which rule it is published.
    """

    title: str
    items: tuple[Annotated[str, Ref("item")], ...] = Field(min_length=1)
    case_type: Annotated[str, Ref("case_type")]
    outcomes: dict[str, str] = Field(min_length=1)
    fields: tuple[PublicField, ...] = Field(min_length=1)
    within: PublicityLimit
    shown_days: PublicityLimit
    basis: str

    def publishes(self, type_: str, subject: str, state: str) -> bool:
        """Whether a case of this type and item is published when it gets into a state."""
        return type_ == self.case_type and subject in self.items and state in self.outcomes


def publicity_complaints(held: Publicity, world: World) -> Iterator[Complaint]:
    """What is wrong with a rule: fields nobody knows, and fields that may not be shown to everybody."""
    for place, field in enumerate(held.fields):
        if not field.shows.startswith(FORM):
            if field.shows not in SOURCES:
                mend = "写 " + "、".join(SOURCES) + "，或 form:当事人.数据元。"
                yield Complaint(
                    f"公示字段“{field.shows}”不认识。", mend, "publicity.source", ("fields", place)
                )
            continue
        _, _, name = field.shows.removeprefix(FORM).partition(".")
        element = world.find(ELEMENT, name)
        if element is None:
            what = f"公示字段“{field.shows}”没有这个数据元。"
            yield Complaint(what, "写 form:当事人.数据元。", "publicity.element", ("fields", place))
        elif element.pii != "none" or element.is_name or element.type.value in CLOSED_TYPES:
            what = f"“{element.label}”是个人信息，不能公示。"
            mend = "去掉这一栏；当事人的名称用 party，自然人会自动遮盖。"
            yield Complaint(what, mend, "publicity.private", ("fields", place))


PUBLICITY = Kind(
    "publicity",
    "publicity/*.yaml",
    Publicity,
    check=publicity_complaints,
    live=True,
    order=70,
    word="公示规则",
)
"""公示规则."""
