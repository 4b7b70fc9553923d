"""How far a matter is, for somebody without a login: stages, bodies and days; no names, no papers, no remarks."""

from dataclasses import dataclass
from datetime import datetime


class ProgressRefused(Exception):
    """What cannot be asked; ``field`` says where it is wrong. It never says whether number and phone match."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Limits:
    """What the pack allows: minutes a code serves, wrong tries, codes a phone gets a day, asks an hour."""

    minutes: int
    tries: int
    codes: int
    asks: int


@dataclass(frozen=True)
class Stage:
    """One case of the matter.

    Attributes:
        title: the item's name from the definitions, never what somebody typed.
        state: its state in public words.
        holders: which unit has it, and since when.
        due_at: by when it will be done; None once it is closed or while nothing runs.
        supply, supply_by: whether the applicant is asked to supplement, and by when; what, is not told here.
        owes: whether there is a fee to pay; how much, is not told here.
    """

    title: str
    state: str
    holders: tuple[tuple[str, datetime], ...]
    due_at: datetime | None
    supply: bool = False
    supply_by: datetime | None = None
    owes: bool = False


@dataclass(frozen=True)
class Progress:
    """The matter: its number and its stages."""

    number: str
    stages: tuple[Stage, ...]
