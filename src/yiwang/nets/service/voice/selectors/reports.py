"""How far a report has got, for whoever has its number; and the list of who answers."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.cases.public import CaseRow, case_list, case_timeline, cases_visible_to
from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import ask_number_read

from ..models import StuckReport
from ..policies import VOICE
from .rules import rules_in_force


@dataclass(frozen=True)
class Progress:
    """A report as its sender reads it: nothing but what is public of it."""

    title: str
    state: str
    at: datetime
    due_at: datetime | None
    entries: tuple[tuple[datetime, str], ...]


def progress_of(typed: str, now: datetime) -> Progress | None:
    """How far the report of a number has got; None for a number that nobody was given."""
    number = ask_number_read(typed)
    if not number:
        return None
    with as_actor(VOICE):
        blinds = blind_candidates(number, purpose="voice.number")
        held = StuckReport.objects.filter(number_blind__in=blinds).first()
        if held is None:
            return None
        case = cases_visible_to(VOICE).get(id=held.case_id)
        times = case_timeline(VOICE, case.id, now)
    told = tuple((entry.at, entry.text) for entry in times.entries if entry.text)
    return Progress(case.title, times.state_text, case.opened_at, case.due_at if case.is_open else None, told)


def reports_open(actor: Actor, *, limit: int = 200) -> list[CaseRow]:
    """Reports that wait for an answer of the actor's units, as far as a page of cases holds them."""
    wanted = rules_in_force().stuck.case_type
    return [row for row in case_list(actor, is_open=True, limit=limit) if row.type == wanted]
