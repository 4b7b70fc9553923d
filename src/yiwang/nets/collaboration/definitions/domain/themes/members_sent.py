"""From what the form sent about a theme's items to how its members are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.engines.catalog.pure import Item
from yiwang.nets.collaboration.definitions.domain.conditions import condition_sent, templates
from yiwang.nets.collaboration.definitions.domain.fields import Sent, put, put_sent, sent_value
from yiwang.nets.collaboration.definitions.domain.written import Tree

from .members import ANSWERED, FIXED, answered_by, waited
from .taking import in_order, is_dropped, one_of, place_sent, put_unless, said_of, unused
from .words import YES_NO, Around, bindings, member_key


def members_sent(tree: Tree, sent: Sent, around: Around) -> list[Tree]:
    """Members in their order after what was sent, with the one to be added; ``tree`` already has its new questions."""
    held: list[Tree] = tree.get("members", [])
    gone = {member_key(one) for one in held if is_dropped(sent, f"members.{member_key(one)}")}
    known = templates(tree.get("questions", ()), around.bounds)
    kept = [
        (place_sent(sent, f"members.{key}", place), _member_sent(one, tree, gone, known, sent, around))
        for place, one in enumerate(held, 1)
        if (key := member_key(one)) not in gone
    ]
    return [*in_order(kept), *_added(held, tree, sent, around)]


def _member_sent(
    held: Tree, tree: Tree, gone: set[str], known: Mapping[str, str], sent: Sent, around: Around
) -> Tree:
    new, name = dict(held), f"members.{member_key(held)}"
    put(new, "when", condition_sent(f"{name}.when", new.get("when", ""), known, said_of(sent)))
    put_sent(new, "why", sent, f"{name}.why")
    optional = one_of(sent, f"{name}.optional", new.get("optional", "false"), YES_NO)
    put_unless(new, "optional", optional, "false")
    put(new, "after", [*_after_sent(held, tree, gone, name, sent)])
    item = around.items.get(held.get("item", ""))
    if item is not None:
        _put_bind(new, item, name, sent)
        _put_answers(new, held, item, tree, name, sent)
    return new


def _after_sent(held: Tree, tree: Tree, gone: set[str], name: str, sent: Sent) -> Iterator[Any]:
    """What it waits for; written as before where the same is meant."""
    written = {key: one for (key, _), one in zip(waited(held), held.get("after", ()), strict=True)}
    before = dict(waited(held))
    wanted = _wanted(before, name, sent) if f"{name}.why" in sent else before
    order = [*before, *(member_key(one) for one in tree.get("members", ()) if member_key(one) not in before)]
    for key in order:
        if key in wanted and key not in gone:
            same = before.get(key) == wanted[key]
            yield (
                written[key]
                if same
                else key
                if wanted[key] == "result"
                else {"member": key, "needs": "closed"}
            )


def _wanted(before: Mapping[str, str], name: str, sent: Sent) -> dict[str, str]:
    closed = set(sent.getlist(f"{name}.after_closed"))
    chosen = [*sent.getlist(f"{name}.after"), *(key for key in closed if key not in before)]
    return {key: "closed" if key in closed else "result" for key in chosen}


def _put_bind(new: Tree, item: Item, name: str, sent: Sent) -> None:
    bind = dict(new.get("bind", {}))
    for party in item.parties:
        put_sent(bind, party, sent, f"{name}.bind.{party}")
    new["bind"] = bind


def _put_answers(new: Tree, held: Tree, item: Item, tree: Tree, name: str, sent: Sent) -> None:
    """By which question of the theme, or which fixed answer, the item's own questions are answered."""
    answers, given = dict(new.get("answers", {})), dict(new.get("given", {}))
    for question in item.questions:
        before = answered_by(question.id, held, tree)
        chosen = sent_value(sent, f"{name}.answer.{question.id}", before)
        if chosen == before:
            continue
        put(given, question.id, chosen.removeprefix(FIXED) if chosen.startswith(FIXED) else "")
        other = chosen.removeprefix(ANSWERED) if chosen.startswith(ANSWERED) else ""
        put(answers, question.id, other if other != question.id else "")
    put(new, "answers", answers)
    put(new, "given", given)


def _added(held: list[Tree], tree: Tree, sent: Sent, around: Around) -> Iterator[Tree]:
    """The item to be added, its parties bound where there is but one that fits."""
    item = around.items.get(sent_value(sent, "new_member.item", ""))
    if item is not None:
        names = {member_key(one) for one in held}
        key = {"key": unused(item.id, dict.fromkeys(names))} if item.id in names else {}
        yield {**key, "item": item.id, "bind": bound(item, tree)}


def bound(item: Item, tree: Mapping[str, Any]) -> Tree:
    """Who an item's parties may be in a theme: of the same name, or the only one of the kind."""
    parties: Mapping[str, Any] = tree.get("parties", {})
    return {own: one for own, party in item.parties.items() if (one := _fitting(own, party, parties, tree))}


def _fitting(own: str, party: Any, parties: Mapping[str, Any], tree: Mapping[str, Any]) -> str:
    same = [key for key, one in parties.items() if _alike(one.get("kind", ""), party.kind)]
    chosen = own if own in same else same[0] if len(same) == 1 else ""
    many = parties.get(chosen, {}).get("cardinality") == "many" and party.cardinality == "one"
    return f"{chosen}.first" if many and f"{chosen}.first" in bindings(tree) else chosen


def _alike(ours: str, theirs: str) -> bool:
    return ours == theirs or "either" in (ours, theirs)
