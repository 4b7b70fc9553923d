"""What an adapter to another system must do, and what comes back; adapters implement it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from yiwang.kernel.ids import secrets_in
from yiwang.kernel.wire import Signed


class GatewaySilent(Exception):
    """The system did not answer, or answered nonsense: nothing is known, and it is asked again later."""


class AnswerForged(Exception):
    """A message whose signature is not the system's, or that cannot be read."""


@dataclass(frozen=True)
class SentValue:
    """One thing that is told: key, label and words."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class SentFile:
    """A file that goes along: what it is called for, its name, its type and its content."""

    label: str
    name: str
    mime: str
    data: bytes


@dataclass(frozen=True)
class Dispatch:
    """What is sent.

    Attributes:
        number: our number of the step; the same number is the same dispatch, however often it is sent.
        system: id of the system.
        title: what it is about.
        body: the department whose step it is.
        fields: what is told.
        words: the words with which it may answer.
        files: what goes along.
    """

    number: str
    system: str
    title: str
    body: str
    fields: tuple[SentValue, ...]
    words: tuple[str, ...]
    files: tuple[SentFile, ...] = ()


MOST_NUMBER = 80
"""Characters of another system's number at most."""


def is_number(text: str) -> bool:
    """Whether a text can be another system's number: short, on one line, and nobody's identity or phone number."""
    return 0 < len(text) <= MOST_NUMBER and text.isprintable() and not secrets_in(text)


@dataclass(frozen=True)
class Said:
    """What a message of the other system says.

    Attributes:
        id: its number of this message; the same one again is a repetition.
        kind: ``received``, ``answered``, or ``stopped`` for what it was asked to stop.
        number: our number of the step.
        their_number: its own.
        word: the outcome, as it calls it; "" for the others.
        note: what it says besides.
        at: when it happened there; aware.
    """

    id: str
    kind: Literal["received", "answered", "stopped"]
    number: str
    their_number: str
    word: str
    note: str
    at: datetime


class Gateway(Protocol):
    """Who speaks to systems of one language. Every call may raise ``GatewaySilent``; none is believed unsigned."""

    id: str
    title: str
    is_demo: bool

    def send(self, dispatch: Dispatch) -> str:
        """Have a dispatch, idempotent by its number; the system's own number, "" if it comes later."""

    def recall(self, number: str, why: str) -> None:
        """Ask to stop what was sent, idempotent by its number, also where nothing came of it yet.

        Whether it was stopped, or had an end before, is said in a message like any other.
        """

    def ask(self, number: str) -> Sequence[Signed]:
        """What became of a dispatch, signed like messages that were sent; empty if there is nothing to say."""

    def read(self, signed: Signed) -> Said:
        """What a message says, if the signature is the system's. Raises AnswerForged."""

    def page(self, their_number: str) -> str:
        """Where somebody may look at it there; "" if nowhere."""
