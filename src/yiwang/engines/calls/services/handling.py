"""What a seat does with a call: answer it, take it by hand, have somebody wait or join, give it on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import phone_read

from ..domain.errors import CallRefused
from ..domain.exchange import Exchange
from ..domain.folding import ANSWERED, HELD, OPEN, RINGING
from ..models import Call, CallSeat
from ..policies import KEEPER, TAKE, access_call, access_own_call, centre_for
from .exchanges import asked
from .following import call_followed
from .noting import call_noted, number_close
from .seats import own_seat

PRESSED: Final = "pressed"
BY_HAND: Final = "这个电话是手工记的，交换机不知道它。"
CLAIM: Final = timedelta(seconds=10)
"""Who pressed first has the call for so long, while the exchange puts it through."""


def call_answer(actor: Actor, call_id: UUID, *, now: datetime) -> None:
    """Answer a call that rings at one's telephone, or at all of them.

    Raises:
        CallNotVisible: no such call of this hat's centre.
        CallRefused: somebody else has it, it rings no longer or elsewhere, or the exchange is silent.
    """
    centre = centre_for(actor, TAKE)
    with as_actor(KEEPER):
        call = access_call(actor, call_id, lock=True)
        seat = own_seat(actor, centre)
        _rings_here(call, seat, now)
        call_noted(actor, call, PRESSED, now)
        trouble = _asked_of(call, lambda one, number: one.answer(number, seat.extension))
        if trouble:
            raise CallRefused(f"{trouble}请在话机上直接接。")


def _rings_here(call: Call, seat: CallSeat, now: datetime) -> None:
    claimed = call.events.filter(kind=PRESSED, at__gt=now - CLAIM).exclude(account_id=seat.account_id)
    if call.state in ANSWERED or (call.state == RINGING and claimed.exists()):
        raise CallRefused("这个电话已经有人接了。")
    if call.state != RINGING:
        raise CallRefused("这个电话已经挂断；没有接到的在“回拨和留言”里。")
    if call.extension not in ("", seat.extension):
        raise CallRefused("这个电话在别的分机振铃。")


def call_by_hand(actor: Actor, line: str, phone: str, *, now: datetime) -> UUID:
    """Note a call that was answered on the telephone while the exchange tells nothing; its recording may come later.

    Raises:
        CallRefused: the hat takes no calls, is not signed on, or this is no number or line.
    """
    centre, bare = centre_for(actor, TAKE), phone_read(phone)
    if bare is None or line not in centre.lines.values():
        raise CallRefused("电话号码或者专线有误，请核对；号码可以空着。")
    with as_actor(KEEPER):
        seat = own_seat(actor, centre)
        call = Call(centre=centre.id, by_hand=True, line=line, began_at=now, state=RINGING)
        number_close(call, bare)
        call.account_id, call.label, call.extension = actor.account_id, actor.hat_label, seat.extension
        call.save(force_insert=True)
        call_noted(actor, call, "answered", now)
        call_followed(centre, call, now)
        audit_record(actor, "calls.by_hand", f"call:{call.id}", {"line": line}, now=now)
    return call.id


def call_hang_up(actor: Actor, call_id: UUID, *, now: datetime) -> None:
    """Note that a call taken by hand is over. Raises CallNotVisible, CallRefused."""
    centre = centre_for(actor, TAKE)
    with as_actor(KEEPER):
        call = access_own_call(actor, call_id)
        if not call.by_hand or call.state not in OPEN:
            raise CallRefused("交换机接的电话由它自己记结束；手工的已经结束。")
        call_noted(actor, call, "ended", now)
        call_followed(centre, call, now)
        audit_record(actor, "calls.hung_up", f"call:{call.id}", {}, now=now)


def call_hold(actor: Actor, call_id: UUID, *, now: datetime) -> str:
    """Have the caller wait, or talk on where he waits: "" or what the exchange did not do."""
    with as_actor(KEEPER):
        call = _talked(actor, call_id)
        audit_record(actor, "calls.hold", f"call:{call.id}", {}, now=now)
        return _asked_of(call, lambda one, number: one.hold(number, on=call.state != HELD))


def call_join(actor: Actor, call_id: UUID, number: str, *, now: datetime) -> str:
    """Have somebody join the call (三方通话): "" or what the exchange did not do.

    Raises:
        CallNotVisible, CallRefused: not one's own call, it is over, or this is no number.
    """
    bare = "".join(number.split()).replace("-", "")
    if not (bare.isascii() and bare.isdecimal() and 3 <= len(bare) <= 12):
        raise CallRefused("请写要加入的号码。")
    with as_actor(KEEPER):
        call = _talked(actor, call_id)
        call_noted(actor, call, "asked_join", now, f"尾号 {bare[-4:]}")
        audit_record(actor, "calls.join", f"call:{call.id}", {}, now=now)
        return _asked_of(call, lambda one, number: one.join(number, bare))


def call_transfer(actor: Actor, call_id: UUID, line: str, *, now: datetime) -> str:
    """Give the call to a line of the pack by one key; that it was done is written, whatever the exchange does.

    Raises:
        CallNotVisible, CallRefused: not one's own call, it is over, or there is no such line.
    """
    centre = centre_for(actor, TAKE)
    held = centre.transfers.get(line)
    if held is None:
        raise CallRefused("请从列出的线路里选。")
    with as_actor(KEEPER):
        call = _talked(actor, call_id)
        call_noted(actor, call, "asked_transfer", now, held.label)
        audit_record(actor, "calls.transfer", f"call:{call.id}", {"line": line}, now=now)
        trouble = _asked_of(call, lambda one, number: one.transfer(number, held.number))
    return f"{trouble}请在话机上转 {held.number}。" if trouble else ""


def _asked_of(call: Call, ask: Callable[[Exchange, str], object]) -> str:
    """Ask the exchange for something about a call of its own: "" or what stood in the way."""
    number = call.exchange_number
    return asked(lambda one: ask(one, number)) if number else BY_HAND


def _talked(actor: Actor, call_id: UUID) -> Call:
    call = access_own_call(actor, call_id)
    if call.state not in ANSWERED:
        raise CallRefused("这个电话已经结束。")
    return call
