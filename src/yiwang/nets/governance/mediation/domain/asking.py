"""What is asked for, and whether what is said speaks of danger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yiwang.kernel import ids

HIDDEN = "〔当事人〕"
"""What stands in a text where a side's name or number stood."""


@dataclass(frozen=True)
class Side:
    """Somebody in a dispute, as told; "" for what is not known."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Asking:
    """A request for mediation as it is taken.

    Attributes:
        key: of the form, unique; the same form sent twice is one request.
        type, language, source: ids of the rules.
        words: what it is about.
        division, place: code of the place, and the place in words.
        own: who asks; of somebody signed in, the name is the account's.
        other: the other side.
        dangers: dangers that were ticked, ids of the rules.
        consents: agrees that the committee calls the other side and tells it of the request.
        chosen: the post of the mediator that was chosen; "" leaves it to the committee.
    """

    key: str
    type: str
    words: str
    division: str
    place: str
    own: Side
    other: Side
    language: str
    source: str
    dangers: tuple[str, ...] = ()
    consents: bool = False
    chosen: str = ""


def dangers_in(text: str, words: Mapping[str, Iterable[str]]) -> list[str]:
    """Ids of the dangers of which a text speaks, in the order of the rules."""
    return [key for key, said in words.items() if any(word in text for word in said)]


def lifted(text: str, sides: Iterable[Side]) -> str:
    """A text as it stands in a case: without names and numbers of the sides, numbers of others masked."""
    said = (word.strip() for side in sides for word in (side.name, side.phone))
    return ids.lifted(text, said, HIDDEN)
