"""Numbers and names as strangers and logs may see them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .checked import Checked
from .identify import KINDS, UnknownIdKind, identify

_SECRET: Final = ("citizen_id", "residence_permit", "permanent_residence", "mobile")
_IN_TEXT: Final = re.compile(r"(?<![0-9A-Za-z])(?:[1-9]\d{16}[\dXx]|1\d{10})(?![0-9A-Za-z])")


@dataclass(frozen=True)
class Found:
    """A secret number standing in free text: where, and what it is."""

    start: int
    end: int
    number: Checked


def mask(value: str, kind: str, keep: tuple[int, int] | None = None) -> str:
    """A number with its middle starred: ``441202********1236``. Public numbers (USCC …) are shown whole.

    Args:
        value: the number.
        kind: one of ``KINDS``.
        keep: how many characters to leave at the front and the back, where a channel shows fewer.

    Raises:
        UnknownIdKind: there is no such kind.
    """
    if kind not in KINDS:
        raise UnknownIdKind(kind)
    shown = keep or KINDS[kind].keep
    return value if shown is None else _starred(value, *shown)


def phone_masked(phone: str) -> str:
    """A telephone number with its middle starred; "" without one."""
    return (
        mask(phone, "mobile" if len(phone) == 11 and phone.startswith("1") else "landline") if phone else ""
    )


def mask_name(name: str) -> str:
    """A person's name with the given name starred: 张三 → 张*, 欧阳小明 → 欧**明, Maria Diaz → M*********."""
    if len(name) <= 2 or name.isascii():
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def secrets_in(text: str) -> list[Found]:
    """Identity and mobile numbers of persons standing in free text."""
    found = []
    for match in _IN_TEXT.finditer(text):
        checked = identify(match[0])[0]
        if checked.valid and checked.kind in _SECRET:
            found.append(Found(match.start(), match.end(), checked))
    return found


def mask_in(text: str) -> str:
    """Free text with every secret number in it masked."""
    for found in reversed(secrets_in(text)):
        text = text[: found.start] + mask(found.number.value, found.number.kind) + text[found.end :]
    return text


def lifted(text: str, said: Iterable[str], by: str) -> str:
    """Free text in which ``by`` stands for each thing somebody said of himself, and numbers of others are masked."""
    for word in filter(None, said):
        text = text.replace(word, by)
    return mask_in(text)


def _starred(value: str, front: int, back: int) -> str:
    hidden = len(value) - front - back
    if hidden < 1:
        return "*" * len(value)
    return value[:front] + "*" * hidden + value[len(value) - back :]
