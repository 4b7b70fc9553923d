"""What the form of a theme calls what is written in codes, and what it must know of the rest of the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import ELEMENT, ITEM, PERSONA, THEME, Item
from yiwang.foundations.organisations.public import ORGANISATIONS
from yiwang.loader import PARAMETER, World
from yiwang.nets.collaboration.definitions.domain.conditions import Bound

SUBJECTS = {"person": "个人", "enterprise": "企业", "project": "项目"}
LEVELS = {
    "nation": "国家", "province": "省", "prefecture": "市", "county": "县（市、区）", "town": "镇街", "village": "村居",
}  # fmt: skip
KINDS = {"person": "个人", "organisation": "单位", "either": "个人或单位", "thing": "房屋、车辆等物"}
CARDINALITIES = {"one": "只有一个", "many": "可以有几个"}
TYPES = {
    "bool": "是或否", "choice": "选一个", "choices": "可选几个", "int": "整数", "decimal": "数（可有小数）",
    "date": "日期", "text": "一行字",
}  # fmt: skip
FLAGS = {"from_identity": "登录的人就是他", "signs": "要他签名", "never_contact": "任何时候都不联系他"}
KEEP = {"keep": "留着", "drop": "去掉"}
YES_NO = {"true": "是", "false": "否"}


def choices_of(question: Mapping[str, Any]) -> dict[str, str]:
    """The answers to a question as written, as people choose among them; none where they type, or for no question."""
    is_bool = bool(question) and question.get("type", "bool") == "bool"
    return dict(YES_NO if is_bool else question.get("options") or {})


@dataclass(frozen=True)
class Around:
    """As much of the pack as the form of one theme speaks of, everything by id.

    Attributes:
        personas: demo applicants of this theme, with their titles.
        others: titles of other themes, for the one that takes its place.
    """

    items: Mapping[str, Item]
    elements: Mapping[str, str]
    functions: Mapping[str, str]
    personas: Mapping[str, str]
    bounds: tuple[Bound, ...]
    others: Mapping[str, str]


def around(world: World, theme_id: str, day: date) -> Around:
    """What stands around a theme in a pack, on a day."""
    personas = {key: one.title for key, one in world.all(PERSONA).items() if one.theme == theme_id}
    functions = {
        key: name for held in world.all(ORGANISATIONS).values() for key, name in held.functions.items()
    }
    return Around(
        world.all(ITEM),
        {key: one.label for key, one in world.all(ELEMENT).items()},
        functions,
        personas,
        tuple(_bounds(world, day)),
        {key: one.title for key, one in world.all(THEME).items() if key != theme_id},
    )


def _bounds(world: World, day: date) -> Iterator[Bound]:
    for key, parameter in world.all(PARAMETER).items():
        held = parameter.on(day)
        if held is not None and parameter.type in ("int", "decimal"):
            yield Bound(key, parameter.title, parameter.unit, held.value)


def bindings(tree: Mapping[str, Any]) -> dict[str, str]:
    """Who an item's party can be: every party of the theme, of several also the first alone."""
    told: dict[str, str] = {}
    for key, party in tree.get("parties", {}).items():
        many = party.get("cardinality") == "many"
        told[key] = f"每一位{party.get('label', key)}" if many else party.get("label", key)
        if many:
            told[f"{key}.first"] = f"第一位{party.get('label', key)}"
    return told


def member_key(member: Mapping[str, Any]) -> str:
    """A member's name: its key, or its item's id."""
    return str(member.get("key") or member.get("item", ""))
