"""Data elements and materials: what forms ask for and what is handed in, the same for all items."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yiwang.loader import Complaint, Definition, Kind, Ref, World

from .common import Sentence, ValueType

SECRET_TYPES = {ValueType.CITIZEN_ID, ValueType.IDENTITY, ValueType.PHONE, ValueType.ACCOUNT}


class Element(Definition):
    """数据元: one thing a form can ask about a party, e.g. 姓名 or 经营面积.

    Attributes:
        pii: ``secret`` values are encrypted each; ``personal`` ones are masked, under row security.
        pattern: regular expression that the whole value must match.
        options: for choices: code → label.
        minimum, maximum: bounds of numbers.
        autocomplete: the HTML autofill token of this element, if there is one.
        is_name: a person's name: rare characters, dots and old private code points are brought to one form.
        source: the standard it is taken from.
    """

    label: Sentence
    type: ValueType = ValueType.TEXT
    pii: Literal["secret", "personal", "none"] = "none"
    hint: str = ""
    example: str = ""
    unit: str = ""
    options: dict[str, str] = Field(default_factory=dict)
    pattern: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: Annotated[int, Field(gt=0)] | None = None
    autocomplete: str = ""
    is_name: bool = False
    source: str = ""


class Material(Definition):
    """申请材料: one type of paper, the same for every item that asks for it.

    Attributes:
        licence_type: the electronic licence that stands for it, if there is one.
        generated: made by us from the form, so nobody hands it in; ``paper`` names its template.
        photo_pages: what to photograph, one picture each, e.g. ``[人像面, 国徽面]``.
        issued_by: who issues it; empty where the applicant makes it.
        accept_standard: when it will be accepted.
    """

    label: Sentence
    formats: tuple[Literal["pdf", "image", "office", "paper"], ...] = ("pdf", "image")
    source_channel: Literal["self", "government", "intermediary", "other"] = "self"
    issued_by: str = ""
    licence_type: Annotated[str, Ref("licence_type")] | None = None
    generated: bool = False
    paper: str = ""
    photo_pages: tuple[str, ...] = ()
    sample: str = ""
    hint: str = ""
    accept_standard: str = ""
    pii: Literal["secret", "personal", "none"] = "none"


def _check_element(element: Element, world: World) -> Iterator[Complaint]:
    yield from _check_options(element)
    yield from _check_secret(element)
    yield from _check_pattern(element)


def _check_options(element: Element) -> Iterator[Complaint]:
    wants = element.type in (ValueType.CHOICE, ValueType.CHOICES)
    if wants and len(element.options) < 2:
        what = f"数据元“{element.label}”是选择项，但选项不足两个。"
        yield Complaint(what, "在 options 下写“代码: 名称”，至少两个。", "element.options", ("options",))
    if not wants and element.options:
        what = f"数据元“{element.label}”的类型是 {element.type}，却写了 options。"
        yield Complaint(what, "删去 options，或把 type 改为 choice。", "element.options", ("options",))


def _check_secret(element: Element) -> Iterator[Complaint]:
    if element.type in SECRET_TYPES and element.pii != "secret":
        what = f"数据元“{element.label}”是证件、电话或账号，必须按机密保存。"
        yield Complaint(what, "写 pii: secret。", "element.pii", ("pii",))


def _check_pattern(element: Element) -> Iterator[Complaint]:
    try:
        re.compile(element.pattern)
    except re.error as error:
        what = f"数据元“{element.label}”的 pattern 不是正则表达式（{error}）。"
        yield Complaint(what, "改正 pattern，或删去。", "element.pattern", ("pattern",))


def _check_material(material: Material, world: World) -> Iterator[Complaint]:
    if material.generated and material.licence_type:
        what = f"材料“{material.label}”既由系统生成，又由电子证照代替。"
        yield Complaint(what, "generated 与 licence_type 只写一个。", "material.generated", ("generated",))
    if material.sample and material.sample not in world.assets:
        what = f"材料“{material.label}”的样表“{material.sample}”不存在。"
        yield Complaint(what, "把文件放进包里，或删去 sample。", "material.sample", ("sample",))


ELEMENT = Kind(
    "element",
    ("elements.yaml", "elements/*.yaml"),
    Element,
    many=True,
    check=_check_element,
    order=20,
    word="数据元",
    id_pattern=r"[a-z][a-z0-9_]*",
)
"""数据元."""

MATERIAL = Kind(
    "material",
    ("materials.yaml", "materials/*.yaml"),
    Material,
    many=True,
    check=_check_material,
    order=20,
    word="材料",
    id_pattern=r"[a-z][a-z0-9_]*",
)
"""申请材料."""
