"""Who did which acts on which cases, and when, and how their states changed: for registers of those who keep them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDay

from ..models import Event


@dataclass(frozen=True)
class ActDone:
    """One act that was done.

    Attributes:
        hat: as it stands in the log: ``post:<id>``, ``party:<id>``, ``system:<name>``.
        seq: the place in its matter's log.
    """

    case_id: UUID
    act: str
    at: datetime
    hat: str
    account: UUID | None = None
    seq: int = 0


def acts_done(case_ids: Iterable[UUID], acts: Sequence[str]) -> list[ActDone]:
    """The acts of these ids that were done on these cases, in the order of time, as far as the log is in scope."""
    rows = Event.objects.filter(case_id__in=set(case_ids), act__in=acts).order_by("at", "seq")
    return [ActDone(*row) for row in rows.values_list("case_id", "act", "at", "hat", "account", "seq")]


@dataclass(frozen=True)
class StateChange:
    """A case got from one state to another; ``seq`` is the place in its matter's log."""

    case_id: UUID
    seq: int
    at: datetime
    state: str


def state_changes(
    case_ids: Iterable[UUID], *, alike: Iterable[Sequence[str]] = (), since: datetime | None = None,
    until: datetime | None = None, days_of: tzinfo | None = None, limit: int | None = None, skip: int = 0,
) -> list[StateChange]:  # fmt: skip
    """When these cases got to other states, in the order of time, as far as the log is in scope.

    Args:
        case_ids: the cases; a query of their ids is asked within.
        alike: groups of states that are told apart for nobody; going about within a group is no change.
        since: only changes from this instant on; aware.
        until: only changes before this instant.
        days_of: order them by the days of this zone only, within a day by ids.
        limit: so many at most.
        skip: after so many.
    """
    asked = case_ids if isinstance(case_ids, QuerySet) else set(case_ids)
    rows = Event.objects.filter(case_id__in=asked).exclude(from_state=F("to_state"))
    for group in alike:
        rows = rows.exclude(from_state__in=group, to_state__in=group)
    rows = rows.filter(at__gte=since) if since else rows
    rows = rows.filter(at__lt=until) if until else rows
    rows = rows.annotate(moment=TruncDay("at", tzinfo=days_of) if days_of else F("at"))
    found = rows.order_by("moment", "root_id", "seq").values_list("case_id", "seq", "at", "to_state")
    return [StateChange(*row) for row in found[skip : None if limit is None else skip + limit]]
