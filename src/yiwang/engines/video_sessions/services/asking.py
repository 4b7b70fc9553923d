"""An applicant asks for a session, and may stop waiting."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import VideoRefused
from ..domain.states import HELD, OPEN, WITHDRAWN
from ..models import VideoSession
from ..policies import KEEPER, access_video_session
from ..selectors.about import About
from ..selectors.offers import VideoOffer, video_offers
from .providers import room_close, video_provider
from .telling import record

CLOSED = "现在不是视频办的时间；可以在开放时间再约，或者到窗口、打电话办，不用重新填写。"
FULL = "现在排队的人已满；请过一会儿再约，或者到窗口、打电话办，不用重新填写。"
TWICE = "您已经约了一次视频，还没有结束；请先办完或者取消那一次。"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def video_ask(actor: Actor, about: About, unit: str, *, record_agreed: bool, now: datetime) -> VideoSession:
    """Ask to be met by video about a draft or a case; nothing of it moves, and no second case is opened.

    Args:
        actor: the applicant or the agent; the caller got ``about`` by this actor's own access.
        about: see ``about_draft`` and ``about_case``.
        unit: the body to be met.
        record_agreed: whether the applicant agrees to a recording; counts only where one is offered.
        now: instant of asking.

    Raises:
        VideoRefused: not offered, closed, full, or there is an open session of this application or this person.
        NoProvider: nobody meets by video here.
    """
    video_provider()
    if actor.audience != "citizen" or actor.account_id is None:
        raise VideoRefused("请先用本人的账号登录，再约视频。")
    with as_actor(KEEPER):
        with connection.cursor() as cursor:  # whoever asks at the same moment waits: no place is given twice
            cursor.execute(_LOCK, [f"video:{unit}"])
        row = _new(actor.account_id, about, _offer(about, unit, now), record_agreed, now)
        row.save(force_insert=True)
    record(row, actor, "asked", now, public=f"申请人约请视频办（{row.number}）", text=_agreed(row))
    return row


def _offer(about: About, unit: str, now: datetime) -> VideoOffer:
    found = next((one for one in video_offers(about, now) if one.unit == unit), None)
    if found is None:
        raise VideoRefused("这个单位不为这件事提供视频办；请刷新页面，看看可以约哪里。")
    if found.open_until is None:
        raise VideoRefused(CLOSED)
    if found.is_full:
        raise VideoRefused(FULL)
    return found


def _new(account: UUID, about: About, offer: VideoOffer, agreed: bool, now: datetime) -> VideoSession:
    held = offer.service
    same = Q(draft_id=about.draft_id, case_id=about.case_id) | Q(account_id=account)
    if VideoSession.objects.filter(same, state__in=OPEN).exists():
        raise VideoRefused(TWICE)
    recorded = held.recording if agreed else None
    until = now + timedelta(minutes=held.wait_minutes)
    return VideoSession(
        number=f"SP{now:%Y%m%d}{secrets.randbelow(10**10):010d}", draft_id=about.draft_id, case_id=about.case_id,
        root_id=about.root_id, title=about.title, unit_id=offer.unit, party_id=about.party_id, account_id=account,
        record=recorded is not None, keep_days=recorded.keep_days if recorded else 0, asked_at=now,
        wait_until=min(until, offer.open_until or until),
    )  # fmt: skip


def _agreed(row: VideoSession) -> str:
    return f"同意录像，保存 {row.keep_days} 天" if row.record else "不录像"


def video_withdraw(actor: Actor, session_id: UUID, *, now: datetime) -> None:
    """Stop waiting, or leave before it ends; nothing of the application changes.

    Raises:
        VideoNotVisible: it is not this actor's.
        VideoRefused: it is over already, or somebody else asked for it.
    """
    access_video_session(actor, session_id, to="join")
    if actor.audience != "citizen":
        raise VideoRefused("取消由约视频的人自己做；您可以结束这次视频并写明结果。")
    with as_actor(KEEPER):
        row = VideoSession.objects.select_for_update().get(id=session_id)
        if not row.is_open:
            raise VideoRefused("这次视频已经结束，不用取消。")
        was, row.state, row.ended_at = row.state, WITHDRAWN, now
        row.save(update_fields=["state", "ended_at"])
        if was in HELD:
            room_close(row)
    record(row, actor, "withdrawn", now, public="申请人不再等视频", text=row.number)
