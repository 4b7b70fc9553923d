"""A demand taken in a call: the number comes from the exchange, shown to nobody, and the call knows what was taken."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yiwang.engines.calls.public import CallNotVisible, CallRefused, call_link, caller_number
from yiwang.kernel.actor import Actor

from ..domain.demand import Caller, Demand
from ..domain.errors import HotlineRefused
from .opening import Taken
from .taking import Outcome, call_take


def demand_of_call(
    actor: Actor, demand: Demand, outcome: Outcome, call_id: UUID | None, *, now: datetime
) -> Taken:
    """Take a demand, in a call of the exchange or outside one; all or nothing.

    Args:
        actor: the seat.
        demand: what was typed; without a phone, the caller's number is that of the call.
        outcome: how it goes on.
        call_id: the call; None where there is none.
        now: the instant; aware.

    Raises:
        HotlineRefused: as ``call_take``; or it is not this person's call.
        CaseRefused, KeyReused, OpeningError: as ``call_take``.
    """
    if call_id is None:
        return call_take(actor, demand, outcome, now=now)
    with transaction.atomic():
        made = replace(demand, caller=_numbered(actor, demand.caller, call_id))
        taken = call_take(actor, made, outcome, now=now)
        call_link(actor, call_id, taken.case_id, anonymous=demand.caller.anonymous, now=now)
    return taken


def _numbered(actor: Actor, caller: Caller, call_id: UUID) -> Caller:
    number = phone_of_call(actor, call_id)
    return caller if caller.phone.strip() or caller.anonymous else replace(caller, phone=number)


def phone_of_call(actor: Actor, call_id: UUID) -> str:
    """The number of one's own call, for comparing and keeping. Raises HotlineRefused."""
    try:
        return caller_number(actor, call_id)
    except (CallNotVisible, CallRefused) as refused:
        raise HotlineRefused(str(refused)) from refused
