"""Writing down what happens: on the case, or else on the draft's audit log; and telling the applicant."""

from datetime import datetime
from typing import Final
from uuid import UUID

from yiwang.engines.cases.public import case_tell
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor

from ..domain.states import OVER
from ..models import VideoSession
from ..policies import KEEPER

ABSENT: Final = {
    "desk": "{unit}的工作人员没有来得及接视频，不是申请人的原因；可以再约",
    "applicant": "申请人没有在约定的时间里进入视频；可以再约",
}
"""What the time line says of a session that did not come about."""


def record(
    session: VideoSession, actor: Actor, what: str, now: datetime, *, public: str = "", text: str = ""
) -> None:
    """One row about a session.

    Args:
        session: the session.
        actor: who did it; the worker for what the provider or the clock brought about.
        what: the happening; ``video.<what>`` is an act of ``cases.domain.telling``.
        now: the instant.
        public: what the applicant reads on the case's time line; "" = internal.
        text: what those at work read.
    """
    if session.case_id is not None:
        case_tell(
            actor=actor, case_id=session.case_id, act=f"video.{what}", now=now, public=public, text=text
        )
        return
    body = {"number": session.number, "unit": session.unit_id, "text": text or public}
    audit_record(actor, f"video_sessions.session.{what}", f"draft:{session.draft_id}", body, now=now)


def tell(session: VideoSession, template: str, now: datetime) -> None:
    """Tell the applicant, once per session and telling, wherever he is; run as the worker."""
    data = {"title": session.title, "session": str(session.id), "number": session.number}
    data["unit"] = unit_name(session)
    notice_send(
        party_id=UUID(str(session.party_id)),
        template=template,
        data=data,
        key=f"{template}:{session.id}",
        now=now,
    )


def unit_name(session: VideoSession) -> str:
    """What people call the unit that is met."""
    return unit_names([session.unit_id]).get(session.unit_id, session.unit_id)


def ended_told(row: VideoSession, now: datetime) -> None:
    """Write down that it is over, or that it did not come about; of this the applicant is told."""
    if row.state == OVER:
        record(row, KEEPER, "over", now, text="等工作人员记结果")
        return
    public = ABSENT[row.missed_by].format(unit=unit_name(row))
    record(row, KEEPER, "missed", now, public=public, text=row.number)
    tell(row, "video_missed", now)
