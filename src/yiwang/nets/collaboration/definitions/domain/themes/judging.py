"""One condition while it is being typed: what it says in words, or what the check of the pack would say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from yiwang.engines.catalog.pure import Theme, condition_complaints
from yiwang.loader import World
from yiwang.nets.collaboration.definitions.domain.conditions import condition_words, templates

from .words import Around, member_key

Tree = Mapping[str, Any]


def judged_name(name: str) -> str:
    """The condition that a field of the form is the expression of; empty for other fields."""
    return (
        name if name.endswith(".signs_when") else name.removesuffix(".text") if name.endswith(".text") else ""
    )


def condition_said(tree: Tree, name: str, world: World, around: Around, theme_id: str) -> dict[str, Any]:
    """``expression``, ``words`` of it and ``wrong``, sentences; ``name`` is the field's path without its last step."""
    part, _, key = name.partition(".")
    key, last = key.rpartition(".")[::2]
    expression = _expression(tree, part, key, last)
    theme = _shaped(tree, theme_id)
    if theme is None:
        return {
            "wrong": ["先把名称、问题等必填的写完整，再核对条件。"],
            "expression": expression,
            "words": "",
        }
    row, question = (key if part == "parties" else ""), (key if part == "questions" else "")
    told = condition_complaints(theme, world, expression, row_of=row, question=question)
    known = templates(tree.get("questions", ()), around.bounds)
    words = condition_words(expression, known) if expression else ""
    return {"wrong": [f"{one.what}{one.mend}" for one in told], "expression": expression, "words": words}


def _expression(tree: Tree, part: str, key: str, last: str) -> str:
    named = {
        "members": {member_key(one): one for one in tree.get("members", ())},
        "questions": {one["id"]: one for one in tree.get("questions", ())},
        "parties": tree.get("parties", {}),
    }.get(part, {})
    return str(named.get(key, {}).get(last, ""))


def _shaped(tree: Tree, theme_id: str) -> Theme | None:
    try:
        return Theme.model_validate({**tree, "id": theme_id})
    except ValidationError:
        return None
