"""What a partner is told when a matter that its own system handed in has turned, and what its adapter must do.

The message is a CloudEvent, signed here: an adapter only brings it there, so that none can leave the signature out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from yiwang.kernel.wire import Signed

PURPOSE: Final = "externals.told"
"""The key under which messages to partners are signed."""

TYPE: Final = "yiwang.case.turned"


class PartnerSilent(Exception):
    """The partner was not there: whatever else waits for it is left alone with this, and tried again later."""


class PartnerRefused(Exception):
    """The partner answered that it does not take this one message; a person has to look. The text is what it said."""


@dataclass(frozen=True)
class Turned:
    """One turn of a matter, as the partner is told it: both numbers, its word, a sentence; nothing of any person.

    Attributes:
        key: of this turn; told again it is the same.
        partner: id of the partner.
        number, their_number: ours, and the one under which it handed the matter in.
        seq: place in the matter's row of turns; what comes with a smaller one than is known already is outdated.
        word, sentence: what is told.
        at: when it turned.
    """

    key: str
    partner: str
    number: str
    their_number: str
    seq: int
    word: str
    sentence: str
    at: datetime

    def event(self, source: str) -> Mapping[str, Any]:
        """The same as CloudEvents 1.0 has it."""
        data = {
            "number": self.number, "their_number": self.their_number, "seq": self.seq, "word": self.word,
            "sentence": self.sentence,
        }  # fmt: skip
        return {
            "specversion": "1.0", "id": self.key, "source": source, "type": TYPE, "subject": self.their_number,
            "time": self.at, "datacontenttype": "application/json", "data": data,
        }  # fmt: skip


class PartnerGateway(Protocol):
    """Who brings messages to partners; an adapter binds itself with ``partner_use``."""

    id: str
    title: str
    is_demo: bool

    def tell(self, address: str, key: str, said: Signed) -> None:
        """Bring a message there; brought again under the same key it must change nothing.

        Raises:
            PartnerSilent: nobody took it, or nobody knows.
            PartnerRefused: the partner says that it does not take this one.
        """

    def page(self) -> str:
        """Where somebody may look at what arrived; "" if nowhere."""
