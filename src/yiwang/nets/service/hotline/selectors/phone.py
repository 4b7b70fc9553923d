"""What a seat has before it of the telephone: its state, what rings, who is on the line, dangers that were marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.calls.public import (
    CallEvent,
    CallNotVisible,
    Desk,
    Shown,
    call_shown,
    desk_of,
    exchange_there,
)
from yiwang.engines.calls.pure import Alarm
from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineDemand
from ..policies import HOTLINE
from .rules import rules_in_force

ALARM = "alarm"


@dataclass(frozen=True)
class Phone:
    """The telephone of a seat.

    Attributes:
        desk: centre, seat, what rings, the own call.
        is_there: whether the exchange works; if not, calls are taken by hand.
        call: the call that the sheet is about; None without one.
        alarms: dangers marked in it, with what to say and do.
    """

    desk: Desk
    is_there: bool
    call: Shown | None = None
    alarms: tuple[Alarm, ...] = ()

    @property
    def first_lines(self) -> set[str]:
        """Lines that the marked dangers want offered first."""
        return {line for one in self.alarms for line in one.transfers}


@dataclass(frozen=True)
class CallDemand:
    """A demand taken in a call, as a seat may read it."""

    number: str
    title: str


def phone_of(actor: Actor, call_id: UUID | None, now: datetime) -> Phone | None:
    """The telephone of this hat, with a call if one is asked for; None for hats that take no calls."""
    try:
        call, events, _cases = call_shown(actor, call_id) if call_id else (None, [], [])
    except CallNotVisible:
        call, events = None, []
    return phone_with(actor, call, events, now)


def phone_with(actor: Actor, call: Shown | None, events: Iterable[CallEvent], now: datetime) -> Phone | None:
    """The telephone of this hat, with a call that has been read; None for hats that take no calls."""
    desk = desk_of(actor, now)
    if desk is None:
        return None
    return Phone(desk, exchange_there(desk.centre, now), call, _marked(desk, events))


def _marked(desk: Desk, events: Iterable[CallEvent]) -> tuple[Alarm, ...]:
    labels = {one.detail for one in events if one.kind == ALARM}
    return tuple(one for one in desk.centre.alarms.values() if one.label in labels)


def demands_of_call(actor: Actor, case_ids: Iterable[UUID]) -> list[CallDemand]:
    """The demands taken in a call that a seat may read about: neither secret ones nor reports, as for a phone."""
    with as_actor(HOTLINE):
        held = HotlineDemand.objects.filter(case_id__in=list(case_ids), keep_secret=False)
        rules = rules_in_force()
        keys = [key for key, kind in held.values_list("case_id", "type") if not rules.is_guarded(kind)]
    rows = cases_visible_to(actor).filter(id__in=keys).order_by("opened_at")
    return [CallDemand(row.number, row.title) for row in rows]
