"""Seats: somebody signs on at a telephone, is ready, rests, signs off; the exchange is told whether calls may come."""

import re
from datetime import datetime

from django.db.models import QuerySet

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..definitions import AWAY, READY, CallCentre
from ..domain.errors import CallRefused
from ..domain.folding import OPEN
from ..models import Call, CallSeat
from ..policies import KEEPER, TAKE, centre_for, person_of
from .exchanges import asked

_EXTENSION = re.compile(r"[0-9]{2,8}")
NOT_ON = "您还没有签入分机。"


def seat_on(actor: Actor, extension: str, *, now: datetime) -> str:
    """Sign on at a telephone, ready for calls: "" or what the exchange did not do.

    Raises:
        CallRefused: the hat takes no calls, no such telephone, or somebody else sits there.
    """
    centre, said = centre_for(actor, TAKE), extension.strip()
    if not _EXTENSION.fullmatch(said):
        raise CallRefused("请写分机号，2 到 8 位数字。")
    ready = centre.state_meaning(READY)
    with as_actor(KEEPER):
        _left(actor, centre)
        row = CallSeat(
            account_id=person_of(actor), centre=centre.id, unit_id=actor.unit, label=actor.hat_label, extension=said,
            state=ready, since=now,
        )  # fmt: skip
        CallSeat.objects.bulk_create([row], ignore_conflicts=True)
        held = _own(actor, centre).first()
        if held is None or held.extension != said:
            raise CallRefused(f"分机 {said} 已经有人签入，请换一个分机。")
        _written(actor, held, "calls.seat.on", now)
    return asked(lambda one: one.seat(said, ready=True))


def _left(actor: Actor, centre: CallCentre) -> None:
    """Leave the telephone where one was signed on before."""
    before = _own(actor, centre).first()
    if before is not None:
        _not_talking(before)
        before.delete()


def seat_off(actor: Actor, *, now: datetime) -> str:
    """Sign off. Raises CallRefused while talking, or where one is not signed on."""
    centre = centre_for(actor, TAKE)
    with as_actor(KEEPER):
        held = _seat(actor, centre)
        _not_talking(held)
        held.delete()
        _written(actor, held, "calls.seat.off", now)
    return asked(lambda one: one.seat(held.extension, ready=False))


def seat_put(actor: Actor, state: str, *, now: datetime) -> str:
    """Be ready, or away for a while. Raises CallRefused for a state that only a call brings about."""
    centre = centre_for(actor, TAKE)
    rule = centre.states.get(state)
    if rule is None or rule.means not in (READY, AWAY):
        raise CallRefused("请从列出的状态里选；通话和整理由电话带来，不用选。")
    with as_actor(KEEPER):
        held = _seat(actor, centre)
        _not_talking(held)
        held.state, held.since, held.call_id = state, now, None
        held.save(update_fields=["state", "since", "call_id"])
        _written(actor, held, "calls.seat.state", now)
    return asked(lambda one: one.seat(held.extension, ready=rule.means == READY))


def own_seat(actor: Actor, centre: CallCentre) -> CallSeat:
    """The seat where this person is signed on, locked; under ``KEEPER``. Raises CallRefused."""
    return _seat(actor, centre)


def _own(actor: Actor, centre: CallCentre) -> QuerySet[CallSeat]:
    return CallSeat.objects.select_for_update().filter(account_id=person_of(actor), centre=centre.id)


def _seat(actor: Actor, centre: CallCentre) -> CallSeat:
    found = _own(actor, centre).first()
    if found is None:
        raise CallRefused(NOT_ON)
    return found


def _not_talking(held: CallSeat) -> None:
    if held.call_id and Call.objects.filter(id=held.call_id, state__in=OPEN).exists():
        raise CallRefused("您正在通话，通话结束以后再改状态。")


def _written(actor: Actor, held: CallSeat, act: str, now: datetime) -> None:
    body = {"extension": held.extension, "state": held.state}
    audit_record(actor, act, f"account:{actor.account_id}", body, now=now)
