"""What somebody demands, and how much of the caller may stand in what units read."""

from dataclasses import dataclass, field

from yiwang.kernel import ids
from yiwang.kernel.ids import phone_bare

HIDDEN = "〔已隐去〕"
"""What stands in a text where the caller's name or number stood."""


@dataclass(frozen=True)
class Caller:
    """Who demands.

    Attributes:
        name, phone: as told; "" for what was not told.
        anonymous: nothing of the caller is kept.
        keep_secret: kept closed, and never shown to a unit.
    """

    name: str = ""
    phone: str = ""
    anonymous: bool = False
    keep_secret: bool = False

    @property
    def shown_to_units(self) -> bool:
        """Whether a unit that handles the demand may ever learn who called."""
        return not (self.anonymous or self.keep_secret)


@dataclass(frozen=True)
class Demand:
    """A demand as it is taken.

    Attributes:
        key: of the form, unique; the same form sent twice is one demand.
        type, category: ids of the rules.
        title, words: what it is called, and what was said.
        division, place: code of the place it is about, and the place in words.
        channel, line: how it came, ids of the rules.
        caller: who demands.
        about: the body it is about; "" if about none. Its superior takes it then.
        urgent: signed within minutes.
        relayed: sent in by a program or platform outside.
        platform: the platform that sent it, and is told every status; "" for all others.
    """

    key: str
    type: str
    category: str
    title: str
    words: str
    division: str = ""
    place: str = ""
    channel: str = "phone"
    line: str = "citizen"
    caller: Caller = field(default_factory=Caller)
    about: str = ""
    urgent: bool = False
    relayed: bool = False
    platform: str = ""


def lifted(text: str, caller: Caller) -> str:
    """A text as units may read it: numbers of persons masked; of a caller who is not shown, name and phone gone."""
    said = (caller.name.strip(), caller.phone.strip(), phone_bare(caller.phone))
    return ids.lifted(text, () if caller.shown_to_units else said, HIDDEN)
