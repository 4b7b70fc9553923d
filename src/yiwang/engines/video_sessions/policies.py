"""Who may see which sessions, who takes them, and who is let into a room: the two whose session it is, nobody else."""

from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.engines.cases.public import cases_visible_to
from yiwang.kernel.actor import Actor, system_actor

from .domain.errors import VideoNotVisible, VideoRefused
from .models import VideoSession

SERVE, RECORDING = "video.serve", "video.recording"
"""Permission words of ``roles.yaml``: meet applicants by video; look at a recording, for a purpose that is logged."""

KEEPER = system_actor("video-sessions")
"""Under whose scope sessions are written: people and units read them, and write only through the acts of this app."""


def video_sessions_visible_to(actor: Actor) -> QuerySet[VideoSession]:
    """People their own; units those that were asked of them and those about cases they see. Newest first."""
    every = VideoSession.objects.order_by("-asked_at")
    if actor.sees_all:
        return every
    if actor.audience == "citizen":
        mine = every.filter(party_id__in=actor.parties)
        return mine.filter(draft_id=actor.matter) if actor.matter else mine
    return every.filter(_of_units(actor)) if actor.audience == "staff" else every.none()


def _of_units(actor: Actor) -> Q:
    """What was met about before there was a case, everybody sees who has a case of the matter."""
    seen = cases_visible_to(actor)
    ours = Q(unit_id__in=actor.units) | Q(case_id__in=seen.values("id"))
    return ours | Q(case_id=None, root_id__in=seen.values("root_id"))


def access_video_session(
    actor: Actor, session_id: UUID, to: Literal["read", "take", "hold", "join"] = "read"
) -> VideoSession:
    """The session, if this actor may.

    Args:
        actor: who asks.
        session_id: the session.
        to: ``read``; ``take``: his unit is asked; ``hold``: he has taken it; ``join``: he is one of the two.

    Raises:
        VideoNotVisible: it is not this actor's to see, or there is none.
        VideoRefused: it may be seen, but not for this.
    """
    found = video_sessions_visible_to(actor).filter(id=session_id).first()
    if found is None:
        raise VideoNotVisible
    if to == "take" and not (serves(actor) and found.unit_id in actor.own_units):
        raise VideoRefused("这次视频约的是别的单位；请换用那个单位能接视频的岗位。")
    if to == "hold" and not _holds(actor, found):
        raise VideoRefused("这次视频由别的工作人员接着；要您来接，请对方先结束。")
    if to == "join" and not (_holds(actor, found) or _asked(actor, found)):
        raise VideoRefused("只有约视频的人和接视频的工作人员能进这个房间。")
    return found


def serves(actor: Actor) -> bool:
    """Whether the hat meets applicants by video."""
    return actor.audience == "staff" and actor.has(SERVE)


def _holds(actor: Actor, held: VideoSession) -> bool:
    ours = serves(actor) and held.unit_id in actor.own_units
    return ours and held.desk_account_id is not None and held.desk_account_id == actor.account_id


def _asked(actor: Actor, held: VideoSession) -> bool:
    return actor.audience == "citizen" and held.account_id == actor.account_id
