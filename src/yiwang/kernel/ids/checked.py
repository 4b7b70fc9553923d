"""What checking a number gives, and what a rule for one kind of number is made of."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Checked:
    """A number, what it is, and whether it can be one.

    Attributes:
        value: the number in its standard form: half-width, upper case, without spaces.
        kind: identifier of the kind of number, e.g. ``citizen_id``; ``unknown`` if it looks like none.
        valid: whether structure and check digit hold. Whether it was ever issued, nobody can tell from it.
        why: one Chinese sentence: what is wrong and how to mend it, or what to mind though it is valid.
    """

    value: str
    kind: str
    valid: bool
    why: str

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


class Verdict(NamedTuple):
    """What a rule says of a number of its shape; ``weak`` if it may only fit by chance."""

    valid: bool
    why: str
    weak: bool = False


@dataclass(frozen=True)
class Rule:
    """One kind of number.

    Attributes:
        kind: its identifier.
        word: what people call it.
        shape: what a number must look like to be tried as this kind at all.
        judge: says whether it is valid; gets the number in standard form and today's date, if known.
        keep: how many characters masking leaves at the front and at the back; None for public numbers.
    """

    kind: str
    word: str
    shape: re.Pattern[str]
    judge: Callable[[str, date | None], Verdict]
    keep: tuple[int, int] | None = None


def fine(*reminders: str, weak: bool = False) -> Verdict:
    """Valid, with what to mind."""
    minded = [reminder for reminder in reminders if reminder]
    return Verdict(True, "有效" + "".join(f"；提醒：{reminder}" for reminder in minded) + "。", weak)


def wrong(why: str) -> Verdict:
    """Not valid, because of this."""
    return Verdict(False, why)


def shape(pattern: str) -> re.Pattern[str]:
    """A compiled shape."""
    return re.compile(pattern)
