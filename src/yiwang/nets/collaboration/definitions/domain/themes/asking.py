"""How the form of a theme asks: one of many, and a condition by choosing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.faces.elements.public import Widget, options_of
from yiwang.nets.collaboration.definitions.domain.conditions import ALWAYS, FREE, JOINS, Clause, chosen_of
from yiwang.nets.collaboration.definitions.domain.fields import text_line


def select(name: str, label: str, value: str, options: Mapping[str, str], **more: Any) -> Widget:
    """One of many, as a list to choose from however few there are."""
    return Widget(name, label, "division", value, options_of(options, value), **{"required": False, **more})


def condition_widgets(
    name: str, label: str, expression: str, known: Mapping[str, str], always: str = "总是要"
) -> Iterator[Widget]:
    """A condition by choosing, and its expression for those who know it."""
    chosen = chosen_of(expression, known)
    first = chosen.first.template if chosen else FREE if expression else ALWAYS
    second, join = (chosen.second, chosen.join) if chosen else (Clause(""), "")
    options = {ALWAYS: always, **known, FREE: "按下面的算式"}
    yield select(f"{name}.is", label, first, options, required=True)
    yield text_line(f"{name}.number", f"{label}：填数", chosen.first.number if chosen else "", kind="decimal")
    yield select(
        f"{name}.join", f"{label}：再加一条", join, {key: word for key, word in JOINS.items() if key}
    )
    yield select(f"{name}.is2", f"{label}：第二条", second.template, known)
    yield text_line(f"{name}.number2", f"{label}：第二条填数", second.number, kind="decimal")
    yield text_line(f"{name}.text", f"{label}：算式", expression, hint="会写的人可以直接改；不会写的不用管")
