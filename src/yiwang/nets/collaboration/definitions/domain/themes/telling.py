"""A difference of a theme in words for who reviews it: names of parts, conditions as sentences, no codes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from yiwang.loader.diff import Change
from yiwang.nets.collaboration.definitions.domain.conditions import condition_words, templates
from yiwang.nets.collaboration.definitions.domain.words import STATUSES

from .words import CARDINALITIES, KINDS, LEVELS, SUBJECTS, TYPES, YES_NO, Around, choices_of, member_key

PARTS = {
    "title": "名称", "summary": "一句话说明", "subject": "给谁办", "life_stage": "阶段", "search": "搜索词",
    "lead": "牵头", "parties": "当事人", "questions": "问题", "members": "事项", "signers": "签名的人",
    "gather_until": "汇齐补正意见的时间", "reference_answers": "算账时的回答", "typical": "典型人物",
    "case_type": "办件流程", "faq": "常见问题", "notes": "来源与说明", "status": "核对情况",
    "ends_on": "最后一天", "ends_why": "停办原因", "instead": "以后改办", "when": "条件", "why": "说明",
    "ask": "问法", "hint": "提示", "type": "回答方式", "options": "选项", "unit": "单位", "fills": "填进的栏",
    "minimum": "最小", "maximum": "最大", "after": "要等的事项", "optional": "可以不办", "bind": "表上的人",
    "given": "固定的回答", "answers": "由哪一问回答", "label": "称呼", "kind": "是什么", "cardinality": "有几个",
    "rows": "几个由哪一问定", "from_identity": "登录的人就是他", "signs_when": "什么情况下签名",
    "never_contact": "任何时候都不联系", "body": "部门", "level": "哪一级", "answer": "回答", "source": "依据",
}  # fmt: skip
_CODES = {
    "subject": SUBJECTS, "level": LEVELS, "kind": KINDS, "cardinality": CARDINALITIES, "type": TYPES,
    "status": STATUSES,
}  # fmt: skip
Tree = Mapping[str, Any]


def theme_sentence(change: Change, trees: tuple[Tree, Tree], around: Around) -> str:
    """One change of a theme in words; ``trees`` are how the theme was and would be written."""
    if not change.path:
        return change.sentence()
    where = "的".join(_named(change.path, trees, around))
    said = {
        "added": "新增：{1}", "removed": "删去：{0}", "changed": "由“{0}”改为“{1}”",
    }[change.act]  # fmt: skip
    was, now = (_said(change.path, held, trees, around) for held in (change.before, change.after))
    return f"“{change.title}”{where}：{said.format(was, now)}。"


OF_PERSONA = {"title": "名称", "story": "经历", "answers": "回答"}


def persona_sentence(change: Change, trees: tuple[Tree, Tree]) -> str:
    """One change of a demo applicant in words; ``trees`` are how the theme was and would be written."""
    if not change.path or change.path[0] not in OF_PERSONA:
        return change.sentence()
    asked = {one["id"]: one for tree in trees for one in tree.get("questions", ())}
    question = asked.get(change.path[-1], {}) if len(change.path) > 1 else {}
    about = f"“{question['ask']}”" if question.get("ask") else ""
    was, now = (_answered(held, question) for held in (change.before, change.after))
    said = {"added": f"新增：{now}", "removed": f"删去：{was}", "changed": f"由“{was}”改为“{now}”"}[
        change.act
    ]
    return f"典型人物“{change.title}”{OF_PERSONA[change.path[0]]}{about}：{said}。"


def _answered(value: Any, question: Tree) -> str:
    """An answer as people choose it; of several, each."""
    if isinstance(value, dict):
        return "、".join(f"{key} {held}" for key, held in value.items())
    options = choices_of(question)
    return "、".join(options.get(one, one) for one in str(value if value is not None else "").split(","))


def _named(path: tuple[str, ...], trees: tuple[Tree, Tree], around: Around) -> list[str]:
    names = [PARTS.get(path[0], path[0])]
    for before, step in pairwise(path):
        names.append(_entry(before, step, trees, around) or PARTS.get(step, step))
    return names


def _entry(part: str, step: str, trees: tuple[Tree, Tree], around: Around) -> str:
    """What one question, party or item is called; empty for what is none."""
    for tree in reversed(trees):
        named = {
            "questions": {one["id"]: one.get("ask", "") for one in tree.get("questions", ())},
            "reference_answers": {one["id"]: one.get("ask", "") for one in tree.get("questions", ())},
            "parties": {key: one.get("label", "") for key, one in tree.get("parties", {}).items()},
            "members": _titles(tree, around),
        }.get(part, {})
        if named.get(step):
            return f"“{named[step]}”"
    return ""


def _titles(tree: Tree, around: Around) -> dict[str, str]:
    """Titles of members by their names, and by their items."""
    held = [(member_key(one), one.get("item", "")) for one in tree.get("members", ())]
    titles = {item: around.items[item].title for _, item in held if item in around.items}
    return titles | {key: titles.get(item, key) for key, item in held}


def _said(path: tuple[str, ...], value: Any, trees: tuple[Tree, Tree], around: Around) -> str:
    if isinstance(value, list):
        return "、".join(_said(path, one, trees, around) for one in value)
    if isinstance(value, dict):
        told = {
            PARTS.get(key, key): _said((*path, key), held, trees, around)
            for key, held in value.items()
            if held
        }
        return "，".join(f"{key} {held}" for key, held in told.items())
    if isinstance(value, bool):
        return YES_NO[str(value).lower()]
    return _text(path, str(value if value is not None else ""), trees, around)


def _text(path: tuple[str, ...], text: str, trees: tuple[Tree, Tree], around: Around) -> str:
    last = path[-1]
    if last == "when":
        asked = [one for tree in trees for one in tree.get("questions", ())]
        known = templates(asked, around.bounds)
        return condition_words(text, known) if text else "总是"
    if path[0] == "members" and last in ("item", "member", "after", "key"):
        return next((held for tree in trees if (held := _titles(tree, around).get(text))), text)
    others = {"typical": around.personas, "instead": around.others, "body": around.functions}
    return {**YES_NO, **_CODES.get(last, {}), **others.get(last, {})}.get(text, text)
