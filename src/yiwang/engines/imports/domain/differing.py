"""What differs between today's extract of the other system and what is here. Nothing is changed by looking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

What = Literal["new", "closed", "reopened", "state", "unit", "due", "gone"]
WORDS: Mapping[What, str] = {
    "new": "原系统有，这里没有",
    "closed": "原系统已办结，这里还在办",
    "reopened": "原系统还在办，这里已办结",
    "state": "状态不同",
    "unit": "主办单位不同",
    "due": "到期日不同",
    "gone": "这里在办，今天的数据里没有",
}


@dataclass(frozen=True)
class Standing:
    """A case as one side has it. ``due`` None: not known, and then not compared."""

    number: str
    state: str
    is_open: bool
    unit: str
    due: date | None = None
    line: int = 0
    case_number: str = ""


@dataclass(frozen=True)
class Difference:
    """One thing that differs, in the words of both sides."""

    what: What
    number: str
    case_number: str
    line: int
    theirs: str
    ours: str


def differences_of(theirs: Iterable[Standing], ours: Mapping[str, Standing]) -> Iterator[Difference]:
    """What differs, row by row, then what is open here and no longer there.

    Args:
        theirs: today's extract, mapped to our words.
        ours: what was imported from there, by the other system's number, as it stands now.
    """
    seen = set()
    for one in theirs:
        seen.add(one.number)
        held = ours.get(one.number)
        if held is None:
            yield Difference("new", one.number, "", one.line, one.state, "")
        else:
            yield from _between(one, held)
    for number, held in ours.items():
        if held.is_open and number not in seen:
            yield Difference("gone", number, held.case_number, 0, "", held.state)


def _between(theirs: Standing, ours: Standing) -> Iterator[Difference]:
    at = (theirs.number, ours.case_number, theirs.line)
    if theirs.is_open != ours.is_open:
        yield Difference("reopened" if theirs.is_open else "closed", *at, theirs.state, ours.state)
    elif theirs.state != ours.state:
        yield Difference("state", *at, theirs.state, ours.state)
    if theirs.unit != ours.unit:
        yield Difference("unit", *at, theirs.unit, ours.unit)
    if theirs.due is not None and ours.due is not None and theirs.due != ours.due:
        yield Difference("due", *at, theirs.due.isoformat(), ours.due.isoformat())
