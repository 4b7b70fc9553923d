"""Whose a case is likely to be: the duty list first, then rulings of the past, then what earlier cases teach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol

from yiwang.kernel.actor import Actor

Ground = Literal["duty", "precedent", "learnt"]
ORDER: Sequence[Ground] = ("duty", "precedent", "learnt")
"""What a decision says outweighs a ruling on one case, and that outweighs what was merely often done."""


@dataclass(frozen=True)
class Proposal:
    """A unit proposed for a case, and why.

    Attributes:
        ground: what speaks for it.
        why: the duty's matter, the arbiter's reasoning, or the passages that spoke for it.
        source: the decision, or who ruled; "" for what was learnt.
        since: from which day the duty holds, when it was ruled, or when the version was put in force.
        status: how sure a duty is; "" for others.
        taught: what a learnt one rests on; None for others.
    """

    unit: str
    ground: Ground
    why: str
    source: str
    since: date
    status: str = ""
    taught: "Taught | None" = None


@dataclass(frozen=True)
class Alike:
    """An earlier case that is like one: its number, title, and the unit that had it in the end."""

    number: str
    title: str
    unit: str


@dataclass(frozen=True)
class Taught:
    """What a learnt proposal rests on.

    Attributes:
        version: which version of what was learnt.
        chance: how probable it is, as that version reckons.
        held, of: of so many suggestions for cases of this kind in the held-back weeks so many held.
        alike: earlier cases most like this one, of those that the reader may see.
    """

    version: int
    chance: float
    held: int
    of: int
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What is to be routed.

    Attributes:
        case_type, subject, category, division: of which kind it is and where; "" for what is not known.
        words: what is told; "" where ``case`` says it.
        case: the case, read as the reader's; None while it is only being typed.
    """

    case_type: str
    subject: str
    category: str = ""
    division: str = ""
    words: str = ""
    case: Any = None


class Learnt(Protocol):
    """What suggests units from earlier cases; an app above binds it (``bind_learnt``)."""

    def proposals(self, actor: Actor, asked: Asked, now: datetime) -> Sequence[Proposal]:
        """Units with their reasons, the most probable first; none where nothing is in force for such cases."""
        ...

    def shown(self, asked: Asked, proposals: Sequence[Proposal], now: datetime) -> None:
        """That these learnt ones were shown on a case's page, to be compared with what is chosen."""
        ...


def ranked(proposals: Iterable[Proposal], units: Iterable[str]) -> list[Proposal]:
    """Proposals of units in use, each unit once: by ground, within a ground as they come."""
    known, found = set(units), dict[str, Proposal]()
    for held in sorted(proposals, key=lambda one: ORDER.index(one.ground)):
        if held.unit in known:
            found.setdefault(held.unit, held)
    return list(found.values())
