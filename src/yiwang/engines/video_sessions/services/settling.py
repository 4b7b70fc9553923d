"""What the clock brings about: not taken in time, not come in time, time is up, a recording past its keeping."""

import logging
from datetime import datetime
from typing import Final
from uuid import UUID

from yiwang.foundations.scope.public import as_actor

from ..domain.provider import NoticeForged, ProviderSilent
from ..domain.states import HELD, MISSED, OPEN, WAITING, after_time, missing
from ..models import VideoSession
from ..policies import KEEPER
from .providers import room_close, video_provider, video_provider_bound
from .receiving import video_notice_take
from .telling import ended_told, record

log = logging.getLogger("yiwang.video_sessions")
BATCH: Final = 200


def video_settle(session_id: UUID, *, now: datetime) -> VideoSession:
    """The session as it is at this instant. Before somebody counts as absent, the provider is asked once more."""
    with as_actor(KEEPER):
        row = VideoSession.objects.get(id=session_id)
    if not _due(row, now):
        return row
    if row.state in HELD and not _asked(row, now):
        return row
    with as_actor(KEEPER):
        row = VideoSession.objects.select_for_update().get(id=session_id)
        if _due(row, now):
            _moved(row, _after(row, now), now)
    return row


def _after(row: VideoSession, now: datetime) -> str:
    return after_time(
        row.state, now, wait_until=row.wait_until, join_until=row.join_until, talk_until=row.talk_until
    )


def _due(row: VideoSession, now: datetime) -> bool:
    return _after(row, now) != row.state


def _asked(row: VideoSession, now: datetime) -> bool:
    """Take what the provider says when asked; whether it answered. By silence nobody is called absent."""
    if not video_provider_bound():
        return True
    try:
        for signed in video_provider().ask(row.number):
            video_notice_take(signed, now=now)
    except (ProviderSilent, NoticeForged):
        log.warning("video provider is silent", extra={"session": row.number})
        return False
    return True


def _moved(row: VideoSession, state: str, now: datetime) -> None:
    was, row.state, row.ended_at = row.state, state, now
    if state == MISSED:
        row.missed_by = "desk" if was == WAITING else missing(row.applicant, row.desk)
    row.save(update_fields=["state", "ended_at", "missed_by"])
    if was in HELD:
        room_close(row)
    ended_told(row, now)


def video_sessions_work_off(now: datetime) -> int:
    """Settle what is due, and have recordings destroyed that have been kept long enough; gives how many."""
    with as_actor(KEEPER):
        open_ = list(
            VideoSession.objects.filter(state__in=OPEN).order_by("asked_at").values_list("id", flat=True)
        )
    moved = sum(video_settle(one, now=now).state not in OPEN for one in open_)
    return moved + _recordings_erase(now)


def _recordings_erase(now: datetime) -> int:
    if not video_provider_bound():
        return 0
    with as_actor(KEEPER):
        kept = VideoSession.objects.filter(recording_until__lte=now, erased_at=None)
        rows = list(kept.order_by("recording_until")[:BATCH])
    return sum(_erased(row, now) for row in rows)


def _erased(row: VideoSession, now: datetime) -> bool:
    """The provider destroys first; only then our reference to it goes."""
    try:
        video_provider().erase(row.recording)
    except ProviderSilent:
        return False
    with as_actor(KEEPER):
        row.recording, row.erased_at = "", now
        row.save(update_fields=["recording", "erased_at"])
    record(row, KEEPER, "recording", now, public="视频录像已到保存期限，已经销毁", text=row.number)
    return True
