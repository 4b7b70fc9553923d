"""Taking what another system says: verified first, taken once, never believed beyond what was asked.

An answer does the ordinary act on the task it was asked for, as the system in the department's name. Whoever answers
twice, or after the task was closed, is heard, and changes nothing.
"""

import hashlib
from datetime import datetime
from typing import Final

from django.db import transaction

from yiwang.engines.cases.public import CaseRefused, case_move, case_tell
from yiwang.engines.externals.domain.gateway import AnswerForged, Said, is_number
from yiwang.engines.externals.domain.meaning import meaning_of
from yiwang.engines.externals.domain.states import (
    ANSWERED,
    CLOSED,
    RECALLED,
    RECALLING,
    RECEIVED,
    may_become,
)
from yiwang.engines.externals.models import MOVED, ExternalMessage, ExternalStep
from yiwang.engines.externals.pure import ExternalRefused, ExternalSystem
from yiwang.engines.externals.selectors import systems
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import mask_in
from yiwang.kernel.wire import Signed

from .gateways import gateway_of
from .scopes import KEEPER, answerer

TAKEN, LATE, MISMATCH, STRANGE, UNHEEDED = "taken", "late", "mismatch", "strange", "unheeded"
"""It did something; came too late; bears another number than before; belongs to no step; could not be acted on."""

FORGERIES: Final = "externals:messages"
MOST = 500
GONE = "task.gone"
"""The refusal that says that the task was closed without the answer; any other leaves it to a person."""


def answer_take(system_id: str, signed: Signed, *, now: datetime) -> str:
    """Take a signed message: ``taken``, ``late``, ``mismatch``, ``strange`` or ``unheeded``; again says the same.

    Raises:
        ExternalRefused: there is no such system, or it does not speak by messages.
        NoGateway: nobody speaks to it.
        AnswerForged: the signature is not the system's; that it came is in the audit log.
    """
    system = systems().get(system_id)
    if system is None or system.way != "api":
        raise ExternalRefused("没有以接口往来的这个外部系统。")
    try:
        said = gateway_of(system).read(signed)
    except AnswerForged:
        with as_actor(KEEPER):
            body = {"digest": hashlib.sha256(signed.body).hexdigest(), "bytes": len(signed.body)}
            audit_record(KEEPER, "externals.message.refused", FORGERIES, body, now=now)
        raise
    return said_take(system, said, now)


def said_take(system: ExternalSystem, said: Said, now: datetime) -> str:
    """Take what a system said and nobody doubts, once per message."""
    with as_actor(KEEPER):
        row = ExternalMessage(
            system=system.id, message_id=said.id[:200], kind=said.kind, number=said.number[:80], word=said.word[:MOST],
            their_number=said.their_number[:MOST], note=mask_in(said.note[:MOST]), happened_at=said.at,
            received_at=now,
        )  # fmt: skip
        ExternalMessage.objects.bulk_create([row], ignore_conflicts=True)
        held = ExternalMessage.objects.select_for_update().get(system=system.id, message_id=row.message_id)
        if not held.verdict:
            held.verdict = _verdict(system, said, now)
            held.save(update_fields=["verdict"])
        return held.verdict


def _verdict(system: ExternalSystem, said: Said, now: datetime) -> str:
    step = ExternalStep.objects.select_for_update().filter(number=said.number, system=system.id).first()
    if step is None or step.their_number not in ("", said.their_number) or not is_number(said.their_number):
        verdict = STRANGE if step is None else MISMATCH
        body = {"system": system.id, "their_number": said.their_number[:80]}
        audit_record(KEEPER, f"externals.message.{verdict}", f"external:{said.number[:80]}", body, now=now)
        return verdict
    actor = answerer(system, step.unit_id)
    if said.kind == "received":
        return step_received(step, said, system, actor, now)
    if said.kind == "stopped":
        return step_stopped(step, said, system, actor, now)
    return step_answered(step, said, system, actor, now)


def step_received(step: ExternalStep, said: Said, system: ExternalSystem, actor: Actor, now: datetime) -> str:
    """Keep the other side's number. ``actor`` tells it: the system itself, or who typed it in."""
    if not may_become(step.state, RECEIVED):
        return LATE
    is_news = not step.their_number
    step.state, step.their_number, step.received_at = RECEIVED, said.their_number, step.received_at or now
    step.sent_at, step.changed_at = step.sent_at or now, now
    step.save(update_fields=MOVED)
    if is_news:
        public = f"{system.title}已收到，对方编号 {said.their_number}"
        case_tell(actor=actor, case_id=step.case_id, act="external.received", public=public, now=now)
    return TAKEN


def step_stopped(step: ExternalStep, said: Said, system: ExternalSystem, actor: Actor, now: datetime) -> str:
    """Note that the other side stopped what it was asked to stop; who was not asked is heard and not believed."""
    if not may_become(step.state, RECALLED):
        if step.is_open:
            return _unheeded(step, said, actor, "对方说已停办，本站没有请它停办", now)
        return LATE
    step.state, step.trouble, step.changed_at = RECALLED, "", now
    step.their_number = step.their_number or said.their_number
    step.save(update_fields=MOVED)
    public = f"{system.title}已停办；本站编号 {step.number}，对方编号 {said.their_number}"
    case_tell(
        actor=actor, case_id=step.case_id, act="external.stopped", public=public, text=step.number, now=now
    )
    return TAKEN


def step_answered(step: ExternalStep, said: Said, system: ExternalSystem, actor: Actor, now: datetime) -> str:
    """Do what an answer means on the task it was asked for; what the case refuses is kept and shown, not raised."""
    if not may_become(step.state, ANSWERED):
        return _late(step, said, system, actor, now)
    if said.word not in system.answers:
        return _unheeded(step, said, actor, f"看不懂“{said.word[:40]}”这个结果", now)
    try:
        with transaction.atomic():
            answer_do(step, said, system, actor, now)
    except CaseRefused as refused:
        if refused.refusal.code == GONE:
            step.refresh_from_db()
            return _late(step, said, system, actor, now)
        return _unheeded(step, said, actor, str(refused), now)
    return TAKEN


def answer_do(step: ExternalStep, said: Said, system: ExternalSystem, actor: Actor, now: datetime) -> None:
    """Note an answer and do its act, both or neither.

    Raises:
        CaseRefused: the act cannot be done; nothing is written then.
    """
    answer = system.answers[said.word]
    meant = meaning_of(answer.act, answer.data, said, system.title)
    data = {key: mask_in(text) for key, text in meant.data.items() if text}
    step.state, step.their_number, step.answered_at, step.changed_at = ANSWERED, said.their_number, now, now
    step.word, step.note, step.trouble = said.word, mask_in(said.note[:MOST]), ""
    step.received_at, step.sent_at = step.received_at or now, step.sent_at or now
    step.save(update_fields=MOVED)
    public = f"{system.title}已办完这一步；本站编号 {step.number}，对方编号 {said.their_number}"
    text = f"{said.word}；{step.note}" if step.note else said.word
    case_tell(actor=actor, case_id=step.case_id, act="external.answered", public=public, text=text, now=now)
    case_move(actor=actor, case_id=step.case_id, act=meant.act, data=data, now=now, task=step.task_id)


def _late(step: ExternalStep, said: Said, system: ExternalSystem, actor: Actor, now: datetime) -> str:
    """Keep an answer that nobody waits for any more, where those at work see it.

    An applicant who withdrew is told as well: there is a decision somewhere that he did not want any more.
    """
    note = f"：{mask_in(said.note[:MOST])}" if said.note else ""
    told = f"{said.word[:40]}（对方编号 {said.their_number}）{note}"
    before = f"{system.title}在撤回以前已经办完，没有停办；结果由它告诉您" if step.state == RECALLING else ""
    if may_become(step.state, CLOSED):
        step.state = CLOSED
    step.trouble, step.changed_at = f"答复到时，这一步已经办完，没有生效：{told}", now
    step.their_number = step.their_number or said.their_number
    step.save(update_fields=["state", "trouble", "their_number", "changed_at"])
    case_tell(actor=actor, case_id=step.case_id, act="external.late", public=before, text=told, now=now)
    return LATE


def _unheeded(step: ExternalStep, said: Said, actor: Actor, why: str, now: datetime) -> str:
    """Keep an answer that cannot be acted on; somebody has to do the step by hand."""
    step.state, step.their_number, step.received_at = RECEIVED, said.their_number, step.received_at or now
    step.trouble = (
        f"对方答复“{said.word[:40]}”，但没有办成：{why}。请与对方核对；能在本站办的，在本站直接办理。"
    )
    step.changed_at = now
    step.save(update_fields=["state", "their_number", "received_at", "trouble", "changed_at"])
    case_tell(actor=actor, case_id=step.case_id, act="external.unheeded", text=step.trouble, now=now)
    return UNHEEDED
