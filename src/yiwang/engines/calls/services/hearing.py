"""Hearing a recording: for a purpose, written down before it is heard; joining one that came later to its call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import FileDamagedError, file_read
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import CallNotVisible, CallRefused
from ..models import CallRecording
from ..models.recording import KEPT
from ..models.task import MESSAGE, TAKEN
from ..policies import KEEPER, LISTEN, centre_for, recordings_visible_to, tasks_visible_to
from ..selectors.recordings import calls_near

LONGEST = 200
OWN_WORK = "听留言并登记"


@dataclass(frozen=True)
class Sound:
    """What is heard."""

    data: bytes
    mime: str


def recording_hear(actor: Actor, recording_id: UUID, purpose: str, *, now: datetime) -> Sound:
    """A recording, for a purpose.

    Raises:
        CallNotVisible: there is none for this hat.
        CallRefused: no purpose, or there is nothing to hear (any more).
    """
    said = purpose.strip()[:LONGEST]
    with as_actor(KEEPER):
        row = recordings_visible_to(actor).filter(id=recording_id).first()
        if row is None:
            raise CallNotVisible
        if not said:
            raise CallRefused("请写听录音的用途；谁为什么听过都有记录。")
        return _heard(actor, row, said, now)


def message_hear(actor: Actor, task_id: UUID, *, now: datetime) -> Sound:
    """The message of a task that this person has taken: hearing it is the task.

    Raises:
        CallNotVisible: there is none for this hat.
        CallRefused: somebody else has it, or there is nothing to hear yet.
    """
    with as_actor(KEEPER):
        task = tasks_visible_to(actor).filter(id=task_id, kind=MESSAGE).first()
        if task is None:
            raise CallNotVisible
        if task.state != TAKEN or task.account_id != actor.account_id:
            raise CallRefused("请先点“我来听”；已经有人在听的由他登记。")
        row = CallRecording.objects.filter(call=task.call, kind=MESSAGE).order_by("-at").first()
        if row is None:
            raise CallRefused("交换机还没有给这条留言的声音，请稍后再听。")
        return _heard(actor, row, OWN_WORK, now)


def _heard(actor: Actor, row: CallRecording, purpose: str, now: datetime) -> Sound:
    if row.state != KEPT or row.file_id is None or row.until <= now:
        raise CallRefused(f"现在没有可以听的声音：{row.get_state_display()}。{row.trouble}")
    said = {"purpose": purpose, "kind": row.kind}
    audit_record(actor, "calls.recording.heard", f"call:{row.call_id}", said, now=now)
    try:
        return Sound(file_read(KEEPER, row.file_id), row.mime)
    except FileDamagedError as error:
        raise CallRefused(str(error)) from error


def recording_join(actor: Actor, recording_id: UUID, call_id: UUID, *, now: datetime) -> None:
    """Say that a recording whose call the exchange did not tell of is that of a call taken by hand.

    Raises:
        CallNotVisible: no such recording or call for this hat.
        CallRefused: its call is known, or the call is not near it in time.
    """
    centre_for(actor, LISTEN)
    with as_actor(KEEPER):
        rows = recordings_visible_to(actor).select_for_update(of=("self",))
        row = rows.filter(id=recording_id).first()
        if row is None:
            raise CallNotVisible
        if row.call_id != row.told_call_id or row.call.state != "unknown":
            raise CallRefused("这段录音已经有它的通话，不用再对。")
        if call_id not in {one.id for one in calls_near(row)}:
            raise CallRefused("这个通话的时间和录音对不上，请从列出的通话里选。")
        row.call_id, row.joined_label, row.joined_at = call_id, actor.hat_label, now
        row.save(update_fields=["call", "joined_label", "joined_at"])
        body = {"recording": str(row.id), "told": str(row.told_call_id)}
        audit_record(actor, "calls.recording.joined", f"call:{call_id}", body, now=now)
