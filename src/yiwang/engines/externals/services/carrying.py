"""The hand-over card: a person carries a step over field by field, and brings number and result back.

Every field copied out and every field typed back in is counted as 二次录入, once per step; never its value.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yiwang.engines.externals.domain.gateway import MOST_NUMBER, Said, is_number
from yiwang.engines.externals.domain.states import SENT, may_become
from yiwang.engines.externals.models import ExternalCopy, ExternalStep
from yiwang.engines.externals.policies import access_external
from yiwang.engines.externals.pure import ExternalRefused, ExternalSystem
from yiwang.engines.externals.selectors import system_of
from yiwang.kernel.actor import Actor

from .receiving import answer_do, step_received
from .sending import patience_until
from .values import values_told

PASTED: Mapping[str, str] = {"their_number": "对方编号", "word": "结果", "note": "说明"}
MOST_NOTE = 500


def card_copy(actor: Actor, step_id: UUID, key: str, *, now: datetime) -> str:
    """The value of one field of a card, to be carried over; counted. A secret one is opened, and that is logged.

    Raises:
        ExternalNotVisible, ExternalRefused: not this hat's, not a card any more, or no such field.
    """
    step, system = _card(actor, step_id)
    purpose = f"转录到{system.title} {step.number}"
    told = values_told(actor, step, system, purpose=purpose, only=key)
    held = next((one for one in told if one.key == key), None)
    if held is None:
        raise ExternalRefused("卡片上没有这一栏；请刷新后再看。")
    _count(actor, step, {key: held.label}, "copied", now)
    return held.value


def card_number(actor: Actor, step_id: UUID, their_number: str, *, now: datetime) -> None:
    """Keep the number that the other system gave; the answer is still waited for.

    Raises:
        ExternalNotVisible, ExternalRefused: not this hat's, no number, or not waited for any more.
    """
    said = _typed(their_number, "", "", now)
    with transaction.atomic():
        step, system = _card(actor, step_id, lock=True)
        if not may_become(step.state, SENT) and step.their_number:
            raise ExternalRefused(f"对方编号已经记为 {step.their_number}；有误的，请在内部意见里写明。")
        step.patience_at = patience_until(system, now)
        step_received(step, _numbered(said, step), system, actor, now)
        _count(actor, step, {"their_number": PASTED["their_number"]}, "pasted", now)


def card_answer(
    actor: Actor, step_id: UUID, their_number: str, word: str, note: str, *, now: datetime
) -> None:
    """Bring the result back: the ordinary act is done under the clerk's own hat, with both numbers kept.

    Raises:
        ExternalNotVisible, ExternalRefused: not this hat's, number or result missing, or not waited for any more.
        CaseRefused: the hat may not do the act, or it cannot be done; nothing is written then.
    """
    with transaction.atomic():
        step, system = _card(actor, step_id, lock=True)
        said = _typed(their_number or step.their_number, word, note, now)
        if word not in system.answers:
            raise ExternalRefused("请选择对方系统里的结果。")
        if step.their_number not in ("", said.their_number):
            raise ExternalRefused(f"对方编号与先前记下的 {step.their_number} 不同；请核对。")
        labels = {key: label for key, label in PASTED.items() if getattr(said, key)}
        known = {"their_number"} if step.their_number else set()
        answer_do(step, _numbered(said, step), system, actor, now)
        _count(actor, step, {key: label for key, label in labels.items() if key not in known}, "pasted", now)


def _card(actor: Actor, step_id: UUID, *, lock: bool = False) -> tuple[ExternalStep, ExternalSystem]:
    step = access_external(actor, step_id, to="act")
    if lock:
        step = ExternalStep.objects.select_for_update().get(id=step.id)
    system = system_of(step)
    if system is None or step.way != "card" or not step.is_open:
        raise ExternalRefused("这一步已经不用转录卡办理；请刷新后再看。")
    return step, system


def _typed(their_number: str, word: str, note: str, now: datetime) -> Said:
    number = their_number.strip()
    if not is_number(number):
        raise ExternalRefused(f"请填对方系统给的编号（最多 {MOST_NUMBER} 字，不能是证件号码或手机号码）。")
    if len(note) > MOST_NOTE:
        raise ExternalRefused(f"说明最多 {MOST_NOTE} 字；请写得短一些。")
    return Said("", "answered" if word else "received", "", number, word, note.strip(), now)


def _numbered(said: Said, step: ExternalStep) -> Said:
    return Said(said.id, said.kind, step.number, said.their_number, said.word, said.note, said.at)


def _count(actor: Actor, step: ExternalStep, labels: Mapping[str, str], way: str, now: datetime) -> None:
    rows = [
        ExternalCopy(
            step=step, system=step.system, unit_id=step.unit_id, key=key, label=label, way=way, at=now,
            account_id=actor.account_id,
        )
        for key, label in labels.items()
    ]  # fmt: skip
    ExternalCopy.objects.bulk_create(rows, ignore_conflicts=True)
