"""The world of the tests of full power: one case type that uses all of it, four units of three places, their clerks."""

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from yiwang.engines.cases.definitions import machines_of
from yiwang.engines.cases.domain.acting import Facts, UnitFact
from yiwang.engines.cases.domain.machine import Machine
from yiwang.engines.cases.domain.seeds import CaseSeed, LimitTerm, Terms
from yiwang.engines.cases.domain.simulate import SimulatedStep, Simulation, counted_ids, simulated
from yiwang.engines.cases.domain.values import PartyPart, UnitPart
from yiwang.kernel.actor import Actor
from yiwang.loader import World

from .world import APPLICANT, CALENDAR, at, citizen, pack_of

FOLDER = Path(__file__).parent / "case-types"
DESK, WATER, URBAN, TOWN, GOV = "dz-desk", "dz-water", "dz-urban", "dz-town", "dz-gov"
CITY, COUNTY = "441200000000", "441202000000"
UNITS = {
    DESK: UnitFact(DESK, (CITY,)),
    WATER: UnitFact(WATER, (CITY, COUNTY)),
    URBAN: UnitFact(URBAN, (CITY, COUNTY)),
    GOV: UnitFact(GOV, (CITY, COUNTY)),
    TOWN: UnitFact(TOWN, (CITY, COUNTY, "441202001000")),
    f"{WATER}-net": UnitFact(WATER, (CITY, COUNTY)),
}
MAY = {
    "dispatcher": frozenset({"order.dispatch"}),
    "handler": frozenset({"order.handle"}),
    "chief": frozenset({"order.handle", "order.approve"}),
    "arbiter": frozenset({"order.rule"}),
    "supervisor": frozenset({"order.supervise"}),
}


@cache
def order_world() -> World:
    """A pack of this one case type."""
    return pack_of(FOLDER)


@cache
def order_machines() -> dict[str, Machine]:
    """Its machine."""
    return machines_of(order_world())


def facts(**more: Any) -> Facts:
    """Permissions of the roles, the units in use; ids 1, 2, 3 …"""
    return Facts(counted_ids(), MAY, units=UNITS, **more)


def hat(unit: str, role: str = "handler", watched: tuple[str, ...] = ()) -> Actor:
    """A staff hat of one unit under one role; each unit and role is a person of its own."""
    account = uuid5(UUID(int=9100), f"{unit}+{role}")
    own = (unit, *watched)
    return Actor(
        "staff",
        account,
        f"post:{unit}-{role}",
        unit,
        own,
        unit,
        frozenset({role}),
        watched=frozenset(watched),
    )


DISPATCHER = hat(DESK, "dispatcher")
ARBITER = hat(GOV, "arbiter")
SUPERVISOR = hat(GOV, "supervisor", watched=(DESK, WATER, URBAN, TOWN))


NOTHING = Terms()
PROMISED = Terms(limits={"promised": LimitTerm(10, "working_day", "测试")})
"""What an order says of its limit where a test wants the order itself to say it."""


def order_seed(key: str = "one", terms: Terms = NOTHING, **form: str) -> CaseSeed:
    """An order at the desk."""
    return CaseSeed(
        key=key, type="order", subject="noise", title="夜间施工", data={"kind": "night", **form},
        parties=(PartyPart(APPLICANT),), units=(UnitPart(DESK), UnitPart(DESK, "intake")), division=COUNTY,
        terms=terms,
    )  # fmt: skip


def order(now: str = "03-02 09:00", key: str = "one", terms: Terms = NOTHING, **more: Any) -> Simulation:
    """An order opened on paper."""
    held = (order_machines(), CALENDAR, facts(**more), order_seed(key, terms), (), citizen(), at(now))
    return simulated(*held, number="2026030200000001")


def does(held: Simulation, when: str, act: str, actor: Actor, **data: Any) -> Any:
    """One act; gives the refusal, or None."""
    return held.do(SimulatedStep(at(when), "one", act, actor, data))


def dispatched(unit: str = WATER, terms: Terms = NOTHING) -> Simulation:
    """An order dispatched to a unit."""
    held = order(terms=terms)
    assert does(held, "03-02 09:30", "dispatch", DISPATCHER, unit=unit) is None
    return held


def in_hand(unit: str = WATER, terms: Terms = NOTHING) -> Simulation:
    """An order that a unit has signed for."""
    held = dispatched(unit, terms)
    assert does(held, "03-02 10:00", "sign", hat(unit)) is None
    return held
