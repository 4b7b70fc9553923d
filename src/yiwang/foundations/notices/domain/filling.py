"""Filling a template: a sentence whose value is missing is left out; secret numbers never get through."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from yiwang.kernel.ids import mask_in

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def holes_in(text: str) -> set[str]:
    """The names that a text wants filled."""
    return set(_HOLE.findall(text))


def filled(text: str, data: Mapping[str, Any]) -> str:
    """The text with its values; empty if any is missing. Identity and phone numbers come out masked."""
    if any(data.get(name) in (None, "") for name in holes_in(text)):
        return ""
    return mask_in(_HOLE.sub(lambda hole: str(data[hole[1]]), text))


def sentences_filled(sentences: Iterable[str], data: Mapping[str, Any]) -> str:
    """Sentences that can be filled, one after the other."""
    return "".join(text for sentence in sentences if (text := filled(sentence, data)))
