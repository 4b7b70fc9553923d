"""What somebody may do on a case, with the reasons where not; and all that a page tells of cases of one matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor

from ..domain.decide import acts_for
from ..domain.machine import Act, Field
from ..domain.values import Case, Matter
from ..models import Case as CaseOnTable
from ..policies import CaseNotFound, access_case
from .context import context_for
from .matters import matter_load
from .timeline import Timeline, timelines_of, told_of
from .work import JointRemark, joint_remarks


@dataclass(frozen=True)
class CaseAct:
    """An act of this hat on this case.

    Attributes:
        data: what must be said to do it.
        available: whether it can be done now.
        why_not: the sentence that says why not; "" if available.
        tone: ``primary``, ``danger``, ``quiet`` or "".
        bulk: may be done to many cases at once.
    """

    id: str
    label: str
    data: tuple[Field, ...]
    available: bool
    why_not: str
    tone: str
    source: str
    bulk: bool = False

    @classmethod
    def of(cls, act: Act, why_not: str = "") -> "CaseAct":
        """An act of a case type, and why it cannot be done now."""
        return cls(act.id, act.label, act.data, not why_not, why_not, act.tone, act.source, act.bulk)


def case_acts_for(actor: Actor, case_id: UUID, now: datetime) -> list[CaseAct]:
    """What this actor may do on a case now, and what its hat could do but for a reason that is told.

    Raises:
        CaseNotFound: the actor may not see it.
    """
    access_case(actor, case_id)
    return matter_acts_for(actor, [case_id], now)[case_id]


def matter_acts_for(actor: Actor, case_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[CaseAct]]:
    """The same for several cases of one matter that were read as this actor's, in one query.

    Raises:
        CaseNotFound: one of them is not in scope, or not of the first one's matter.
    """
    return _acts_of(actor, matter_load(case_ids[0]), case_ids, now)


@dataclass(frozen=True)
class MatterPage:
    """What a page tells of cases of one matter.

    Attributes:
        timelines: the time line of each case.
        acts: what this hat may do on each of them now.
        joint: by case, what the other units of the matter will ask; empty for whoever does not take part in it.
        units: what the units of these cases are called, by id.
        matter: the matter they were read from.
    """

    timelines: Mapping[UUID, Timeline]
    acts: Mapping[UUID, list[CaseAct]]
    joint: Mapping[UUID, list[JointRemark]]
    units: Mapping[str, str]
    matter: Matter

    def due_of(self, case_id: UUID, key: str) -> datetime | None:
        """When a clock of one of the cases falls due; None if it never started, or is stopped."""
        clock = self.matter.cases[case_id].clock(key)
        return clock.due_at if clock else None


def matter_page(
    actor: Actor, cases: Sequence[CaseOnTable], now: datetime, beside: Sequence[CaseOnTable] = ()
) -> MatterPage:
    """All that a page tells of cases of one matter that were read as this actor's, in three queries for all of them.

    Args:
        actor: who looks.
        cases: the cases that are told of; one at least.
        now: the instant of the page.
        beside: further cases of the matter, whose units are named.

    Raises:
        CaseNotFound: one of them is not in scope, or not of the first one's matter.
    """
    ids, matter = [case.id for case in cases], matter_load(cases[0].id)
    acts, told = _acts_of(actor, matter, ids, now), told_of(actor, matter, cases, beside)
    joint = {case_id: joint_remarks(actor, matter, case_id) for case_id in ids}
    return MatterPage(timelines_of(actor, cases, told, now), acts, joint, told.units, matter)


def _acts_of(
    actor: Actor, matter: Matter, case_ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[CaseAct]]:
    missing = [case_id for case_id in case_ids if case_id not in matter.cases]
    if missing:
        raise CaseNotFound(missing[0])
    return {case_id: _acts(actor, matter, matter.cases[case_id], now) for case_id in case_ids}


def _acts(actor: Actor, matter: Matter, case: Case, now: datetime) -> list[CaseAct]:
    held = context_for(now, case.revision)
    answers = acts_for(matter, case, actor, held.machines, held.facts, held.calendar, now)
    return [CaseAct.of(act, why.sentence if why else "") for act, why in answers]
