"""Names as people write them: GB 18030—2022 characters whole, dots and widths in one form, private code points mended.

Old systems keep rare characters at private code points (``U+E000``–``U+F8FF`` and two planes more): each maker his
own, so nobody else can show or find them. A table says what stands for what; what it does not know is told.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DOT: Final = "·"
"""U+00B7, the dot between the parts of a name."""

_DOTS: Final = re.compile(r"\s*[·•‧∙⋅・･．﹒᛫●]\s*")
_HAN: Final = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_ASCII_DOT: Final = re.compile(rf"(?<={_HAN})\s*\.\s*(?={_HAN})")
_BETWEEN_HAN: Final = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_WIDE: Final = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_HIDDEN: Final = re.compile(r"[​-‏⁠﻿︀-️\U000e0100-\U000e01ef]")
_FITTING: Final = frozenset("LMNP") | {"Z"}


@dataclass(frozen=True)
class Name:
    """A name in its standard form.

    Attributes:
        text: the name; characters that could not be mended stand in it as they were.
        changed: what was changed, in words.
        unknown: private code points that no table knows, and signs that stand for nothing.
        odd: signs that no name has, such as pictures.
    """

    text: str
    changed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def name_read(typed: str, private: Mapping[str, str] | None = None) -> Name:
    """Bring a name to its standard form.

    Args:
        typed: as it was typed, pasted, or came from an old system.
        private: private code points with what they stand for.

    Extensions A to I and compatibility characters stay characters; nothing is cut or replaced by a box. Compatibility
    characters that Unicode holds to be the same as another become that other one.
    """
    table = private or {}
    mended = "".join(table.get(sign, sign) for sign in typed)
    spaced = _HIDDEN.sub("", unicodedata.normalize("NFC", mended)).translate(_WIDE)
    dotted = _ASCII_DOT.sub(DOT, _DOTS.sub(DOT, spaced))
    text = _BETWEEN_HAN.sub("", " ".join(dotted.split())).strip(DOT)
    changes = (
        ("旧系统的专用码位改为标准字", mended != typed),
        (
            "全角字母数字改为半角",
            spaced.translate(_WIDE) == spaced and any(ord(sign) in _WIDE for sign in mended),
        ),
        ("间隔号统一为“·”", dotted != spaced),
    )
    said = tuple(what for what, changed in changes if changed)
    return Name(text, said, tuple(private_in(text)), tuple(sorted({s for s in text if _is_odd(s)})))


def private_in(text: str) -> list[str]:
    """Private and unassigned code points in a text, in order of code, each once."""
    return sorted({sign for sign in text if _is_private(sign)})


def character_said(sign: str) -> str:
    """A character that may not be shown by every font, for a sentence: itself and its code point."""
    shown = "" if _is_private(sign) else f"“{sign}”"
    return f"{shown}（U+{ord(sign):04X}）" if shown else f"U+{ord(sign):04X}"


def name_key(text: str, variants: Mapping[str, str] | None = None) -> str:
    """What a name is found by: variants are one, case and dots and spaces do not matter.

    Args:
        text: a name, or a part of one.
        variants: characters with the one that stands for all their like.
    """
    table = variants or {}
    plain = "".join(table.get(sign, sign) for sign in unicodedata.normalize("NFKC", text))
    return re.sub(r"[\s·•‧∙⋅・･．.﹒'’-]+", "", plain).casefold()


def _is_private(sign: str) -> bool:
    """Private use, or a code point this Unicode knows nothing of; the newest extension blocks are characters."""
    kind = unicodedata.category(sign)
    return kind in ("Co", "Cs") or (kind == "Cn" and not _is_ideograph(sign))


def _is_ideograph(sign: str) -> bool:
    """Whether a code point lies in the planes of ideographs, which may be newer than this Python."""
    return 0x20000 <= ord(sign) <= 0x3FFFD and ord(sign) & 0xFFFF < 0xFFFE


def _is_odd(sign: str) -> bool:
    """Whether no name has it: control characters, pictures, signs of arithmetic and money."""
    kind = unicodedata.category(sign)
    return kind[0] not in _FITTING and not _is_private(sign) and not _is_ideograph(sign)
