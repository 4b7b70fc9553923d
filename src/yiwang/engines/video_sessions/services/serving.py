"""What a clerk does: take who waits, note what was checked, ask for a paper, end it with an outcome."""

from datetime import datetime, timedelta
from uuid import UUID

from yiwang.engines.applications.public import MaterialView
from yiwang.foundations.audit.public import access_record
from yiwang.foundations.files.public import file_grant, file_read
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import secrets_in

from ..domain.errors import VideoRefused
from ..domain.provider import Order, ProviderSilent
from ..domain.states import CLOSED, DONE, HELD, IN_PERSON, NOTES, OUTCOMES, OVER, RUNNING, TAKEN, WAITING
from ..models import VideoNote, VideoPaper, VideoSession
from ..policies import KEEPER, access_video_session
from ..selectors.about import service_of
from ..selectors.sessions import materials_of
from .joining import SILENT
from .providers import room_close, video_provider
from .settling import video_settle
from .telling import record, tell, unit_name

LONGEST = 500
TALKED = (RUNNING, OVER)


def video_take(actor: Actor, session_id: UUID, *, now: datetime) -> VideoSession:
    """Take an applicant who waits: a room is opened for the two, and the applicant is told.

    Raises:
        VideoNotVisible: it is not for this hat.
        VideoRefused: another unit's, taken or gone already, the clerk has one in hand, the provider is silent.
        NoProvider: nobody meets by video here any more.
    """
    access_video_session(actor, session_id, to="take")
    video_settle(session_id, now=now)
    provider = video_provider()
    with as_actor(KEEPER):
        row = VideoSession.objects.select_for_update().get(id=session_id)
        _may_take(actor, row)
        _taken(actor, row, now)
        try:
            row.provider_number = provider.open(Order(row.number, row.talk_until or now, row.record))
        except ProviderSilent as error:
            raise VideoRefused(SILENT) from error
        row.provider = provider.id
        row.save()
        tell(row, "video_taken", now)
    record(row, actor, "taken", now, public=f"{unit_name(row)}的工作人员接了视频", text=row.number)
    return row


def _may_take(actor: Actor, row: VideoSession) -> None:
    if row.state != WAITING:
        raise VideoRefused(f"这位现在是“{row.state_word}”，不用再接；请看排队里的下一位。")
    if VideoSession.objects.filter(desk_account_id=actor.account_id, state__in=HELD).exists():
        raise VideoRefused("您手里还有一次视频没有结束；请先结束它，再接下一位。")


def _taken(actor: Actor, row: VideoSession, now: datetime) -> None:
    held = service_of(row.unit_id)
    if held is None:
        raise VideoRefused("您的单位已经不办视频；请打电话告诉申请人到窗口办。")
    row.state, row.desk_account_id, row.taken_at = TAKEN, actor.account_id, now
    row.join_until = now + timedelta(minutes=held.join_minutes)
    row.talk_until = row.join_until + timedelta(minutes=held.minutes)


def video_note(actor: Actor, session_id: UUID, kind: str, text: str, *, now: datetime) -> None:
    """Note what was checked, once the two have met.

    Raises:
        VideoNotVisible, VideoRefused: not this clerk's; not met yet; empty, too long, or with a secret number in it.
    """
    row = _held(actor, session_id, TALKED, "双方进入视频以后才能记录核对的内容。", now)
    said = _said(text, required=True)
    if kind not in NOTES:
        raise VideoRefused("请选择记的是哪一种：核对本人、看过的证件材料，或者其他。")
    with as_actor(KEEPER):
        VideoNote.objects.create(
            session=row, kind=kind, text=said, account_id=UUID(str(row.desk_account_id)), at=now
        )
    record(row, actor, "noted", now, text=f"{NOTES[kind]}：{said}")


def _said(text: str, *, required: bool) -> str:
    said = " ".join(text.split())
    if required and not said:
        raise VideoRefused("请写清楚内容，再保存。")
    if len(said) > LONGEST:
        raise VideoRefused(f"内容太长，请写在 {LONGEST} 个字以内。")
    if secrets_in(said):
        raise VideoRefused("内容里有证件号码或手机号码。请去掉号码，只写看过什么证件、是否与本人一致。")
    return said


def video_paper_ask(actor: Actor, session_id: UUID, key: str, *, now: datetime) -> None:
    """Ask for one of the draft's materials to be photographed; it comes as that material, not as another one.

    Raises:
        VideoNotVisible, VideoRefused: not this clerk's, not met yet, or no such material is missing.
    """
    row = _held(actor, session_id, TALKED, "双方进入视频以后才能请对方补拍材料。", now)
    wanted = next((one for one in materials_missing(row, now) if one.key == key), None)
    if wanted is None:
        raise VideoRefused("这份材料不在要交的里面，或者已经有了；请刷新页面。")
    with as_actor(KEEPER):
        VideoPaper.objects.get_or_create(
            session=row, key=key, defaults={"label": wanted.label, "asked_at": now}
        )
    record(row, actor, "paper_asked", now, text=wanted.label)


def materials_missing(row: VideoSession, now: datetime) -> list[MaterialView]:
    """The draft's materials that are to be handed in and are not there."""
    return [one for one in materials_of(row, now) if one.state == "asked" and not one.met]


def video_paper_read(actor: Actor, session_id: UUID, paper_id: int, *, now: datetime) -> tuple[str, bytes]:
    """A paper that was asked for in this session and has come: its label and the file; who looked is logged.

    Raises:
        VideoNotVisible, VideoRefused: not this clerk's, the session has ended, or it has not come.
    """
    row = _held(actor, session_id, TALKED, "会话结束以后，材料随申请提交，由受理的单位看。", now)
    with as_actor(KEEPER):
        paper = VideoPaper.objects.filter(session=row, id=paper_id).first()
    found = next((one for one in materials_of(row, now) if paper and one.key == paper.key), None)
    if found is None or found.file_id is None:
        raise VideoRefused("这份材料还没有收到；申请人拍好上传以后，这里会有。")
    ground = f"视频办 {row.number} 中请申请人补拍"
    with as_actor(KEEPER):
        file_grant(found.file_id, unit=row.unit_id, ground=ground, until=row.talk_until, now=now)
        access_record(actor, row.party_id, ground, [found.label], now=now)
    return found.label, file_read(actor, found.file_id)


def video_close(actor: Actor, session_id: UUID, outcome: str, reason: str, *, now: datetime) -> None:
    """End it and say how. It decides nothing about the case; what follows is done by the case's own acts.

    Raises:
        VideoNotVisible, VideoRefused: not this clerk's, ended already, no reason where the applicant has to come.
    """
    said = _said(reason, required=False)
    if outcome not in OUTCOMES:
        raise VideoRefused("请选择这次视频的结果。")
    if outcome == IN_PERSON and not said:
        raise VideoRefused("请申请人到现场来，要写明为什么视频办不了、带什么来。")
    row = _held(actor, session_id, (*HELD, OVER), "这次视频已经结束。", now)
    if outcome == DONE and row.state == TAKEN:
        raise VideoRefused("双方还没有在视频里见到，不能记为“已核对清楚”；请选别的结果。")
    with as_actor(KEEPER):
        row.state, row.outcome, row.reason = CLOSED, outcome, said
        row.ended_at = row.ended_at or now
        row.save(update_fields=["state", "outcome", "reason", "ended_at"])
        room_close(row)
    public = f"视频办结束：{OUTCOMES[outcome]}{f'。{said}' if said else ''}"
    record(row, actor, "ended", now, public=public, text=row.number)


def _held(
    actor: Actor, session_id: UUID, states: tuple[str, ...], otherwise: str, now: datetime
) -> VideoSession:
    """The session of the clerk as it is now, locked until the transaction ends."""
    access_video_session(actor, session_id, to="hold")
    video_settle(session_id, now=now)
    with as_actor(KEEPER):
        row = VideoSession.objects.select_for_update().get(id=session_id)
    if row.state not in states:
        raise VideoRefused(f"{otherwise}现在是“{row.state_word}”。")
    return row
