"""Comparing two books of one day: the provider's statement and ours. Pure; every difference is told, none is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from .provider import StatementLine

Kind = Literal["only_theirs", "only_ours", "amount"]
Key = tuple[str, str]
"""Our number, and paid or refunded."""

WORDS: Final[Mapping[str, str]] = {
    "only_theirs": "只在收款机构账上",
    "only_ours": "只在本站账上",
    "amount": "金额不一致",
}


@dataclass(frozen=True)
class Difference:
    """One thing in which the books differ; amounts in fen, None where a book does not have it."""

    kind: Kind
    number: str
    entry: str
    theirs_fen: int | None
    ours_fen: int | None


@dataclass(frozen=True)
class Comparison:
    """How many entries agree, and every difference in order of numbers."""

    matched: int
    differences: tuple[Difference, ...]


def compare(theirs: Iterable[StatementLine], ours: Iterable[StatementLine]) -> Comparison:
    """Compare the two books of a day. Several entries of one number and kind count by their sum."""
    there, here = _sums(theirs), _sums(ours)
    found = [_difference(key, there.get(key), here.get(key)) for key in sorted(there.keys() | here.keys())]
    return Comparison(found.count(None), tuple(one for one in found if one is not None))


def _sums(lines: Iterable[StatementLine]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for line in lines:
        key = (line.number, line.kind)
        sums[key] = sums.get(key, 0) + line.amount_fen
    return sums


def _difference(key: Key, theirs: int | None, ours: int | None) -> Difference | None:
    if theirs == ours:
        return None
    kind: Kind = "only_theirs" if ours is None else "only_ours" if theirs is None else "amount"
    return Difference(kind, *key, theirs, ours)
