"""How a partner is told when a matter that its own system handed in has turned, and what its adapter must do.

The message is a CloudEvent, signed here: an adapter only brings it there, so that none can leave the signature out.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from yiwang.engines.tellings.pure import Told
from yiwang.kernel.wire import Signed

PURPOSE: Final = "externals.told"
"""The key under which messages to partners are signed."""

TYPE: Final = "yiwang.case.turned"


def told_event(told: Told, source: str) -> Mapping[str, Any]:
    """One turn of a matter as CloudEvents 1.0 has it."""
    data = {
        "number": told.number, "their_number": told.their_number, "seq": told.seq, "word": told.word,
        "sentence": told.sentence,
    }  # fmt: skip
    return {
        "specversion": "1.0", "id": told.key, "source": source, "type": TYPE, "subject": told.their_number,
        "time": told.at, "datacontenttype": "application/json", "data": data,
    }  # fmt: skip


class PartnerGateway(Protocol):
    """Who brings messages to partners; an adapter binds itself with ``partner_use``."""

    id: str
    title: str
    is_demo: bool

    def tell(self, address: str, key: str, said: Signed) -> None:
        """Bring a message there; brought again under the same key it must change nothing.

        Raises:
            RecipientSilent: nobody took it, or nobody knows.
            RecipientRefused: the partner says that it does not take this one.
        """

    def page(self) -> str:
        """Where somebody may look at what arrived; "" if nowhere."""
