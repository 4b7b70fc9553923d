"""Rotas of a demo site: the people of some units take turns at nights and on holidays, as the pack says."""

from datetime import datetime, timedelta

from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.organisations.public import unit_subtree
from yiwang.foundations.people.public import Colleague, colleagues
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from ..models import DutyShift
from ..policies import KEEP
from ..pure import DEMO_ROTA, DemoRota, Span, off_hours
from .keeping import Wanted, shift_add


def demo_rotas_seed(now: datetime) -> int:
    """Fill the rotas that the pack names; those that have anything stay. Returns how many shifts are new."""
    return sum(_unit(held, unit, now) for held in world().all(DEMO_ROTA).values() for unit in held.units)


def _unit(held: DemoRota, unit: str, now: datetime) -> int:
    with as_actor(system_actor("demo")):
        people = colleagues(unit_subtree(unit), now)
        filled = DutyShift.objects.filter(unit_id=unit).exists()
    keeper = next((one.hat.actor for one in people if one.hat.actor.has(KEEP)), None)
    if keeper is None or filled:
        return 0
    with as_actor(keeper):
        return _turns(keeper, held, unit, people, now)


def _turns(keeper: Actor, held: DemoRota, unit: str, people: list[Colleague], now: datetime) -> int:
    one_each = list({one.account_id: one for one in people}.values())
    today = world().day_at(now)
    spans = off_hours(calendar_current(), today, today + timedelta(days=held.days - 1))
    turns = [(n, span) for n, span in enumerate(spans, 1) if n % held.open_each and span.until > now]
    for n, span in turns:
        shift_add(keeper, _wanted(held, unit, one_each[n % len(one_each)], span), now=now)
    return len(turns)


def _wanted(held: DemoRota, unit: str, whom: Colleague, span: Span) -> Wanted:
    return Wanted(unit, whom.account_id, whom.hat.actor.post, span.since, span.until, held.phone)
