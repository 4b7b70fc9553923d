"""The states of a charge, and which may follow which: notices come late, twice, out of order; money never vanishes."""

from collections.abc import Mapping
from typing import Final

ASKED, PAYING, PAID, FAILED, CANCELLED = "asked", "paying", "paid", "failed", "cancelled"
REFUND_ASKED, REFUNDED = "refund_asked", "refunded"

MOVES: Final[Mapping[str, frozenset[str]]] = {
    ASKED: frozenset({PAYING, PAID, CANCELLED}),
    PAYING: frozenset({PAID, FAILED, CANCELLED}),
    FAILED: frozenset({PAYING, PAID, CANCELLED}),
    CANCELLED: frozenset({PAID}),
    PAID: frozenset({REFUND_ASKED}),
    REFUND_ASKED: frozenset({REFUNDED, PAID}),
    REFUNDED: frozenset(),
}
"""State → what may follow. Cancelled → paid: the money was on its way; it is given back at once (``settling``)."""

PAYABLE: Final = frozenset({ASKED, PAYING, FAILED})
"""States in which the payer may go to the provider."""

WORDS: Final[Mapping[str, str]] = {
    ASKED: "待缴费",
    PAYING: "缴费中",
    PAID: "已缴费",
    FAILED: "付款没有成功",
    CANCELLED: "不用缴了",
    REFUND_ASKED: "退款中",
    REFUNDED: "已退款",
}
"""The states as people read them."""


def may_become(state: str, target: str) -> bool:
    """Whether a charge in one state may go to another."""
    return target in MOVES[state]
