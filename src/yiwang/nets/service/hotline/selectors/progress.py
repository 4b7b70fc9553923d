"""How far a demand has got, for whoever has its number; the case itself stays with those at work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiwang.engines.cases.public import case_receipts, case_timeline, cases_visible_to
from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import ask_number_read

from ..models import HotlineDemand
from ..policies import HOTLINE

NUMBER_PURPOSE = "hotline.number"


@dataclass(frozen=True)
class Progress:
    """A demand as its caller reads it: nothing but what is public of it."""

    title: str
    number: str
    state: str
    at: datetime
    due_at: datetime | None
    entries: tuple[tuple[datetime, str], ...]


def progress_of(typed: str, now: datetime) -> Progress | None:
    """How far the demand of a number has got; None for a number that nobody was given."""
    number = ask_number_read(typed)
    if not number:
        return None
    with as_actor(HOTLINE):
        blinds = blind_candidates(number, purpose=NUMBER_PURPOSE)
        held = HotlineDemand.objects.filter(number_blind__in=blinds).first()
        if held is None:
            return None
        case = cases_visible_to(HOTLINE).get(id=held.case_id)
        times = case_timeline(HOTLINE, case.id, now)
    told = tuple((entry.at, entry.text) for entry in times.entries if entry.text)
    due = case.due_at if case.is_open else None
    return Progress(case.title, case.number, times.state_text, case.opened_at, due, told)


def receipts_of(held: Progress) -> dict[str, Any]:
    """What is public of the demand as receipts, for who has shown its number."""
    with as_actor(HOTLINE):
        return case_receipts(HOTLINE, held.number)
