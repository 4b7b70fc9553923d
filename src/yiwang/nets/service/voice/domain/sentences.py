"""Remarks that say the same: grouped by item and by what they are about, then by wording."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yiwang.engines.cases.public import RemarkMade

_NOISE = re.compile(r"[\W\d_]+")


@dataclass
class Sentence:
    """A sentence with everything said alike.

    Attributes:
        subject, title: the item.
        about: the material or field.
        wording: how it was said first.
        said: every time it was said.
    """

    subject: str
    title: str
    about: str
    wording: str
    said: list[RemarkMade] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases it came to."""
        return len({one.case_id for one in self.said})


def bare(text: str) -> str:
    """A wording without digits, signs and spaces: 请补第 2 页。 and 请补第3页 are one."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def pieces(text: str) -> frozenset[str]:
    """Its pieces of two signs."""
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two wordings have in common, 0 to 1 (Jaccard)."""
    both = one | other
    return len(one & other) / len(both) if both else 1.0


def sentences(remarks: Iterable[RemarkMade], alike_from: float) -> list[Sentence]:
    """Remarks grouped, the one that came to most cases first.

    A remark joins the first group whose first wording is alike enough, so the result depends on the order of time
    only, not on who asks.
    """
    groups: dict[tuple[str, str], list[tuple[frozenset[str], Sentence]]] = {}
    for remark in remarks:
        held = groups.setdefault((remark.subject, bare(remark.about)), [])
        mine = pieces(remark.what)
        found = next((one for theirs, one in held if alike(mine, theirs) >= alike_from), None)
        if found is None:
            found = Sentence(remark.subject, remark.title, remark.about, remark.what)
            held.append((mine, found))
        found.said.append(remark)
    flat = [one for held in groups.values() for _, one in held]
    return sorted(flat, key=lambda one: (-one.cases, one.subject, one.wording))


def said_alike(
    remarks: Sequence[RemarkMade], subject: str, about: str, wording: str, alike_from: float
) -> int:
    """How many cases a sentence came to among these remarks."""
    mine, place = pieces(wording), bare(about)
    fitting = (one for one in remarks if one.subject == subject and bare(one.about) == place)
    return len({one.case_id for one in fitting if alike(mine, pieces(one.what)) >= alike_from})


def in_a_hundred(count: int, cases: int) -> float | None:
    """A rate per hundred cases; None without cases."""
    return round(100 * count / cases, 1) if cases else None
