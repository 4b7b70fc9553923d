"""Texts of a pack by language: ``text/<lang>.yaml``, a mapping key → text."""

from typing import TYPE_CHECKING

from .definition import Definition
from .kind import Kind

if TYPE_CHECKING:
    from .world import World


class Text(Definition):
    """One text in one language; its id is ``<lang>/<key>``."""

    lang: str
    text: str


TEXT = Kind(
    "text",
    "text/*.yaml",
    Text,
    many=True,
    live=True,
    order=10,
    word="文本",
    stem_field="lang",
    value_field="text",
)


def text_in(world: "World", key: str, lang: str) -> str:
    """The text under a key in a language, else in the pack's first language, else the key itself."""
    for language in (lang, *world.pack.languages):
        held = world.find(TEXT, f"{language}/{key}")
        if held is not None:
            return held.text
    return key
