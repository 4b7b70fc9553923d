"""What a provider of person checks must do, and what it says; adapters implement it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Protocol

from yiwang.kernel.wire import Signed

Why = Literal["", "not_matched", "not_live", "unclear", "cancelled", "other"]

WORDS: Final[Mapping[str, str]] = {
    "not_matched": "与登记的照片不一致",
    "not_live": "没有认出是真人在操作",
    "unclear": "光线或画面不够清楚",
    "cancelled": "中途退出了",
    "other": "核验机构没有说明原因",
}
"""Why a check was not passed, as people read it. A closed list: no score and no words of a provider come in."""


class ProviderSilent(Exception):
    """The provider did not answer, or answered nonsense: nothing is known, and it is asked again later."""


class NoticeForged(Exception):
    """A notice whose signature is not the provider's, or that cannot be read."""


@dataclass(frozen=True)
class Order:
    """What is asked of the provider.

    Attributes:
        number: our number of the check; the same number is the same check, however often it is placed.
        name, id_kind, id_number: whom to compare with; in clear, for the provider alone, never to be logged.
        back: path on this site to which the browser comes back. Coming back proves nothing.
    """

    number: str
    name: str = field(repr=False)
    id_kind: str
    id_number: str = field(repr=False)
    back: str


@dataclass(frozen=True)
class Placed:
    """The provider knows the order: its own number, and the page where one is checked."""

    provider_number: str
    page: str


@dataclass(frozen=True)
class CheckNotice:
    """What a verified notice says: passed or not, and nothing about the face.

    Attributes:
        id: the provider's number of this notice; the same one again is a repetition.
        number: our number of the check.
        at: when the person was looked at, as the provider says; aware.
        why: one of ``WORDS`` where it was not passed.
    """

    id: str
    number: str
    provider_number: str
    passed: bool
    at: datetime
    why: Why = ""


class PersonCheckProvider(Protocol):
    """Whoever compares faces. Every call may raise ``ProviderSilent``; none may be believed without signature."""

    id: str
    title: str
    is_demo: bool

    def place(self, order: Order) -> Placed:
        """Have a check; idempotent by its number."""

    def ask(self, number: str) -> Signed | None:
        """What came of a check, signed like a notice that was sent; None if nothing did yet."""

    def read(self, signed: Signed) -> CheckNotice:
        """What a notice says, if the signature is the provider's. Raises NoticeForged."""
