"""Who is told statuses, and what each kind of recipients must be able to do. A room outside binds its own kind once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID


class RecipientSilent(Exception):
    """Nobody took it, or nobody knows: the recipient is left alone with all that waits for it, and tried again later.

    The text is for who looks after it.
    """


class RecipientRefused(Exception):
    """The recipient answered that it does not take this one status; a person has to look. The text is what it said."""


class Line(NamedTuple):
    """The line to one recipient: its kind, and its id in the pack."""

    kind: str
    recipient: str


@dataclass(frozen=True)
class Status:
    """One status of a case, to be told to who handed the case in.

    Attributes:
        kind, recipient: whom.
        case_id, number: of which case.
        their_number: the number under which the recipient handed it in.
        unit_id: the unit that looks after it where the recipient does not take it.
        seq: number of the event in the case's log; with the case and the recipient unique.
        word, sentence: the recipient's own word, and what everybody may read; never what anybody typed.
    """

    kind: str
    recipient: str
    case_id: UUID
    number: str
    their_number: str
    unit_id: str
    seq: int
    word: str
    sentence: str


@dataclass(frozen=True)
class Told:
    """A status as it goes out: both numbers, a word, a sentence; nothing of any person.

    Attributes:
        key: of this status; told again it is the same, and changes nothing.
        seq: place in the case's row: what comes with a smaller one than is known already is outdated. Gaps
            mean nothing.
        at: when the case got there.
    """

    key: str
    number: str
    their_number: str
    seq: int
    word: str
    sentence: str
    at: datetime


class Recipients(Protocol):
    """A kind of recipients, as the room knows it that took their cases in.

    Attributes:
        kind: names the kind, for good.
        may: permission word of those who look after what was not taken; "" for any hat of the unit.
    """

    kind: str
    may: str

    def title(self, recipient: str) -> str:
        """What it is called; its id where the pack has it no longer."""
        ...

    def number_label(self, recipient: str) -> str:
        """What its own number is called."""
        ...

    def tell(self, recipient: str, told: Told) -> None:
        """Bring a status there; brought again under the same key it must change nothing.

        Raises:
            RecipientSilent: nobody took it, or nobody knows.
            RecipientRefused: the recipient says that it does not take this one.
        """
        ...


_bound: dict[str, Recipients] = {}


def recipients_use(recipients: Recipients) -> None:
    """Tell recipients of this kind by it from now on; its room calls this once, in ``ready()``."""
    _bound[recipients.kind] = recipients


def recipients_bound() -> Mapping[str, Recipients]:
    """The kinds there are."""
    return _bound
