"""The part of a theme's form that speaks of its items: when each belongs, what it waits for, who its parties are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.engines.catalog.pure import Question
from yiwang.faces.elements.public import Widget, options_of
from yiwang.nets.collaboration.definitions.domain.conditions import templates
from yiwang.nets.collaboration.definitions.domain.fields import Groups, choice, text_line
from yiwang.nets.collaboration.definitions.domain.written import Tree

from .asking import condition_widgets, select
from .words import KEEP, YES_NO, Around, bindings, member_key

ANSWERED, FIXED = "q:", "v:"
"""What an item's own question is answered by: a question of the theme, or a fixed answer."""


def member_groups(tree: Tree, around: Around) -> Groups:
    """Every member, and one to add."""
    known = templates(tree.get("questions", ()), around.bounds)
    rows: Groups = [
        (item_title(member, around), tuple(_member(place, member, tree, around, known)))
        for place, member in enumerate(tree.get("members", ()), 1)
    ]
    free = {key: item.title for key, item in around.items.items()}
    return [*rows, ("添一项", (select("new_member.item", "添哪一个事项", "", free),))]


def item_title(member: Mapping[str, Any], around: Around) -> str:
    """What a member is called: its item's title."""
    item = around.items.get(member.get("item", ""))
    return item.title if item else member_key(member)


def _member(
    place: int, member: Tree, tree: Tree, around: Around, known: Mapping[str, str]
) -> Iterator[Widget]:
    key, title = member_key(member), item_title(member, around)
    name = f"members.{key}"
    yield from condition_widgets(f"{name}.when", f"“{title}”什么时候要办", member.get("when", ""), known)
    yield text_line(f"{name}.why", f"“{title}”为什么要办（申请人会看到）", member.get("why"))
    yield choice(f"{name}.optional", f"“{title}”申请人可以不办吗", member.get("optional", "false"), YES_NO)
    yield from _after(name, title, member, tree, around)
    yield from _parts(name, title, member, tree, around)
    yield text_line(f"{name}.place", f"“{title}”排在第几", str(place), kind="int")
    yield choice(f"{name}.keep", f"“{title}”留不留", "keep", KEEP)


def _after(name: str, title: str, member: Tree, tree: Tree, around: Around) -> Iterator[Widget]:
    others = {
        member_key(one): item_title(one, around) for one in tree.get("members", ()) if one is not member
    }
    waits = dict(waited(member))
    chosen = ",".join(waits)
    closed = ",".join(key for key, needs in waits.items() if needs == "closed")
    if others:
        yield Widget(
            f"{name}.after",
            f"“{title}”要等哪几项先办好",
            "choices",
            chosen,
            options_of(others, chosen),
            False,
        )
        told = f"“{title}”等的几项里，办结就行、不用等发证的"
        yield Widget(f"{name}.after_closed", told, "choices", closed, options_of(others, closed), False)


def waited(member: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(member, what is needed of it) of everything that a member waits for."""
    for one in member.get("after", ()):
        yield (one, "result") if isinstance(one, str) else (one.get("member", ""), one.get("needs", "result"))


def _parts(name: str, title: str, member: Tree, tree: Tree, around: Around) -> Iterator[Widget]:
    """Who the item's parties are, and what answers its own questions."""
    item, whose = around.items.get(member.get("item", "")), bindings(tree)
    for key, party in item.parties.items() if item else ():
        label = f"“{title}”里的“{party.label}”是谁"
        yield select(f"{name}.bind.{key}", label, member.get("bind", {}).get(key, ""), whose, required=True)
    for question in item.questions if item else ():
        told = f"“{title}”要问“{question.ask}”，由什么回答"
        options = _answers(question, member, tree)
        yield select(f"{name}.answer.{question.id}", told, answered_by(question.id, member, tree), options)


def answered_by(question: str, member: Mapping[str, Any], tree: Tree) -> str:
    """The choice that stands for how an item's question is answered; empty if by nothing."""
    given = member.get("given", {})
    if question in given:
        return f"{FIXED}{given[question]}"
    name = member.get("answers", {}).get(question, question)
    return f"{ANSWERED}{name}" if name in {one["id"] for one in tree.get("questions", ())} else ""


def _answers(question: Question, member: Tree, tree: Tree) -> dict[str, str]:
    asked = {
        f"{ANSWERED}{one['id']}": f"问申请人：{one.get('ask', '')}"
        for one in tree.get("questions", ())
        if one.get("type", "bool") == question.type.value
    }
    options = YES_NO if question.type.value == "bool" else question.options
    fixed = {f"{FIXED}{code}": f"总是“{label}”" for code, label in options.items()}
    given = member.get("given", {}).get(question.id)
    return asked | fixed | ({f"{FIXED}{given}": f"总是“{given}”"} if given and given not in options else {})
