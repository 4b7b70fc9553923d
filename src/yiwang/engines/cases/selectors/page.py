"""What somebody may do on a case, with the reasons where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor

from ..domain.decide import acts_for
from ..domain.machine import Act, Field
from ..domain.values import Case, Matter
from ..policies import CaseNotFound, access_case
from .context import context_for
from .matters import matter_load


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
    matter = matter_load(case_ids[0])
    missing = [case_id for case_id in case_ids if case_id not in matter.cases]
    if missing:
        raise CaseNotFound(missing[0])
    return {case_id: _acts(actor, matter, matter.cases[case_id], now) for case_id in case_ids}


def _acts(actor: Actor, matter: Matter, case: Case, now: datetime) -> list[CaseAct]:
    held = context_for(now, case.revision)
    answers = acts_for(matter, case, actor, held.machines, held.facts, held.calendar, now)
    return [CaseAct.of(act, why.sentence if why else "") for act, why in answers]
