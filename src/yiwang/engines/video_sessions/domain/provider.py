"""What a provider of video rooms must do, and what it says; adapters implement it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, Protocol

from yiwang.kernel.wire import Signed

Side = Literal["applicant", "desk"]
Happening = Literal["joined", "left", "ended", "recorded"]

SIDES: Final[tuple[Side, ...]] = ("applicant", "desk")
HAPPENINGS: Final[tuple[Happening, ...]] = ("joined", "left", "ended", "recorded")


class ProviderSilent(Exception):
    """The provider did not answer, or answered nonsense: nothing is known, and it is asked again later."""


class NoticeForged(Exception):
    """A notice whose signature is not the provider's, or that cannot be read."""


@dataclass(frozen=True)
class Order:
    """The room that is asked for. The provider is not told who meets, nor about what.

    Attributes:
        number: our number of the session; the same number is the same room, however often it is asked for.
        until: when the room is to end by itself; aware.
        record: whether the applicant agreed to a recording; without it none may be made.
    """

    number: str
    until: datetime
    record: bool


@dataclass(frozen=True)
class RoomNotice:
    """What a verified notice says.

    Attributes:
        id: the same for the same happening, however often it is told.
        kind: a side joined or left, the room ended, a recording is ready.
        number, provider_number: our number and the provider's own; both must fit.
        at: when it happened; aware.
        side: who joined or left; "" otherwise.
        reference: the provider's reference of the recording; "" otherwise. The recording itself never comes.
    """

    id: str
    kind: Happening
    number: str
    provider_number: str
    at: datetime
    side: Side | Literal[""] = ""
    reference: str = ""


class VideoProvider(Protocol):
    """Rooms of one provider. Every call goes by our number and may be repeated."""

    id: str
    title: str
    is_demo: bool

    def open(self, order: Order) -> str:
        """Have a room; gives the provider's number. Raises ProviderSilent."""

    def enter(self, number: str, side: Side, back: str) -> str:
        """A link that lets one side in once, soon; ``back`` is the path to come back to. Raises ProviderSilent."""

    def close(self, number: str) -> None:
        """End the room for both; one that has ended stays so. Raises ProviderSilent."""

    def ask(self, number: str) -> Sequence[Signed]:
        """Everything that has happened in a room, as notices; nothing of an unknown one. Raises ProviderSilent."""

    def read(self, signed: Signed) -> RoomNotice:
        """What a notice says. Raises NoticeForged."""

    def show(self, reference: str) -> str:
        """A link that shows a recording once, soon. Raises ProviderSilent."""

    def erase(self, reference: str) -> None:
        """Destroy a recording; one that is gone stays so. Raises ProviderSilent."""
