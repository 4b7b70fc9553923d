"""Telling into a case's log what happened elsewhere: lock and load, write."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.scope.public import in_scope
from yiwang.kernel.actor import Actor

from ..domain.telling import TOLD, tell
from ..selectors import matter_load
from .writing import write


def case_tell(
    *, actor: Actor, case_id: UUID, act: str, now: datetime, public: str = "", text: str = ""
) -> None:
    """Write a row about something that happened elsewhere; nothing of the case moves.

    Args:
        actor: who tells, e.g. the actor of another system.
        case_id: the case.
        act: one of ``domain.telling.TOLD``.
        now: the instant; aware.
        public: the sentence for the applicant's time line; "" = internal.
        text: what those at work read.

    Raises:
        CaseNotFound: the actor may not see it.
        LookupError: there is no such act.
    """
    if act not in TOLD:
        raise LookupError(f"没有登记名为“{act}”的经过；请先在 cases.domain.telling 里登记。")
    with in_scope(actor):
        matter = matter_load(case_id, lock=True)
        write(tell(matter, case_id, actor, act, public=public, text=text, now=now), case_id)
