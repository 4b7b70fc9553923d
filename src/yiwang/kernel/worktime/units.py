"""What a limit is counted in, and limits as people write them: "7 working days", "7个工作日"."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    MINUTE = "minute"
    WORKING_MINUTE = "working_minute"

    @property
    def word(self) -> str:
        """The unit as it stands after a number in Chinese, e.g. ``个工作日``."""
        return _CHINESE[self]

    @property
    def english(self) -> str:
        """The unit in English, singular."""
        return self.value.replace("_", " ")


_CHINESE: Final = {
    Unit.WORKING_DAY: "个工作日",
    Unit.DAY: "日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.HOUR: "小时",
    Unit.MINUTE: "分钟",
    Unit.WORKING_MINUTE: "个工作分钟",
}

_WORDS: Final[dict[str, tuple[Unit, int]]] = {
    **dict.fromkeys(("working day", "workday", "business day", "工作日", "工作天"), (Unit.WORKING_DAY, 1)),
    **dict.fromkeys(
        ("day", "calendar day", "natural day", "日", "天", "自然日", "自然天", "日历日"), (Unit.DAY, 1)
    ),
    **dict.fromkeys(("month", "calendar month", "月"), (Unit.MONTH, 1)),
    **dict.fromkeys(("year", "年"), (Unit.YEAR, 1)),
    **dict.fromkeys(("hour", "小时", "钟头"), (Unit.HOUR, 1)),
    **dict.fromkeys(("minute", "分钟", "分"), (Unit.MINUTE, 1)),
    **dict.fromkeys(("working minute", "工作分钟"), (Unit.WORKING_MINUTE, 1)),
    **dict.fromkeys(("working hour", "工作小时"), (Unit.WORKING_MINUTE, 60)),
}

_WRITTEN: Final = re.compile(
    r"(\d+|[〇零一二两三四五六七八九十百]+)\s*个?\s*([a-z一-鿿][a-z _-]*[a-z]|[一-鿿]+)"
)
_DIGITS: Final = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}


class LimitError(ValueError):
    """A limit that cannot be read; the sentence says how to write it."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"看不懂时限“{text}”。请写成“7个工作日”“30日”“6个月”“48小时”“30个工作分钟”，"
            "或 7 working days 等。"
        )


@dataclass(frozen=True)
class Limit:
    """How long something may take.

    Attributes:
        value: how many units; 0 means the same day (or at once, for hours and minutes).
        unit: what is counted.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 0:
            raise LimitError(f"{self.value}{self.unit.word}")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read a limit as written in English or Chinese; full-width digits and Chinese numerals are fine.

        Raises:
            LimitError: it is no limit.
        """
        written = unicodedata.normalize("NFKC", text).strip().lower()
        found = _WRITTEN.fullmatch(written)
        unit = _unit(found[2]) if found else None
        if found is None or unit is None:
            raise LimitError(text)
        return cls(_number(found[1]) * unit[1], unit[0])

    @property
    def chinese(self) -> str:
        """As people read it: ``7个工作日``. ``parse`` reads it back."""
        return f"{self.value}{self.unit.word}"

    @property
    def english(self) -> str:
        """In English: ``7 working days``. ``parse`` reads it back."""
        return f"{self.value} {self.unit.english}{'' if self.value == 1 else 's'}"

    def __str__(self) -> str:
        return self.english


def _unit(written: str) -> tuple[Unit, int] | None:
    word = re.sub(r"[ _-]+", " ", written)
    return _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))


def _number(written: str) -> int:
    """Digits, or Chinese numerals up to 999: 二十, 一百二十, 十五."""
    if written.isdigit():
        return int(written)
    if not set(written) & {"十", "百"}:
        return int("".join(str(_DIGITS[sign]) for sign in written))
    hundreds, _, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return _part(hundreds) * 100 + (_part(tens, 1) * 10 if ten else 0) + _part(ones)


def _part(signs: str, empty: int = 0) -> int:
    digits = signs.strip("零〇")
    if len(digits) > 1 or not set(digits) <= _DIGITS.keys():
        raise LimitError(signs)
    return _DIGITS[digits] if digits else empty
