"""Who did which acts on which cases, and when: for registers of those who keep them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..models import Event


@dataclass(frozen=True)
class ActDone:
    """One act that was done; ``hat`` as it stands in the log (``post:<id>``, ``party:<id>``, ``system:<name>``)."""

    case_id: UUID
    act: str
    at: datetime
    hat: str


def acts_done(case_ids: Iterable[UUID], acts: Sequence[str]) -> list[ActDone]:
    """The acts of these ids that were done on these cases, in the order of time, as far as the log is in scope."""
    rows = Event.objects.filter(case_id__in=set(case_ids), act__in=acts).order_by("at", "seq")
    return [ActDone(*row) for row in rows.values_list("case_id", "act", "at", "hat")]
