"""What follows from a call's happenings: its state, the seat that talks, who is to be called back."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from ..definitions import TALKING, WRAPPING, CallCentre
from ..domain.due import call_back_due
from ..domain.folding import ABANDONED, ANSWERED, ENDED, VOICEMAIL, Fact, told_by
from ..models import Call, CallSeat, CallTask
from ..models.task import CALL_BACK, DONE, MESSAGE, OPEN, WAITING

CAME_AGAIN = "came_again"
"""How calling back ends where the caller reached somebody himself."""


def call_followed(centre: CallCentre, call: Call, now: datetime) -> None:
    """Bring a locked call, its seat and what is to be done after it to what its happenings say."""
    rows = call.events.values_list("kind", "at", "extension", "id")
    before = call.state
    told = told_by(Fact(kind, at, extension, f"{key:020}") for kind, at, extension, key in rows)
    call.state, call.rang_at, call.ended_at = told.state, told.rang_at, told.ended_at
    call.answered_at = told.answered_at
    call.extension = told.extension or call.extension
    _seated(centre, call)
    call.save()
    if call.state != before and call.state in (ABANDONED, VOICEMAIL) and not call.is_outgoing:
        _to_do(centre, call, now)
    if call.answered_at:
        _reached(centre, call, now)


def _seated(centre: CallCentre, call: Call) -> None:
    """The person at the telephone that answered has the call, and talks; when it ends, he wraps up."""
    seat = _seat(centre, call) if call.answered_at else None
    if seat is None:
        return
    if call.account_id is None or call.state in ANSWERED:
        call.account_id, call.label = seat.account_id, seat.label
    if call.answered_at and call.state in ANSWERED and seat.call_id != call.id:
        seat.call_id, seat.since = call.id, call.answered_at
        seat.state = centre.state_meaning(TALKING)
    elif call.ended_at and call.state == ENDED and seat.call_id == call.id and _talks(centre, seat):
        seat.state, seat.since = centre.state_meaning(WRAPPING), call.ended_at
    seat.save(update_fields=["call_id", "since", "state"])


def _talks(centre: CallCentre, seat: CallSeat) -> bool:
    return seat.state == centre.state_meaning(TALKING)


def _seat(centre: CallCentre, call: Call) -> CallSeat | None:
    seats = CallSeat.objects.select_for_update().filter(centre=centre.id, extension=call.extension)
    return seats.first() if call.extension else None


def _to_do(centre: CallCentre, call: Call, now: datetime) -> None:
    """One task for a call; who calls several times before he is called back is one."""
    kind = MESSAGE if call.state == VOICEMAIL else CALL_BACK
    held = CallTask.objects.filter(call=call).first()
    if held is not None:
        if held.kind != kind and held.state != DONE:
            held.kind = kind
            held.save(update_fields=["kind"])
        return
    row = CallTask(
        call=call,
        centre=centre.id,
        kind=kind,
        number_blind=call.number_blind,
        due_at=_due(centre, call),
        state=WAITING,
    )
    CallTask.objects.bulk_create([row], ignore_conflicts=True)
    if kind == CALL_BACK and call.number_blind and not CallTask.objects.filter(call=call).exists():
        _same_caller(centre, call).update(times=F("times") + 1)


def _same_caller(centre: CallCentre, call: Call) -> QuerySet[CallTask]:
    return CallTask.objects.filter(
        centre=centre.id, number_blind=call.number_blind, kind=CALL_BACK, state__in=OPEN
    )


def _due(centre: CallCentre, call: Call) -> datetime:
    rule = centre.call_back
    at = timezone.localtime(call.ended_at or call.began_at)
    return call_back_due(at, until=rule.until, morning=rule.morning)


def _reached(centre: CallCentre, call: Call, now: datetime) -> None:
    """A call that was answered after all needs no calling back, nor does who called before it."""
    CallTask.objects.filter(call=call, kind=CALL_BACK).exclude(state=DONE).update(
        state=DONE, outcome=CAME_AGAIN, done_at=now
    )
    if call.number_blind and not call.is_outgoing:
        earlier = _same_caller(centre, call).filter(call__began_at__lte=call.answered_at)
        earlier.update(state=DONE, outcome=CAME_AGAIN, done_at=now)
