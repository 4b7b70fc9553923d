"""How far a demand has got, for whoever has its number; the case itself stays with those at work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiwang.engines.cases.public import case_receipts, cases_visible_to, matter_timelines
from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import ask_number_read

from ..models import HotlineDemand
from ..policies import HOTLINE

NUMBER_PURPOSE = "hotline.number"


@dataclass(frozen=True)
class Progress:
    """A demand as its caller reads it: nothing but what is public of it.

    Attributes:
        parts: of one that was split: what each part is about, how it stands, and by when it is to be done.
    """

    title: str
    number: str
    state: str
    at: datetime
    due_at: datetime | None
    entries: tuple[tuple[datetime, str], ...]
    parts: tuple[tuple[str, str, datetime | None], ...] = ()


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
        case, *parts = cases_visible_to(HOTLINE).filter(root_id=held.case_id).order_by("number")
        times = matter_timelines(HOTLINE, [case, *parts], now)
    told = tuple((entry.at, entry.text) for entry in times[case.id].entries if entry.text)
    due, *dues = (one.due_at if one.is_open else None for one in (case, *parts))
    below = tuple(
        (one.title, times[one.id].state_text, due_at) for one, due_at in zip(parts, dues, strict=True)
    )
    return Progress(case.title, case.number, times[case.id].state_text, case.opened_at, due, told, below)


def receipts_of(held: Progress) -> dict[str, Any]:
    """What is public of the demand as receipts, for who has shown its number."""
    with as_actor(HOTLINE):
        return case_receipts(HOTLINE, held.number)
