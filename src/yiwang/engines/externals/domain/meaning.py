"""What a word of another system means here: an act and its data."""

from collections.abc import Mapping
from dataclasses import dataclass

from .gateway import Said


@dataclass(frozen=True)
class Meaning:
    """The act that an answer asks for, and what is said with it."""

    act: str
    data: Mapping[str, str]


def meaning_of(act: str, template: Mapping[str, str], said: Said, system: str) -> Meaning:
    """An answer's act with its data filled in.

    Args:
        act: the act the pack names for the word.
        template: its data; ``{word}``, ``{note}``, ``{number}``, ``{their_number}``, ``{system}`` are replaced.
        said: the answer.
        system: what people call the system.
    """
    words = {
        "word": said.word, "note": said.note, "number": said.number, "their_number": said.their_number,
        "system": system,
    }  # fmt: skip
    return Meaning(act, {key: _filled(text, words) for key, text in template.items()})


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Braces replaced in one pass, so that what the other side says is never read as a template."""
    parts = text.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        out.append(words[name] + rest if closed and name in words else "{" + part)
    return "".join(out)
