"""Calls as seats see them: what rings here, the own call, one call with its log, the calls of a day, shares of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..definitions import CallCentre
from ..domain.folding import OPEN, RINGING
from ..domain.seats import SeatNow, state_now
from ..models import Call, CallCase, CallEvent, CallSeat
from ..policies import (
    KEEPER,
    LISTEN,
    TAKE,
    access_call,
    calls_visible_to,
    centre_of,
    may,
    person_of,
    seats_visible_to,
)
from .numbers import number_masked

MOST = 60


@dataclass(frozen=True)
class Shown:
    """A call as a seat sees it: the row, and its number with the middle starred."""

    call: Call
    masked: str


@dataclass(frozen=True)
class SeatShown:
    """A seat with its state as it is now."""

    seat: CallSeat
    now: SeatNow
    label: str


@dataclass(frozen=True)
class Desk:
    """What somebody who takes calls has before him: the centre, his seat, what rings, the call he has."""

    centre: CallCentre
    seat: SeatShown | None
    ringing: Shown | None
    own: Shown | None


@dataclass(frozen=True)
class Shares:
    """How a time's incoming calls went: offered, answered, answered quickly, not answered, messages."""

    offered: int
    answered: int
    quick: int
    abandoned: int
    messages: int


def desk_of(actor: Actor, now: datetime) -> Desk | None:
    """What a hat that takes calls has before it; None for all others."""
    centre = centre_of(actor) if may(actor, TAKE) else None
    if centre is None:
        return None
    with as_actor(KEEPER):
        row = CallSeat.objects.filter(account_id=person_of(actor), centre=centre.id).first()
        ringing, own = _ringing(centre, row, now), _own(actor, centre, row)
        return Desk(centre, _seat(centre, row, now) if row else None, _shown(ringing), _shown(own))


def _ringing(centre: CallCentre, seat: CallSeat | None, now: datetime) -> Call | None:
    """What rings at this telephone or at all, unless its person talks."""
    if seat is None:
        return None
    recent = Call.objects.filter(centre=centre.id, state=RINGING, rang_at__gt=now - centre.ring.delta)
    return recent.filter(extension__in=("", seat.extension)).order_by("rang_at").first()


def _own(actor: Actor, centre: CallCentre, seat: CallSeat | None) -> Call | None:
    """The call one has: at the telephone, or taken by hand and not over yet."""
    mine = Call.objects.filter(centre=centre.id, account_id=actor.account_id)
    return mine.filter(state__in=OPEN).exclude(state=RINGING).order_by("-began_at").first()


def _shown(call: Call | None) -> Shown | None:
    return Shown(call, number_masked(call)) if call else None


def _seat(centre: CallCentre, row: CallSeat, now: datetime) -> SeatShown:
    held = state_now(centre.states, row.state, row.since, now)
    rule = centre.states.get(held.state)
    return SeatShown(row, held, rule.label if rule else held.state)


def seats_shown(actor: Actor, now: datetime) -> list[SeatShown]:
    """Everybody's seat for who watches, by telephone; one's own for others."""
    centre = centre_of(actor)
    with as_actor(KEEPER):
        return [_seat(centre, row, now) for row in seats_visible_to(actor)] if centre else []


def call_shown(actor: Actor, call_id: UUID) -> tuple[Shown, list[CallEvent], list[UUID]]:
    """One call with its log and the cases taken in it; that it was recorded is told to who may hear it.

    Raises:
        CallNotVisible: none of this hat's centre.
    """
    with as_actor(KEEPER):
        call = access_call(actor, call_id)
        hidden = () if may(actor, LISTEN) else ("recorded",)
        events = list(call.events.exclude(kind__in=hidden).order_by("at", "id"))
        return Shown(call, number_masked(call)), events, list(call.cases.values_list("case_id", flat=True))


def calls_shown(actor: Actor, since: datetime, until: datetime) -> list[Shown]:
    """The calls of a time, newest first."""
    with as_actor(KEEPER):
        rows = calls_visible_to(actor).filter(began_at__gte=since, began_at__lt=until)
        return [Shown(row, number_masked(row)) for row in rows[:MOST]]


def shares_of(actor: Actor, since: datetime, until: datetime) -> Shares | None:
    """How the incoming calls of a time went; None for hats without a centre."""
    centre = centre_of(actor)
    if centre is None:
        return None
    quick = Q(answered_at__lte=F("rang_at") + centre.answer_within.delta)
    with as_actor(KEEPER):
        rows = calls_visible_to(actor).filter(began_at__gte=since, began_at__lt=until, is_outgoing=False)
        told = rows.order_by().aggregate(
            offered=Count("id"), answered=Count("id", filter=Q(answered_at__isnull=False)),
            quick=Count("id", filter=quick), abandoned=Count("id", filter=Q(state="abandoned")),
            messages=Count("id", filter=Q(state="voicemail")),
        )  # fmt: skip
    return Shares(**told)


def cases_of_calls(call_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The cases taken in calls, by call; for who has asked for the calls before."""
    with as_actor(KEEPER):
        found: dict[UUID, list[UUID]] = {}
        for call, case in CallCase.objects.filter(call_id__in=set(call_ids)).values_list(
            "call_id", "case_id"
        ):
            found.setdefault(call, []).append(case)
    return found
