"""Who hears which recording: as far as he sees the demands of its call, and may know who called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from yiwang.engines.calls.public import CallRecording, cases_of_calls, recordings_shown
from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineDemand
from ..policies import HOTLINE, IDENTITY, may
from .rules import rules_in_force


@dataclass(frozen=True)
class Guarded:
    """What protects a recording: the numbers of the reports taken in its call, each of which needs a second person."""

    recording: CallRecording
    reports: tuple[str, ...] = ()


def recordings_heard_by(actor: Actor, since: datetime, until: datetime) -> list[Guarded]:
    """The recordings of a time that this hat may hear; of others it learns nothing, not even that they are there."""
    rows = recordings_shown(actor, since, until)
    cases = cases_of_calls({row.call_id for row in rows})
    known = _known(actor, set(chain.from_iterable(cases.values())))
    allowed = {row.id: known.within(cases.get(row.call_id, ())) for row in rows}
    return [Guarded(row, held) for row in rows if (held := allowed[row.id]) is not None]


def reports_within(actor: Actor, case_ids: Collection[UUID]) -> tuple[str, ...] | None:
    """Numbers of the reports among cases; None if one of the cases is not this hat's to see, or its caller is secret.

    A voice tells who called: what is kept secret is heard only by who may open who called.
    """
    return _known(actor, set(case_ids)).within(case_ids)


@dataclass(frozen=True)
class _Known:
    """What a hat knows of demands: numbers of those it sees, which are reports, which are closed to it."""

    seen: Mapping[UUID, str]
    reports: Collection[UUID]
    closed: Collection[UUID]

    def within(self, case_ids: Collection[UUID]) -> tuple[str, ...] | None:
        """Numbers of the reports among these; None if one of them is hidden from the hat."""
        wanted = set(case_ids)
        if wanted - self.seen.keys() or wanted & set(self.closed):
            return None
        return tuple(self.seen[one] for one in sorted(wanted & set(self.reports)))


def _known(actor: Actor, wanted: set[UUID]) -> _Known:
    """It, in two queries for however many."""
    if not wanted:
        return _Known({}, (), ())
    seen = dict(cases_visible_to(actor).filter(id__in=wanted).values_list("id", "number"))
    with as_actor(HOTLINE):
        rows = list(HotlineDemand.objects.filter(case_id__in=wanted))
    rules = rules_in_force()
    reports = {row.case_id for row in rows if rules.is_guarded(row.type)}
    secret = reports | {row.case_id for row in rows if row.keep_secret}
    return _Known(seen, reports, () if may(actor, IDENTITY) else secret)
