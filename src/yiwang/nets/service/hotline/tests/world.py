"""Demands and hats for tests of the hotline, in the demo city."""

from uuid import uuid4

from yiwang.engines.applications.tests.conftest import NOW, city_world
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import case_move
from yiwang.foundations.organisations.public import post_scopes
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.nets.service.hotline.domain.demand import Caller, Demand
from yiwang.nets.service.hotline.services.opening import demand_open

__all__ = [
    "HOTLINE_UNIT",
    "MARKET",
    "NOW",
    "WORKER",
    "caller",
    "city_world",
    "demand",
    "hat",
    "move",
    "seat",
    "taken",
]
WORKER = system_actor("tests")
HOTLINE_UNIT = "441200-hotline-service"
MARKET = "441202-market"


def caller(**more):
    """Who calls."""
    return Caller(**{"name": "李示范", "phone": "10000000001", **more})


def demand(**more):
    """What is demanded."""
    said = {"key": str(uuid4()), "type": "help", "category": "c0103", "title": "物业不修电梯",
            "words": "电梯坏了三天没有人修。", "division": "441202000000", "caller": caller(), **more}  # fmt: skip
    return Demand(**said)


def hat(post, account=None):
    """Somebody on a post of the city; a new person each time unless named."""
    held = post_scopes([post])[post]
    return Actor(
        "staff", account or uuid4(), f"post:{post}", held.label, held.units, held.unit, held.roles,
        whole_city=held.whole_city, watched=held.watched,
    )  # fmt: skip


def seat():
    """Who takes calls."""
    return hat("441200-hotline-service-seat")


def taken(actor=None, **more):
    """A demand that is taken: its number to ask by, and its case."""
    actor = actor or seat()
    with as_actor(actor):
        made = demand_open(actor, demand(**more), now=NOW)
    with as_actor(WORKER):
        return made.ask_number, Case.objects.get(number=made.case_number)


def move(post, case, act, now=NOW, account=None, **data):
    """An act on a case by somebody on a post."""
    actor = hat(post, account)
    with as_actor(actor):
        return case_move(actor=actor, case_id=case.id, act=act, data=data, now=now)
