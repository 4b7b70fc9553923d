"""Make the font subsets that papers are set in, from Debian's Noto CJK fonts (fonts-noto-cjk, OFL-1.1).

    python -m tools.fonts [--from /usr/share/fonts/opentype/noto]

A subset holds GB 2312 (both levels), Latin, punctuation, and every character that packs and source use.
Beside them lie two of one weight for names: every other ideograph that Noto Serif has, in the first plane and beyond
(extensions A to H, compatibility characters). A paper falls back on them, whatever it is set in.
Each stays under 6 MB. Run it again when a paper names a character it does not know; the licence text lies
beside the subsets.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/yiwang/foundations/papers/fonts"
SOURCES = {
    "YiwangSerifSC-Regular.otf": ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
    "YiwangSerifSC-Bold.otf": ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
    "YiwangSansSC-Regular.otf": ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    "YiwangSansSC-Bold.otf": ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC"),
}
RARE = {"YiwangRareSC-Regular.otf": False, "YiwangRareExtSC-Regular.otf": True}
"""Fonts for names, and whether they hold the extensions or the rest of the unified ideographs."""
FEATURES = ["kern", "palt", "vert", "vrt2", "locl", "ccmp"]
LARGEST = 6_000_000
MORE = "〇〔〕【】《》〈〉「」『』—…·‘’“”￥¥℃㎡㎥№①②③④⑤⑥⑦⑧⑨⑩●▲■‖□☑√×÷±≤≥→←↑↓★☆ⓘ〜～　"


def main() -> int:
    """Write the subsets and say how big they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=Path, default=Path("/usr/share/fonts/opentype/noto"))
    parser.add_argument("--rare", action="store_true", help="only the fonts for names")
    told = parser.parse_args()
    wanted, sizes = characters(), []
    if not told.rare:
        sizes = [
            _subset(told.source / ttc, family, TARGET / name, wanted)
            for name, (ttc, family) in SOURCES.items()
        ]
        (TARGET / "characters.txt").write_text(_shared(), encoding="utf-8")
    sizes += [_rare(told.source, name, beyond) for name, beyond in RARE.items()]
    (TARGET / "rare.txt").write_text(_held(RARE), encoding="utf-8")
    return 0 if max(sizes) < LARGEST else 1


def characters() -> set[int]:
    """Code points to keep."""
    return {
        ord(char)
        for char in gb2312() | set(map(chr, range(32, 0x17F))) | set(MORE) | used()
        if char.isprintable() or char == "\u3000"
    }


def gb2312() -> set[str]:
    """Every character of GB 2312: symbols and both levels of Chinese characters."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {pair.decode("gb2312", "ignore") for pair in pairs} - {""}


def used() -> set[str]:
    """Characters that occur in packs and source, so that a name from a pack can always be printed."""
    found: set[str] = set()
    for folder, endings in (("packs", {".yaml", ".csv", ".typ"}), ("src", {".py", ".html"})):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings and "tests" not in path.parts:
                found.update(path.read_text(encoding="utf-8", errors="ignore"))
    return found


def _shared() -> str:
    """Every character that all subsets have; a paper may use these and no others."""
    held = [set(TTFont(str(TARGET / name), lazy=True).getBestCmap()) for name in SOURCES]
    return "".join(map(chr, sorted(set.intersection(*held))))


def _rare(source: Path, name: str, beyond: bool) -> int:
    """One font for names: ideographs that the others do not have."""
    ttc, family = SOURCES["YiwangSerifSC-Regular.otf"]
    font = TTCollection(str(source / ttc), lazy=True).fonts[_number(source / ttc, family)]
    known = set(map(ord, (TARGET / "characters.txt").read_text(encoding="utf-8")))
    left = {code for code in set(font.getBestCmap()) - known if _is_ideograph(code)}
    wanted = {code for code in left if (code not in UNIFIED) == beyond}
    return _subset(source / ttc, family, TARGET / name, wanted, [])


UNIFIED = range(0x4E00, 0xA000)


def _is_ideograph(code: int) -> bool:
    return 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code >= 0x20000


def _held(names: Iterable[str]) -> str:
    """Every character that one of these subsets has."""
    held = [set(TTFont(str(TARGET / name), lazy=True).getBestCmap()) for name in names]
    return "".join(map(chr, sorted(set.union(*held))))


def _subset(source: Path, family: str, target: Path, wanted: set[int], features: list[str] = FEATURES) -> int:
    options = Options(layout_features=features, hinting=False, notdef_outline=True)
    options.name_IDs, options.name_languages = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17], ["*"]
    options.font_number = _number(source, family)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    _name(font, target.stem)
    save_font(font, str(target), options)
    size = target.stat().st_size
    print(f"{target.name}: {size / 1e6:.1f} MB, {len(font.getBestCmap())} characters")
    return size


def _name(font: object, stem: str) -> None:
    """Name the subset ours: the OFL asks that a changed font does not carry the reserved name."""
    family, style = stem.rsplit("-", 1)
    family = family.replace("Yiwang", "Yiwang ").replace("SC", " SC")
    table = font["name"]  # type: ignore[index]
    words = {1: family, 2: style, 3: stem, 4: f"{family} {style}", 6: stem, 16: family, 17: style}
    table.names = [record for record in table.names if record.nameID not in words]
    for number, text in words.items():
        table.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff  # type: ignore[index]
    top.fontNames = [stem]
    top.topDictIndex[0].FamilyName, top.topDictIndex[0].FullName = family, f"{family} {style}"


def _number(source: Path, family: str) -> int:
    fonts = TTCollection(str(source), lazy=True).fonts
    return next(i for i, font in enumerate(fonts) if font["name"].getDebugName(1) == family)


if __name__ == "__main__":
    sys.exit(main())
