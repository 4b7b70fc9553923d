"""Into the room: a link for one of the two, good once and soon. Coming back from it proves nothing."""

from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor

from ..domain.errors import VideoRefused
from ..domain.provider import ProviderSilent, Side
from ..domain.states import HELD
from ..policies import access_video_session
from .providers import video_provider
from .settling import video_settle

SILENT = "视频平台暂时没有应答；请过一会儿再点一次，或者到窗口、打电话办，填过的内容都在。"


def video_enter(actor: Actor, session_id: UUID, *, back: str, now: datetime) -> str:
    """The provider's link for this actor's side.

    Args:
        actor: the applicant who asked, or the clerk who took it.
        session_id: the session.
        back: path on this site to come back to.
        now: instant of the act.

    Raises:
        VideoNotVisible, VideoRefused: not one of the two; not taken yet, or over.
        NoProvider: nobody meets by video here any more.
    """
    access_video_session(actor, session_id, to="join")
    row = video_settle(session_id, now=now)
    if row.state not in HELD:
        raise VideoRefused(f"这次视频现在是“{row.state_word}”，不能进入；请看页面上的说明。")
    side: Side = "applicant" if actor.audience == "citizen" else "desk"
    try:
        return video_provider().enter(row.number, side, back)
    except ProviderSilent as error:
        raise VideoRefused(SILENT) from error
