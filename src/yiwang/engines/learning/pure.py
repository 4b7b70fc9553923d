"""Learning without Django: the kind ``learning_rules``, and what a net must say of its history to be learnt from."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from .definitions import LEARNING_RULES, Alone, LearningRules
from .domain.judging import Lesson

CATEGORY, UNIT = "category", "unit"
"""What is suggested: of which kind a case is; who deals with it."""

__all__ = [
    "CATEGORY",
    "LEARNING_RULES",
    "UNIT",
    "Alone",
    "History",
    "LearningRules",
    "Lesson",
]


class History(Protocol):
    """A history that may be learnt from; its owner says what is protected, and hands out nothing of that."""

    key: str
    """Id of the pack's ``learning_rules``."""
    category_entry: str
    """The entry of a case's form that says of which kind it is."""

    def case_types(self) -> Sequence[str]:
        """The case types whose cases get suggestions."""
        ...

    def lessons(self, since: datetime, until: datetime) -> Iterable[Lesson]:
        """The closed cases begun in this time, in the order of time: masked, none that is protected."""
        ...

    def words_of(self, case: Any) -> str:
        """What a case's page tells, to be suggested for; "" where nothing may be suggested."""
        ...

    def unit_for(self, label: str, division: str) -> str:
        """The unit that a label of units means at a place; "" for none."""
        ...

    def label_of(self, aim: str, label: str) -> str:
        """What people call a label."""
        ...
