"""Which characters the fonts have: those in the repository, and those a site adds in a folder of its own.

A paper with any other is refused, never printed with holes or silent boxes.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from yiwang.kernel.names import character_said

FONTS = Path(__file__).resolve().parents[1] / "fonts"
KNOWN = ("characters.txt", "rare.txt")
"""What ``tools/fonts.py`` wrote down: what every font has, and what the fonts for names have beside."""

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_INVISIBLE = frozenset("\n\r\t\u200b\ufeff")
_added: list[Path] = []


class MissingGlyphError(ValueError):
    """Some characters cannot be printed; ``characters`` names them."""

    def __init__(self, characters: list[str]) -> None:
        named = "、".join(map(character_said, characters))
        super().__init__(
            f"字库里没有这些字：{named}，所以没有印出，也没有用方框代替。"
            "请管理员在字库文件夹（YIWANG_FONTS）里加上有这些字的字体，例如 fonts-babelstone-han；之后再印。"
        )
        self.characters = characters


def fonts_add(folder: Path) -> None:
    """Set papers with the fonts of a folder too, where those in the repository lack a character. Once, at start."""
    _added.append(folder)
    glyphs.cache_clear()


def font_folders() -> tuple[Path, ...]:
    """Where fonts lie, the repository's first."""
    return (FONTS, *_added)


@cache
def glyphs() -> frozenset[str]:
    """All characters that can be printed."""
    ours = frozenset("".join((FONTS / name).read_text(encoding="utf-8") for name in KNOWN))
    return ours.union(_INVISIBLE, *map(_held, _added))


def _held(folder: Path) -> set[str]:
    """Every character of the fonts in a folder, as the fonts themselves say."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    return {chr(code) for path in files for font in _fonts(path) for code in font.getBestCmap() or ()}


def _fonts(path: Path) -> list[TTFont]:
    is_many = path.suffix.lower() in (".ttc", ".otc")
    return list(TTCollection(str(path), lazy=True)) if is_many else [TTFont(str(path), lazy=True)]


def missing_in(texts: Iterable[str]) -> list[str]:
    """Characters that no font here has, in order of code."""
    return sorted(set().union(*map(set, texts)) - glyphs())


def glyphs_checked(texts: Iterable[str]) -> None:
    """Raises MissingGlyphError if any text cannot be printed whole."""
    missing = missing_in(texts)
    if missing:
        raise MissingGlyphError(missing)
