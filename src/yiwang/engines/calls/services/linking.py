"""A case is taken in a call; a caller who stays unknown leaves neither number nor voice."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import CallRefused
from ..domain.folding import RINGING
from ..models import Call, CallCase, CallSeat, CallTask
from ..models.task import DONE, MESSAGE, OPEN, TAKEN
from ..policies import KEEPER, NUMBER, WATCH, access_call, may, person_of
from .noting import call_noted
from .recording import recordings_erase

LINKED, OPENED, ALARM = "linked", "number_opened", "alarm"
TAKEN_AS_CASE = "case"
"""How a message ends that became a case."""


def call_link(actor: Actor, call_id: UUID, case_id: UUID, *, anonymous: bool, now: datetime) -> None:
    """Note that a case was taken in a call, once.

    Of a caller who wants to stay unknown nothing leads from the call to the case, and number and voice go: others that
    were taken in the same call would tell whose it is.

    Raises:
        CallNotVisible: no such call of this hat's centre.
        CallRefused: neither one's own call nor a message one has taken.
    """
    with as_actor(KEEPER):
        call = access_call(actor, call_id, lock=True)
        _must_be_own(actor, call)
        messages = CallTask.objects.filter(call=call, kind=MESSAGE, state__in=OPEN)
        messages.update(state=DONE, outcome=TAKEN_AS_CASE, done_at=now)
        if anonymous:
            _forgotten(call, now)
        else:
            row = CallCase(call=call, case_id=case_id, at=now)
            CallCase.objects.bulk_create([row], ignore_conflicts=True)
            call_noted(actor, call, LINKED, now)
        audit_record(actor, "calls.linked", f"call:{call.id}", {"anonymous": anonymous}, now=now)


def _forgotten(call: Call, now: datetime) -> None:
    call.number, call.number_blind, call.is_anonymous = "", "", True
    call.save(update_fields=["number", "number_blind", "is_anonymous"])
    CallTask.objects.filter(call=call).update(number_blind="")
    rows = [row for row in call.recordings.select_for_update() if row.state != "erased"]
    recordings_erase(rows, "来电人匿名", now=now)


def caller_number(actor: Actor, call_id: UUID) -> str:
    """The number of one's own call, for acts on the server's side; shown to nobody. "" where there is none.

    Raises:
        CallNotVisible, CallRefused: as ``call_link``.
    """
    with as_actor(KEEPER):
        call = access_call(actor, call_id)
        _must_be_own(actor, call)
        return decrypt(call.number, purpose=NUMBER) if call.number else ""


def number_open(actor: Actor, call_id: UUID, purpose: str, *, now: datetime) -> str:
    """The number of a call in full, for a purpose: to call back by hand, or because of a danger.

    Raises:
        CallNotVisible: no such call of this hat's centre.
        CallRefused: no purpose, no number, or neither a danger nor one's own calling back.
    """
    said = purpose.strip()[:200]
    if not said:
        raise CallRefused("请写看号码的用途；谁为什么看过都有记录。")
    with as_actor(KEEPER):
        call = access_call(actor, call_id)
        if not _may_open(actor, call):
            raise CallRefused("只有正在由您回拨的、或者标了险情由班长看的，才能看完整号码。")
        if not call.number:
            raise CallRefused("这个电话没有号码。")
        audit_record(actor, "calls.number.opened", f"call:{call.id}", {"purpose": said}, now=now)
        call_noted(actor, call, OPENED, now)
        return decrypt(call.number, purpose=NUMBER)


def _must_be_own(actor: Actor, call: Call) -> None:
    own = actor.account_id is not None and call.account_id == actor.account_id
    if not (own or _has_task(actor, call) or _rings_here(actor, call)):
        raise CallRefused("这个电话不是您接的；要接过来，请接的人转给您。")


def _rings_here(actor: Actor, call: Call) -> bool:
    """Whether it rings at this person's own telephone, and so at nobody else's."""
    seats = CallSeat.objects.filter(account_id=person_of(actor), extension=call.extension)
    return call.state == RINGING and bool(call.extension) and seats.exists()


def _has_task(actor: Actor, call: Call) -> bool:
    return CallTask.objects.filter(call=call, state=TAKEN, account_id=actor.account_id).exists()


def _may_open(actor: Actor, call: Call) -> bool:
    in_danger = call.events.filter(kind=ALARM).exists()
    own = call.account_id == actor.account_id or may(actor, WATCH)
    return _has_task(actor, call) or (in_danger and own)
