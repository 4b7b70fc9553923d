"""Taking a provider's notice: verified first, taken once, and believed only about the room it was opened for."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from ..domain.provider import NoticeForged, RoomNotice
from ..domain.states import HELD, MISSED, RUNNING, after_notice, missing
from ..models import VideoNotice, VideoSession
from ..policies import KEEPER
from .providers import recording_refuse, video_provider
from .telling import ended_told, record

TAKEN, LATE, MISMATCH, UNKNOWN, UNASKED = "taken", "late", "mismatch", "unknown", "unasked"
FORGERIES: Final = "video_sessions:notices"
"""The audit subject of notices that nobody believed."""


def video_notice_take(signed: Signed, *, now: datetime) -> str:
    """Take a notice; again says the same.

    Returns:
        ``taken``; ``late``: changes nothing any more; ``mismatch`` or ``unknown``: fits no room of ours;
        ``unasked``: a recording nobody agreed to, of which not even the reference is kept.

    Raises:
        NoticeForged: the signature is not the provider's; that it came is in the audit log.
        NoProvider: none is bound.
    """
    provider, digest = video_provider(), hashlib.sha256(signed.body).hexdigest()
    try:
        said = provider.read(signed)
    except NoticeForged:
        with as_actor(KEEPER):  # a transaction of its own, so that what is raised does not undo the record
            body = {"digest": digest, "bytes": len(signed.body)}
            audit_record(KEEPER, "video_sessions.notice.refused", FORGERIES, body, now=now)
        raise
    with as_actor(KEEPER):
        return _once(provider.id, said, digest, now)


def _once(provider: str, said: RoomNotice, digest: str, now: datetime) -> str:
    """Whoever comes second with the same notice waits for the first, and is told what came of it."""
    row = VideoNotice(
        provider=provider, notice_id=said.id, kind=said.kind, number=said.number, digest=digest,
        happened_at=said.at, received_at=now,
    )  # fmt: skip
    VideoNotice.objects.bulk_create([row], ignore_conflicts=True)
    held = VideoNotice.objects.select_for_update().get(provider=provider, notice_id=said.id)
    if not held.verdict:
        held.verdict = _verdict(provider, said, now)
        held.save(update_fields=["verdict"])
    return str(held.verdict)


def _verdict(provider: str, said: RoomNotice, now: datetime) -> str:
    row = VideoSession.objects.select_for_update().filter(number=said.number).first()
    if row is None:
        return _doubted(UNKNOWN, said, now)
    if (row.provider, row.provider_number) != (provider, said.provider_number):
        return _doubted(MISMATCH, said, now)
    if said.kind == "recorded":
        return _recorded(row, said, now)
    if row.state not in HELD:
        return LATE
    _happened(row, said, now)
    return TAKEN


def _doubted(verdict: str, said: RoomNotice, now: datetime) -> str:
    body = {"kind": said.kind, "provider_number": said.provider_number[:40]}
    audit_record(
        KEEPER, f"video_sessions.notice.{verdict}", f"video_session:{said.number[:40]}", body, now=now
    )
    return verdict


def _happened(row: VideoSession, said: RoomNotice, now: datetime) -> None:
    if said.side == "applicant":
        held = row.applicant.told(said.kind, said.at)
        row.applicant_joined_at, row.applicant_left_at = held.joined_at, held.left_at
    elif said.side == "desk":
        held = row.desk.told(said.kind, said.at)
        row.desk_joined_at, row.desk_left_at = held.joined_at, held.left_at
    was, row.state = row.state, after_notice(row.state, said.kind, row.applicant, row.desk)
    if row.state == was:
        row.save()
        return
    _moved(row, said, now)


def _moved(row: VideoSession, said: RoomNotice, now: datetime) -> None:
    if row.state == RUNNING:
        row.started_at = said.at
        row.save()
        record(row, KEEPER, "started", now, public="视频已接通", text=row.number)
        return
    row.ended_at = said.at
    row.missed_by = missing(row.applicant, row.desk) if row.state == MISSED else ""
    row.save()
    ended_told(row, now)


def _recorded(row: VideoSession, said: RoomNotice, now: datetime) -> str:
    """Only of a session whose applicant agreed; kept is the reference, and until when the provider keeps the rest."""
    if not row.record:
        recording_refuse(row.number, said.reference)
        return _doubted(UNASKED, said, now)
    if row.recording or row.erased_at:
        return LATE
    row.recording, row.recording_until = said.reference[:200], said.at + timedelta(days=row.keep_days)
    row.save(update_fields=["recording", "recording_until"])
    record(
        row, KEEPER, "recording", now, public=f"视频录像由视频平台保存 {row.keep_days} 天", text=row.number
    )
    return TAKEN
