"""Passing tasks on and saying opinions: lock and load, decide, write; and the work of somebody who leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.foundations.people.public import account_hold
from yiwang.foundations.scope.public import as_actor, in_scope
from yiwang.kernel.actor import Actor, system_actor

from ..domain import assigning
from ..domain.acting import Decision, Facts, Refusal
from ..domain.assigning import Passing
from ..domain.values import Matter
from ..policies import CaseNotFound
from ..selectors import account_tasks, context_for, matter_load
from .errors import CaseRefused
from .writing import write

HANDOVER = system_actor("handover")
"""The scope in which somebody's work is handed over: the administrator does not see the cases themselves."""


def task_take(*, actor: Actor, case_id: UUID, task_id: UUID, now: datetime) -> None:
    """Take a task that nobody in particular has: of two who try at once, one is told that it is gone.

    Raises:
        CaseNotFound: the actor may not see the case.
        CaseRefused: it cannot be taken; its text says why.
    """
    _pass(Passing(case_id, task_id, assigning.TAKE, actor), actor, now)


def task_assign(
    *, actor: Actor, case_id: UUID, task_id: UUID, to: Actor | None, now: datetime, text: str = ""
) -> None:
    """Give a task to a colleague under a hat, or to a post (a hat without an account); to nobody is refused.

    Raises:
        CaseNotFound, CaseRefused: as for ``task_take``.
        AppointmentRefused: the colleague's account is shut.
    """
    _pass(Passing(case_id, task_id, assigning.GIVE, actor, to, text), actor, now)


def task_give_back(*, actor: Actor, case_id: UUID, task_id: UUID, now: datetime, text: str = "") -> None:
    """Give a task back to its unit: nobody in particular has it then.

    Raises:
        CaseNotFound, CaseRefused: as for ``task_take``.
    """
    _pass(Passing(case_id, task_id, assigning.GIVE_BACK, actor, text=text), actor, now)


def case_opine(*, actor: Actor, case_id: UUID, text: str, now: datetime) -> None:
    """Write an opinion into the case's log; the applicant never sees it.

    Raises:
        CaseNotFound, CaseRefused: as for ``task_take``.
    """
    _written(actor, case_id, now, lambda matter, _: assigning.opine(matter, case_id, actor, text, now))


@dataclass(frozen=True)
class HandedOver:
    """How many tasks were handed over, and why others were not: case number → sentence."""

    done: int
    left: dict[str, str]


def tasks_hand_over(
    *, actor: Actor, account_id: UUID, to: Actor | None, now: datetime, reason: str
) -> HandedOver:
    """Hand every open task in somebody's name to another, or back to its unit; each in a transaction of its own.

    Run it outside other transactions, so that what is done stays done. Called again it goes on with what is left.

    Args:
        actor: who orders it; written in every event.
        account_id: whose tasks.
        to: the hat that shall have them; None: their units.
        now: the instant.
        reason: why; written in every event.
    """
    with as_actor(HANDOVER):
        rows = account_tasks(account_id)
    left: dict[str, str] = {}
    for row in rows:
        try:
            _pass(Passing(row.case_id, row.id, assigning.HAND_OVER, actor, to, reason), HANDOVER, now)
        except (CaseRefused, CaseNotFound) as error:
            left[row.number] = str(error)
    return HandedOver(len(rows) - len(left), left)


def _pass(wanted: Passing, scope: Actor, now: datetime) -> None:
    to = wanted.actor if wanted.act == assigning.TAKE else wanted.to

    def decided(matter: Matter, facts: Facts) -> Decision | Refusal:
        if to is not None and to.account_id is not None:
            account_hold(to.account_id)
        return assigning.pass_task(matter, wanted, facts, now)

    _written(scope, wanted.case_id, now, decided)


def _written(
    scope: Actor, case_id: UUID, now: datetime, decide: Callable[[Matter, Facts], Decision | Refusal]
) -> None:
    with in_scope(scope):
        made = decide(matter_load(case_id, lock=True), context_for(now).facts)
        if isinstance(made, Refusal):
            raise CaseRefused(made)
        write(made, case_id)
