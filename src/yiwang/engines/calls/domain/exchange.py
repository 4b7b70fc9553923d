"""What a telephone exchange says and does; adapters implement it. What is not written here, nobody relies on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol, get_args

from yiwang.kernel.wire import Signed

Kind = Literal[
    "alive",
    "ringing",
    "answered",
    "held",
    "resumed",
    "joined",
    "left",
    "transferred",
    "ended",
    "abandoned",
    "voicemail",
    "recorded",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SOUND: Final = ("voicemail", "recorded")
"""Happenings that name a sound: its reference is required."""


class ExchangeSilent(Exception):
    """The exchange did not do what it was asked, or was not there. The sentence is for who sits at the telephone."""


class EventForged(Exception):
    """An event whose signature is not the exchange's, or that was signed too long ago."""


class EventMalformed(Exception):
    """An event of the exchange that cannot be understood; the sentence says what is wrong with which field."""


@dataclass(frozen=True)
class Happening:
    """What a verified event says.

    Attributes:
        id: the same for the same happening, however often it is told.
        kind: what happened; ``alive`` only says that the exchange is there.
        call: the exchange's number of the call; "" for ``alive``.
        at: when it happened, by the exchange's clock; aware.
        line: the number that was dialled.
        number: who calls; "" where the network does not say.
        extension: at which telephone.
        other: who else: the number joined, left, or transferred to.
        reference: the exchange's name of a recording or a message.
        seconds: how long the sound is.
    """

    id: str
    kind: Kind
    at: datetime
    call: str = ""
    line: str = ""
    number: str = ""
    extension: str = ""
    other: str = ""
    reference: str = ""
    seconds: int = 0


class Exchange(Protocol):
    """A telephone exchange. What it is asked to do and has done, it tells as a happening; nothing else counts as done.

    It does not wait for its happening to be acknowledged before it answers what it was asked.
    """

    id: str
    title: str
    is_demo: bool

    def read(self, centre: str, signed: Signed, now: datetime) -> Happening:
        """What an event says. Raises EventForged, EventMalformed."""

    def is_there(self, heard_at: datetime | None, silence: timedelta, now: datetime) -> bool:
        """Whether it works, as far as it is known: when it was last heard, and how long it may be silent."""

    def seat(self, extension: str, *, ready: bool) -> None:
        """Send calls to a telephone, or none any more. Raises ExchangeSilent."""

    def answer(self, call: str, extension: str) -> None:
        """Give a ringing call to a telephone. Raises ExchangeSilent."""

    def dial(self, centre: str, extension: str, number: str) -> str:
        """Call a number from a telephone of a centre: the exchange's number of that call. Raises ExchangeSilent."""

    def hold(self, call: str, *, on: bool) -> None:
        """Have the caller wait, or talk on. Raises ExchangeSilent."""

    def join(self, call: str, number: str) -> None:
        """Have somebody join a call (三方通话). Raises ExchangeSilent."""

    def transfer(self, call: str, number: str) -> None:
        """Give a call to another number. Raises ExchangeSilent."""

    def fetch(self, reference: str) -> bytes:
        """A recording or message, as sound. Raises ExchangeSilent while it is not to be had."""

    def erase(self, reference: str) -> None:
        """Destroy the exchange's own copy; one that is gone stays so. Raises ExchangeSilent."""
