"""Barcodes in a paper: the text of each field of type ``barcode`` becomes a drawing that hand scanners read.

Code 128 in its set B (ISO/IEC 15417): every character is three bars and three gaps of 11 modules, then a check
character (weighted sum modulo 103) and the stop sign.
"""

from typing import Final

START, STOP, MODULUS = 104, 106, 103
FIRST, LAST = " ", "~"
"""What set B holds: the visible characters of ASCII."""
QUIET = 10
"""Modules of white that a scanner needs on either side."""
HEIGHT = 40

_TABLE: Final = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
    "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
    "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
    "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
    "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
    "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
    "211232 2331112"
)
_WIDTHS: Final = _TABLE.split()
"""Widths of bars and gaps in turn, of each value of the code."""


def bar_widths(text: str) -> list[int]:
    """A text as widths of bars and gaps in turn, beginning with a bar.

    Raises:
        ValueError: there is nothing in it, or a character that the code does not hold.
    """
    if not text or any(not FIRST <= sign <= LAST for sign in text):
        raise ValueError(f"条码只能写字母、数字和常用符号：{text}")
    values = [START, *(ord(sign) - ord(FIRST) for sign in text)]
    check = sum(value * max(at, 1) for at, value in enumerate(values)) % MODULUS
    return [int(width) for value in (*values, check, STOP) for width in _WIDTHS[value]]


def bars_svg(text: str) -> str:
    """A text as Code 128 in SVG, with its quiet zones. Raises ValueError, see ``bar_widths``."""
    at, bars = QUIET, []
    for place, width in enumerate(bar_widths(text)):
        if place % 2 == 0:
            bars.append(f'<rect x="{at}" y="0" width="{width}" height="{HEIGHT}"/>')
        at += width
    size = f'viewBox="0 0 {at + QUIET} {HEIGHT}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(bars)}</svg>'
