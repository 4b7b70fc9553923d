"""How single values of a theme's form are taken: a known choice, a place in a row, a name that is free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yiwang.kernel.counting import whole_number
from yiwang.nets.collaboration.definitions.domain.fields import Sent, put, sent_value
from yiwang.nets.collaboration.definitions.domain.written import Tree


def one_of(sent: Sent, name: str, before: str, known: Mapping[str, str]) -> str:
    """A choice that was sent, if it is one; otherwise what was there."""
    value = sent_value(sent, name, before)
    return value if value in known else before


def put_unless(tree: Tree, key: str, value: str, usual: str) -> None:
    """Write a value, unless it is the usual one and was not written before."""
    if value != usual or key in tree:
        put(tree, key, value)


def is_dropped(sent: Sent, name: str) -> bool:
    """Whether a part was to go."""
    return sent_value(sent, f"{name}.keep", "") == "drop"


def unused(word: str, held: Mapping[str, Any]) -> str:
    """The first of ``word_1``, ``word_2`` … that is not there yet."""
    place = 1
    while f"{word}_{place}" in held:
        place += 1
    return f"{word}_{place}"


LAST_PLACE = 999


def place_sent(sent: Sent, name: str, before: int) -> int:
    """Where a part is to stand; where it stood, if that is no number."""
    place = whole_number(sent_value(sent, f"{name}.place", ""), LAST_PLACE)
    return before if place is None else place


def in_order(placed: list[tuple[int, Tree]]) -> Iterator[Tree]:
    """Parts by their places: one moved up stands before, one moved down behind whoever held that place."""
    marked = [(place, (place > at) - (place < at), part) for at, (place, part) in enumerate(placed, 1)]
    yield from (part for _, _, part in sorted(marked, key=lambda one: one[:2]))


def said_of(sent: Sent) -> dict[str, str]:
    """What was sent about conditions, by name."""
    return {key: sent_value(sent, key, "") for key in sent if ".when." in key}
