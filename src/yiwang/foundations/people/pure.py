"""Values of people that know no tables: hats to choose from, and what is said when something is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import normalised

from .definitions import (
    ACCOUNT_RULES,
    ADMINISTRATORS,
    CHARACTER,
    DEMO_ACCOUNT,
    DEMO_PERSON,
    STAFF,
    AccountRules,
)
from .domain.roster import COLUMNS, Roster, RosterRow, roster_read

__all__ = [
    "ACCOUNT_RULES",
    "ADMINISTRATORS",
    "CHARACTER",
    "COLUMNS",
    "DEMO_ACCOUNT",
    "DEMO_PERSON",
    "EMERGENCY",
    "HAT",
    "STAFF",
    "AccountRules",
    "ClientActor",
    "ClientRefused",
    "HatChoice",
    "HatNotHeld",
    "PartyIncomplete",
    "PartyMismatch",
    "PartyNotVisible",
    "PartyNumberWrong",
    "PurposeMissing",
    "Registered",
    "Roster",
    "RosterRow",
    "normalise_number",
    "roster_read",
]


EMERGENCY = "emergency"
"""Kind of the hat of an emergency look: ``emergency:<id>``."""

HAT = "hat"
"""Key in the session under which the chosen hat is kept."""


@dataclass(frozen=True)
class HatChoice:
    """One hat an account may put on: its key (as in ``Actor.hat``), its name, and who one is under it.

    ``until`` is when an emergency look ends by itself; None for all other hats.
    """

    key: str
    label: str
    actor: Actor
    until: datetime | None = None


@dataclass(frozen=True)
class ClientActor:
    """A program: the hat it acts under, and the scopes it was given (``cases:read``)."""

    id: UUID
    actor: Actor
    scopes: frozenset[str]
    expires_at: datetime

    def may(self, scope: str) -> bool:
        """Whether it was given this scope."""
        return scope in self.scopes


@dataclass(frozen=True)
class Registered:
    """The party that a registration came to; ``is_new`` if nobody had been registered under the number."""

    id: UUID
    is_new: bool


class HatNotHeld(Exception):
    """The account does not, or no longer, hold this hat."""

    def __init__(self, key: str) -> None:
        super().__init__("这个身份已不在您名下，请重新选择身份。")
        self.key = key


class ClientRefused(Exception):
    """A client that could do nothing, or is nameless."""

    def __init__(self) -> None:
        super().__init__("请写明接口客户端的用途、至少一项范围，以及将来的到期时间。")


class PartyNotVisible(Exception):
    """The actor may not see this party, or there is none: no difference is told."""

    def __init__(self) -> None:
        super().__init__("没有这位当事人，或您无权查看。")


class PartyMismatch(Exception):
    """The number is registered under another name."""

    def __init__(self) -> None:
        super().__init__("姓名（名称）与证件号码不一致，请核对证件后重新填写。")


class PartyIncomplete(Exception):
    """A party that is not provisional needs a name and a number."""

    def __init__(self) -> None:
        super().__init__("请填写姓名（名称）、证件类型和证件号码；尚无证件的，请登记为暂记。")


class PartyNumberWrong(Exception):
    """The number cannot be one of its kind; the sentence says why."""


class PurposeMissing(Exception):
    """Secret values are opened for a stated purpose only."""

    def __init__(self) -> None:
        super().__init__("请写明查看的用途；这次查看会记录下来，本人可以看到。")


def normalise_number(number: str) -> str:
    """An identity or phone number as it is compared: half width, upper case, without spaces."""
    return normalised(number)[0]
