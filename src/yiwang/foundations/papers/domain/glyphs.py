"""Which characters the fonts in the repository have.

A paper with any other is refused, never printed with holes.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "fonts"
_INVISIBLE = frozenset("\n\r\t\u200b\ufeff")


class MissingGlyphError(ValueError):
    """Some characters cannot be printed; ``characters`` names them."""

    def __init__(self, characters: list[str]) -> None:
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in characters)
        super().__init__(f"字库里没有这些字：{named}。请先用 tools/fonts.py 补入字库，或改用其他写法。")
        self.characters = characters


@cache
def glyphs() -> frozenset[str]:
    """All characters that every font here has, as ``tools/fonts.py`` wrote them down."""
    return frozenset((FONTS / "characters.txt").read_text(encoding="utf-8")) | _INVISIBLE


def missing_in(texts: Iterable[str]) -> list[str]:
    """Characters that no font here has, in order of code."""
    return sorted(set().union(*map(set, texts)) - glyphs())


def glyphs_checked(texts: Iterable[str]) -> None:
    """Raises MissingGlyphError if any text cannot be printed whole."""
    missing = missing_in(texts)
    if missing:
        raise MissingGlyphError(missing)
