"""One published decision as lines: only what the rule names, names of persons masked, numbers of persons never."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiwang.kernel.days import day_words
from yiwang.kernel.ids import mask_in, mask_name

FORM = "form:"


@dataclass(frozen=True)
class Decided:
    """What is known of a decision.

    Attributes:
        is_person: whether the party is a natural person; then its name is masked, and it has no public number.
        form: values of the case's own form, by ``party.element``; closed ones are not among them.
    """

    item: str
    outcome: str
    party: str
    is_person: bool
    party_code: str
    unit: str
    decided_on: date
    licence: str = ""
    valid_until: date | None = None
    form: Mapping[str, Any] | None = None

    def shown(self, source: str) -> str:
        """What a source shows; "" for nothing. Whatever it is, no number of a person stands in it."""
        if source == "party":
            return mask_name(self.party) if self.is_person else mask_in(self.party)
        if source == "party_code":
            return "" if self.is_person else self.party_code
        if source.startswith(FORM):
            return mask_in(_plain((self.form or {}).get(source.removeprefix(FORM))))
        return mask_in(_plain(getattr(self, source)))


def lines_of(fields: Sequence[Any], decided: Decided) -> list[list[str]]:
    """Label and value of every field that has one, in the rule's order."""
    shown = ([field.label, decided.shown(field.shows)] for field in fields)
    return [line for line in shown if line[1]]


def is_minor(birth: date | None, adult_age: int, day: date) -> bool:
    """Whether a person is no adult on a day; somebody of whom no birth is known counts as none."""
    if birth is None:
        return True
    had = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had else 1) < adult_age


def _plain(value: Any) -> str:
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, date):
        return day_words(value)
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
