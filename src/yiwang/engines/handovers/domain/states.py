"""The states of a hand-over, which may follow which, and the ways it goes."""

from collections.abc import Mapping
from typing import Final

PREPARED, SENT, DELIVERED, RETURNED, LOST = "prepared", "sent", "delivered", "returned", "lost"

MOVES: Final[Mapping[str, frozenset[str]]] = {
    PREPARED: frozenset({SENT, DELIVERED}),
    SENT: frozenset({DELIVERED, RETURNED, LOST}),
    RETURNED: frozenset({PREPARED, DELIVERED}),
    LOST: frozenset({PREPARED, DELIVERED}),
    DELIVERED: frozenset(),
}
"""State → what may follow. Returned or lost may still turn out to be delivered: the carrier's later word counts."""

WORDS: Final[Mapping[str, str]] = {
    PREPARED: "待送达",
    SENT: "已交运",
    DELIVERED: "已送达",
    RETURNED: "被退回",
    LOST: "丢失",
}

PICKUP, LOCKER, POST, ELECTRONIC = "pickup", "locker", "post", "electronic"
WAYS: Final[Mapping[str, str]] = {
    ELECTRONIC: "只要电子证照",
    PICKUP: "到窗口领取",
    LOCKER: "政务寄件柜",
    POST: "邮寄",
}
"""The ways as the case type's ``hand_out`` names them; ``electronic`` needs no hand-over."""

CARRIED: Final = frozenset({LOCKER, POST})
"""Ways in which somebody else carries it."""

TOGETHER, READY = "together", "ready"
PACES: Final[Mapping[str, str]] = {READY: "办好一个领一个", TOGETHER: "全部办好一起领"}
"""一口按需发证: one hand-over for several results of a matter, or each as it is ready."""


def may_become(state: str, target: str) -> bool:
    """Whether a hand-over in one state may go to another."""
    return target in MOVES[state]
