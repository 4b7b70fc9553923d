"""Moving a case: lock and load, decide, write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.scope.public import in_scope
from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace

from ..domain.acting import OtherCase, Refusal, Request
from ..domain.decide import decide
from ..domain.values import Matter
from ..selectors import Context, case_fields, context_for, matter_load, matter_load_with
from .errors import CaseRefused
from .writing import write


@dataclass(frozen=True)
class Moved:
    """What an act did to its case.

    Attributes:
        state: the state after everything that followed from the act.
        version: what the next act must have seen.
        seq: number of the act's own event on the matter's chain.
        acts: what happened in the whole matter, in order: (case id, act).
    """

    case_id: UUID
    root_id: UUID
    state: str
    version: int
    seq: int
    acts: tuple[tuple[UUID, str], ...]


def case_move(
    *,
    actor: Actor,
    case_id: UUID,
    act: str,
    data: Mapping[str, Any] | None = None,
    now: datetime,
    version: int | None = None,
    task: UUID | None = None,
) -> Moved:
    """Do an act on a case, and whatever follows from it in its matter, in one transaction.

    Args:
        actor: who acts, under which hat.
        case_id: the case.
        act: id of an act of its type.
        data: what the act's fields ask for.
        now: the instant of the act; aware.
        version: the version the actor saw; another one in the database refuses the act.
        task: the open task it is done for; once that is closed the act is refused (``task.gone``).

    Raises:
        CaseNotFound: the actor may not see it.
        CaseRefused: it cannot be done; its text says why and what would mend it.
    """
    with in_scope(actor):
        named = _named(act, data or {}, now)
        matter, others = _loaded(case_id, named)
        held = _knowing(context_for(now, matter.cases[case_id].revision), others)
        request = Request(case_id, act, actor, data or {}, version, task)
        made = decide(matter, request, held.machines, held.facts, held.calendar, now)
        if isinstance(made, Refusal):
            raise CaseRefused(made)
        rows = write(made, case_id)
    case = made.matter.cases[case_id]
    acts = tuple((event.case_id, event.act) for event in made.events)
    return Moved(case_id, matter.root_id, case.state, case.version + 1, rows[0].seq, acts)


def _named(act: str, data: Mapping[str, Any], now: datetime) -> str:
    """The number of the other case that the act names; "" for acts that name none."""
    numbers = (data.get(key) for key in sorted(case_fields(act, now)))
    return next((number for number in numbers if isinstance(number, str) and number), "")


def _loaded(case_id: UUID, named: str) -> tuple[Matter, Mapping[str, OtherCase]]:
    """The matter under its lock, and with it the case the act names: one round trip either way."""
    if not named:
        return matter_load(case_id, lock=True), {}
    matter, other = matter_load_with(case_id, named)
    return matter, {named: other} if other else {}


def _knowing(held: Context, others: Mapping[str, OtherCase]) -> Context:
    return replace(held, facts=replace(held.facts, others=others)) if others else held
