"""What a carrier must do, and what it says; adapters implement it (``docs/explanation/handovers.md``)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from yiwang.kernel.wire import Signed


class CarrierSilent(Exception):
    """The carrier did not answer, or answered nonsense: nothing is known, and it is asked again later."""


class NoticeForged(Exception):
    """A notice whose signature is not the carrier's, or that cannot be read."""


@dataclass(frozen=True)
class Parcel:
    """All that goes out to a carrier: whom to reach and where. What is inside is not told.

    Attributes:
        number: our number; the same number is the same parcel, however often it is handed in.
        address: where a courier brings it; "" for a locker.
        place: which locker; "" for a courier.
    """

    number: str
    name: str
    phone: str
    address: str = ""
    place: str = ""


@dataclass(frozen=True)
class Accepted:
    """The carrier has it: its own number, and for a locker the pick-up code it will open to, once."""

    carrier_number: str
    code: str = ""


@dataclass(frozen=True)
class CarrierNotice:
    """What a verified notice says.

    Attributes:
        id: the carrier's number of this notice; the same one again is a repetition.
        number: our number of the parcel.
        by: who received it, as the carrier wrote it down.
        why: the carrier's words for a return or a loss.
    """

    id: str
    kind: Literal["delivered", "returned", "lost"]
    number: str
    carrier_number: str
    at: datetime
    by: str = ""
    why: str = ""


class Carrier(Protocol):
    """Whoever carries it. Every call may raise ``CarrierSilent``; none may be believed without signature."""

    id: str
    title: str
    way: Literal["post", "locker"]
    is_demo: bool

    def take(self, parcel: Parcel) -> Accepted:
        """Have a parcel; idempotent by its number: again answers the same."""

    def ask(self, number: str) -> Signed | None:
        """The latest notice about a parcel, signed like one that was sent; None if there is none."""

    def read(self, signed: Signed) -> CarrierNotice:
        """What a notice says, if the signature is the carrier's. Raises NoticeForged."""

    def page(self, carrier_number: str) -> str:
        """Where its way can be followed."""
