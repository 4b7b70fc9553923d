"""What a pack writes about bodies, units, posts and roles: ``organisations.yaml`` and ``roles.yaml``.

One line with ``for_divisions`` stands for one body in each of those divisions: eight counties need no copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from yiwang.foundations.divisions.pure import Level
from yiwang.loader import Complaint, Definition, Kind, Part, World

LEVELS = {level.value for level in Level}


class Sees(StrEnum):
    """Whose work a post sees: its own unit's, its body's, that of all bodies of its division and below, the city's.

    Beyond its body a post looks on and takes no part.
    """

    UNIT = "unit"
    BODY = "body"
    DIVISION = "division"
    CITY = "city"


class Role(Definition):
    """角色: what a post may do, in permission words such as ``case.act.intake``."""

    label: str
    may: tuple[str, ...] = ()
    sees: Sees = Sees.UNIT


class UnitPart(Part):
    """A unit within a body; ``id`` is completed to ``<body>-<id>``."""

    id: str
    name: str
    parent: str = ""


class PostPart(Part):
    """A post: ``id`` is completed to ``<unit>-<id>``; without ``unit`` it belongs to the body itself."""

    id: str
    title: str
    unit: str = ""
    roles: tuple[str, ...] = ()
    count: int = Field(default=1, ge=1)


class Shape(Part):
    """Units and posts that many bodies have alike."""

    units: tuple[UnitPart, ...] = ()
    posts: tuple[PostPart, ...] = ()


class BodyPart(Part):
    """A body, or with ``for_divisions`` (codes or levels) one body in each division.

    Texts may hold ``{code}``, ``{division}``, ``{place}``, ``{path}`` and ``{local}``; ``names`` gives other
    names in single ones.
    """

    id: str
    name: str
    short: str = ""
    function: str
    division: str = ""
    for_divisions: tuple[str, ...] = ()
    names: dict[str, str] = Field(default_factory=dict)
    uscc: str = ""
    demo_uscc: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    calendar: str = ""
    shape: str = ""
    units: tuple[UnitPart, ...] = ()
    posts: tuple[PostPart, ...] = ()


class Successor(Part):
    """Who takes over the work of a unit or post that is abolished."""

    gone: str
    successor: str


class Organisations(Definition):
    """The whole ``organisations.yaml``: functions, shapes, bodies, successions.

    Attributes:
        receiving: sort of place that receives and hands out (hall, town, village) → function of its bodies.
    """

    functions: dict[str, str] = Field(default_factory=dict)
    receiving: dict[str, str] = Field(default_factory=dict)
    shapes: dict[str, Shape] = Field(default_factory=dict)
    bodies: tuple[BodyPart, ...] = ()
    successors: tuple[Successor, ...] = ()


def _check(organisations: Organisations, world: World) -> Iterator[Complaint]:
    yield from _check_receiving(organisations)
    for place, body in enumerate(organisations.bodies):
        yield from _check_words(organisations, place, body)
        yield from _check_divisions(world, place, body)
        yield from _check_roles(organisations, world, place, body)


def _check_receiving(organisations: Organisations) -> Iterator[Complaint]:
    for place, function in organisations.receiving.items():
        if function not in organisations.functions:
            what = f"收件地点“{place}”的职能“{function}”没有定义。"
            mend = "在 functions 下写出它。"
            yield Complaint(what, mend, "organisations.function", ("receiving", place))


def _check_words(organisations: Organisations, place: int, body: BodyPart) -> Iterator[Complaint]:
    if body.shape and body.shape not in organisations.shapes:
        what = f"单位“{body.id}”的式样“{body.shape}”没有定义。"
        yield Complaint(
            what, "在 shapes 下写出它，或改用已有的式样。", "organisations.shape", ("bodies", place, "shape")
        )
    if body.function not in organisations.functions:
        what = f"单位“{body.id}”的职能“{body.function}”没有定义。"
        yield Complaint(
            what, "在 functions 下写出它。", "organisations.function", ("bodies", place, "function")
        )


def _check_divisions(world: World, place: int, body: BodyPart) -> Iterator[Complaint]:
    known = world.all("division")
    if bool(body.division) == bool(body.for_divisions):
        what = f"单位“{body.id}”要写 division 或 for_divisions，且只写一种。"
        yield Complaint(
            what,
            "一个单位写 division；成批的单位写 for_divisions。",
            "organisations.place",
            ("bodies", place),
        )
    for word in (*body.for_divisions, *body.names, *([body.division] if body.division else [])):
        if word not in known and word not in LEVELS:
            what = f"单位“{body.id}”写了不存在的区划“{word}”。"
            yield Complaint(
                what,
                "写 12 位区划代码，或 county、town 等层级。",
                "organisations.division",
                ("bodies", place),
            )


def _check_roles(
    organisations: Organisations, world: World, place: int, body: BodyPart
) -> Iterator[Complaint]:
    shape = organisations.shapes.get(body.shape, Shape())
    units = {unit.id for unit in (*shape.units, *body.units)}
    for post in (*shape.posts, *body.posts):
        for role in (role for role in post.roles if role not in world.all("role")):
            what = f"岗位“{post.title}”的角色“{role}”没有定义。"
            yield Complaint(what, "在 roles.yaml 写出它。", "organisations.role", ("bodies", place))
        if post.unit and post.unit not in units:
            what = f"岗位“{post.title}”所在的科室“{post.unit}”不在单位“{body.id}”里。"
            yield Complaint(what, "在 units 下写出它。", "organisations.unit", ("bodies", place))


ROLE = Kind("role", "roles.yaml", Role, many=True, live=True, order=30, word="角色")
"""角色."""

ORGANISATIONS = Kind(
    "organisations", "organisations.yaml", Organisations, check=_check, live=True, order=40, word="机构"
)
"""机构."""
