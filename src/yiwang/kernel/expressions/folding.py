"""What the macros make of a list once the condition has been asked for each item."""

from collections.abc import Callable
from typing import Any

from .values import UNKNOWN, Truth, every, some


def _exists_one(items: Any, test: Callable[[Any], Any]) -> Truth:
    truths = [test(item) for item in items]
    sure = sum(truth is True for truth in truths)
    if sure > 1:
        return False
    return UNKNOWN if any(truth.__class__ is not bool for truth in truths) else sure == 1


def _filter(items: Any, test: Callable[[Any], Any]) -> Any:
    truths = [(item, test(item)) for item in items]
    if any(truth.__class__ is not bool for _, truth in truths):
        return UNKNOWN
    return tuple(item for item, truth in truths if truth)


FOLDS: dict[str, Callable[[Any, Callable[[Any], Any]], Any]] = {
    "exists": lambda items, test: some(test(item) for item in items),
    "all": lambda items, test: every(test(item) for item in items),
    "exists_one": _exists_one,
    "filter": _filter,
    "map": lambda items, test: tuple(test(item) for item in items),
}
