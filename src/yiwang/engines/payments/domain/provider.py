"""What a payment provider must do, and what it says; adapters implement it (``docs/explanation/payments.md``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from yiwang.kernel.wire import Signed


class ProviderSilent(Exception):
    """The provider did not answer, or answered nonsense: nothing is known, and it is asked again later."""


class NoticeForged(Exception):
    """A notice whose signature is not the provider's, or that cannot be read."""


@dataclass(frozen=True)
class Order:
    """What is asked of the provider.

    Attributes:
        number: our number of the charge; the same number is the same order, however often it is placed.
        amount_fen: integer fen.
        title: what the payer reads.
        back: path on this site to which the payer's browser comes back. Coming back proves nothing.
    """

    number: str
    amount_fen: int
    title: str
    back: str


@dataclass(frozen=True)
class Placed:
    """The provider knows the order: its own number, and the page where one pays."""

    provider_number: str
    page: str


@dataclass(frozen=True)
class ProviderNotice:
    """What a verified notice says.

    Attributes:
        id: the provider's number of this notice; the same one again is a repetition.
        kind: ``paid``, ``failed``, ``refunded`` or ``refund_failed``.
        number: our number of the charge.
        at: when it happened, as the provider says; aware.
        why: the provider's words for a failure.
    """

    id: str
    kind: Literal["paid", "failed", "refunded", "refund_failed"]
    number: str
    provider_number: str
    amount_fen: int
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class StatementLine:
    """One line of the provider's statement of a day."""

    number: str
    kind: Literal["paid", "refunded"]
    amount_fen: int
    provider_number: str = ""


@dataclass(frozen=True)
class Receipt:
    """A non-tax e-receipt (财政电子票据): code, number, check code, and where anybody verifies it."""

    code: str
    number: str
    check: str
    verify_url: str


class PaymentProvider(Protocol):
    """Whoever takes the money. Every call may raise ``ProviderSilent``; none may be believed without signature."""

    id: str
    title: str
    is_demo: bool

    def place(self, order: Order) -> Placed:
        """Have an order; idempotent by its number."""

    def withdraw(self, number: str) -> None:
        """Take no more money for an order; nothing happens if it is paid already or not known."""

    def refund(self, number: str, amount_fen: int, key: str) -> None:
        """Give money back the way it came; idempotent by key. That it is done a signed notice says."""

    def ask(self, number: str) -> Signed | None:
        """The latest notice about an order, signed like one that was sent; None if there is none."""

    def read(self, signed: Signed) -> ProviderNotice:
        """What a notice says, if the signature is the provider's. Raises NoticeForged."""

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The provider's book of one day."""

    def receipt(self, number: str) -> Receipt | None:
        """The e-receipt of a paid order; None as long as it is not made out."""
