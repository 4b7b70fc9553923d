"""A few kinds for tests, with every sort of field that a definition may have."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from yiwang.loader import (
    PARAMETER,
    TEXT,
    Adaptation,
    Complaint,
    Definition,
    Kind,
    Mistake,
    Part,
    Ref,
    Sourced,
)


class Element(Definition):
    title: str
    type: Literal["text", "number", "date"] = "text"


def _no_slash(text: str) -> str:
    if "/" in text:
        raise Mistake("窗口名里有斜杠。", "一个窗口写一行。")
    return text


class Visits(StrEnum):
    NONE = "none"
    ONE = "one"


class Use(Part):
    element: Annotated[str, Ref("element")]
    required: bool = True


class Online(Part):
    by: Literal["online"]
    address: str


class Counter(Part):
    by: Literal["counter"]
    window: Annotated[str, AfterValidator(_no_slash)] = "1"


class Limit(Sourced):
    value: int = Field(ge=0)
    unit: str = "working_day"


class Item(Definition):
    title: str = Field(min_length=2)
    field: str = ""
    limit: Limit | None = None
    days: int = Field(default=1, ge=0, le=365)
    open: time | None = None
    since: date | None = None
    visits: Visits = Visits.NONE
    code: str = Field(default="A1", pattern=r"^[A-Z][0-9]+$")
    key: UUID | None = None
    materials: tuple[str, ...] = Field(default=(), max_length=3)
    uses: tuple[Use, ...] = ()
    labels: dict[Annotated[str, Ref("element")], str] = Field(default_factory=dict)
    after: tuple[Annotated[str, Ref("item")], ...] = ()
    ways: tuple[Annotated[Online | Counter, Field(discriminator="by")], ...] = ()
    main: Annotated[str, Ref("element", "item")] | None = None


class ItemChanges(Part):
    days: int | None = Field(default=None, ge=0)
    materials: tuple[str, ...] | None = None


def _adapt(item, changes):
    added = set(changes.materials or ()) - set(item.materials)
    if added:
        return [Complaint("材料只能减，不能加。", "删去多出来的。", "item.added", ("materials",))]
    given = {name: getattr(changes, name) for name in changes.model_fields_set}
    return item.model_copy(update=given)


def _check(item, world):
    if item.days > 60:
        yield Complaint("期限太长。", "写 60 以内。", "item.long", ("days",))
    for id_ in item.after:
        if world.get(ITEM, id_).days == 0 and "secret" in item.materials:
            world.get(ELEMENT, "never-there")
    if item.code == "Z0":
        world.get(ELEMENT, "never-there")


ELEMENT = Kind("element", "elements.yaml", Element, many=True, word="要素", order=20)
ITEM = Kind(
    "item",
    "items/**/*.yaml",
    Item,
    check=_check,
    adapt=Adaptation(ItemChanges, _adapt),
    word="事项",
    folder_field="field",
)


class Overlay(Definition):
    unit: str
    item: Annotated[str, Ref("item")]
    phone: str = ""


OVERLAY = Kind(
    "overlay", "overlays/*.csv", Overlay, many=True, stem_field="unit", word="叠加", laid_over=True
)


class Place(Definition):
    name: str
    parent: str = ""


PLACE = Kind("place", "places.csv", Place, many=True, word="地方")
KINDS = (PARAMETER, TEXT, ELEMENT, ITEM, OVERLAY, PLACE)
