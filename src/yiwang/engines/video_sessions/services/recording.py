"""A recording is with the provider. Whoever may look at it gets a link for a purpose, which the applicant can read."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import access_record
from yiwang.kernel.actor import Actor

from ..domain.errors import VideoRefused
from ..domain.provider import ProviderSilent
from ..policies import RECORDING, access_video_session
from .joining import SILENT
from .providers import video_provider
from .telling import record

PURPOSE = 200


def recordings_shown_to(actor: Actor) -> bool:
    """Whether this hat may look at recordings of the sessions it sees."""
    return actor.audience == "staff" and actor.has(RECORDING)


def video_recording_show(actor: Actor, session_id: UUID, purpose: str, *, now: datetime) -> str:
    """The provider's link to a recording, good once and soon.

    Args:
        actor: a hat with the permission ``video.recording`` that sees the session.
        session_id: the session.
        purpose: why; logged where the applicant sees it.
        now: instant of the act.

    Raises:
        VideoNotVisible: it is not this hat's to see.
        VideoRefused: no right, no purpose, no recording (any more), or the provider is silent.
        NoProvider: none is bound.
    """
    row = access_video_session(actor, session_id)
    if not recordings_shown_to(actor):
        raise VideoRefused("您当前的岗位不能看录像；请换用有权限的岗位。")
    if not purpose.strip():
        raise VideoRefused("请写明看录像的用途；申请人看得到谁为什么看过。")
    if not row.recording or (row.recording_until and row.recording_until <= now):
        raise VideoRefused("这次视频没有录像，或者录像已到保存期限。")
    try:
        link = video_provider().show(row.recording)
    except ProviderSilent as error:
        raise VideoRefused(SILENT) from error
    access_record(actor, row.party_id, purpose.strip()[:PURPOSE], ["视频录像"], now=now)
    record(row, actor, "recording_shown", now, text=purpose.strip()[:PURPOSE])
    return link
