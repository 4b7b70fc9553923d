"""Calling back who was not answered, listening to who left a message: taken by one, tried, written down, ended."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import CallNotVisible, CallRefused
from ..domain.exchange import ExchangeSilent
from ..models import Call, CallAttempt, CallTask
from ..models.task import CALL_BACK, DONE, MESSAGE, TAKEN, WAITING
from ..policies import KEEPER, NUMBER, TAKE, WATCH, centre_for, may, person_of, tasks_visible_to
from .exchanges import NOBODY, exchange_bound
from .seats import own_seat

REACHED, NOT_REACHED = "reached", "not_reached"


def task_take(actor: Actor, task_id: UUID, *, now: datetime) -> None:
    """Take a task; who watches the centre may take it from somebody.

    Raises:
        CallNotVisible: no such task of this hat's centre.
        CallRefused: somebody else has it, or it is done.
    """
    with as_actor(KEEPER):
        row = _locked(actor, task_id)
        if row.state == TAKEN and row.account_id != actor.account_id and not may(actor, WATCH):
            raise CallRefused(f"{row.label}正在办这一件。")
        row.state, row.account_id, row.label = TAKEN, actor.account_id, actor.hat_label
        row.save(update_fields=["state", "account_id", "label"])
        audit_record(actor, "calls.task.taken", f"call:{row.call_id}", {"kind": row.kind}, now=now)


def task_dial(actor: Actor, task_id: UUID, *, now: datetime) -> UUID:
    """Have the exchange call somebody back from one's telephone; the number is shown to nobody. Gives the new call.

    Raises:
        CallNotVisible, CallRefused: not one's own task, no number, not signed on, or the exchange is silent.
    """
    centre = centre_for(actor, TAKE)
    with as_actor(KEEPER):
        row, seat = _own(actor, task_id), own_seat(actor, centre)
        if row.kind != CALL_BACK or not row.call.number:
            raise CallRefused("这一件没有可以回拨的号码。")
        dialled = _dialled(centre.id, seat.extension, decrypt(row.call.number, purpose=NUMBER))
        made = {"began_at": now, "state": "ringing", "line": row.call.line}
        call, _ = Call.objects.get_or_create(centre=centre.id, exchange_number=dialled, defaults=made)
        held = Call.objects.filter(id=call.id)
        held.update(is_outgoing=True, number=row.call.number, number_blind=row.call.number_blind)
        audit_record(actor, "calls.dialled", f"call:{call.id}", {"for": str(row.call_id)}, now=now)
    return call.id


def _dialled(centre: str, extension: str, number: str) -> str:
    exchange = exchange_bound()
    try:
        if exchange is None:
            raise ExchangeSilent(NOBODY)
        return exchange.dial(centre, extension, number)
    except ExchangeSilent as silent:
        raise CallRefused(f"{silent}请写用途看号码，在话机上拨。") from silent


def task_tried(actor: Actor, task_id: UUID, outcome: str, *, now: datetime) -> None:
    """Write down how a try ended: reached ends it; otherwise it waits for the next, or for being closed.

    Raises:
        CallNotVisible, CallRefused: not one's own task, or no such outcome.
    """
    centre = centre_for(actor, TAKE)
    if outcome not in centre.call_back.outcomes:
        raise CallRefused("请选回拨的结果。")
    with as_actor(KEEPER):
        row = _own(actor, task_id)
        if row.kind != CALL_BACK:
            raise CallRefused("留言听过以后登记成诉求，或者写为什么不登记。")
        CallAttempt.objects.create(
            task=row, at=now, account_id=person_of(actor), label=actor.hat_label, outcome=outcome
        )
        row.tries += 1
        _ended(row, outcome, now) if outcome == REACHED else _left(row)
        row.save()
        audit_record(actor, "calls.task.tried", f"call:{row.call_id}", {"outcome": outcome}, now=now)


def task_close(actor: Actor, task_id: UUID, why: str = "", *, now: datetime) -> None:
    """End a task without a case: nobody was reached in so many tries as the pack says, or the message says nothing.

    Raises:
        CallNotVisible, CallRefused: not one's own task, too few tries, or no reason of the pack.
    """
    rule = centre_for(actor, TAKE).call_back
    with as_actor(KEEPER):
        row = _own(actor, task_id)
        if row.kind == CALL_BACK and row.tries < rule.attempts.value:
            raise CallRefused(f"要回拨 {rule.attempts.value} 次都没有联系上才能结束；现在 {row.tries} 次。")
        if row.kind == MESSAGE and why not in rule.message_ends:
            raise CallRefused("请选为什么不登记。")
        _ended(row, NOT_REACHED if row.kind == CALL_BACK else why, now)
        row.save()
        audit_record(actor, "calls.task.closed", f"call:{row.call_id}", {"why": row.outcome}, now=now)


def _ended(row: CallTask, outcome: str, now: datetime) -> None:
    row.state, row.outcome, row.done_at = DONE, outcome, now


def _left(row: CallTask) -> None:
    row.state, row.account_id, row.label = WAITING, None, ""


def _locked(actor: Actor, task_id: UUID) -> CallTask:
    if not may(actor, TAKE):
        raise CallNotVisible
    row = tasks_visible_to(actor).select_for_update(of=("self",)).filter(id=task_id).first()
    if row is None:
        raise CallNotVisible
    if row.state == DONE:
        raise CallRefused("这一件已经办完，请刷新。")
    return row


def _own(actor: Actor, task_id: UUID) -> CallTask:
    row = _locked(actor, task_id)
    if row.state != TAKEN or row.account_id != actor.account_id:
        raise CallRefused("请先点“我来办”。")
    return row
