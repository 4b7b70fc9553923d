"""Money is an integer number of fen (1/100 yuan). Nothing here is ever a float."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

_WRITTEN: Final = re.compile(r"(-?)[¥￥]?(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(亿元|万元|亿|万|元|分)?")
_FEN: Final = {"分": 1, "": 100, "元": 100, "万": 10**6, "万元": 10**6, "亿": 10**10, "亿元": 10**10}


class MoneyError(ValueError):
    """An amount that cannot be read; the sentence says how to write it."""

    def __init__(self, text: str, why: str = "") -> None:
        super().__init__(f"看不懂金额“{text}”{why}。请写成 1234.50、1,234.50元 或 3.5万元。")


def money_parse(text: str) -> int:
    """An amount as written, in fen: ``1,234.50元``, ``¥1234.5``, ``3.5万元``. Without unit it is yuan.

    Raises:
        MoneyError: it is no amount, or it has parts smaller than a fen.
    """
    written = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("¥", "")
    found = _WRITTEN.fullmatch(written)
    if found is None or (found[1] and found[2]):
        raise MoneyError(text)
    amount = Decimal(found[3].replace(",", "") + (found[4] or "")) * _FEN[found[5] or ""]
    if amount != amount.to_integral_value():
        raise MoneyError(text, "：最小到分，即元后两位小数")
    return -int(amount) if found[1] or found[2] else int(amount)


def money_format(fen: int, unit: str = "元") -> str:
    """Fen as people read them: ``123450`` → ``1,234.50元``. ``money_parse`` reads it back.

    Args:
        fen: integer fen; negative amounts keep their sign.
        unit: what follows the number; ``""`` for a bare number.

    Raises:
        TypeError: not an integer, e.g. a float that somebody divided.
    """
    if not isinstance(fen, int) or isinstance(fen, bool):
        raise TypeError("金额必须是整数分。")
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}{unit}"
