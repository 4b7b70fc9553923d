"""The world of these tests: the national case types, a plain calendar, four roles, two units, one applicant."""

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from yiwang.engines.cases.definitions import CASE_TYPE, machines_of
from yiwang.engines.cases.domain.acting import Facts
from yiwang.engines.cases.domain.machine import Machine
from yiwang.engines.cases.domain.seeds import After, CaseSeed, LimitTerm, Terms
from yiwang.engines.cases.domain.simulate import SimulatedStep, Simulation, counted_ids, simulated
from yiwang.engines.cases.domain.values import PartyPart, UnitPart
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.worktime import WorkCalendar
from yiwang.loader import World, load

REPOSITORY = Path(__file__).resolve().parents[5]
ZONE = timezone(timedelta(hours=8))
CALENDAR = WorkCalendar("Asia/Shanghai", hours=((510, 720), (870, 1050)), published_years=frozenset({2026}))
APPLICANT = UUID(int=7001)
STRANGER = UUID(int=7002)
HEALTH, MARKET, FIRE, URBAN = "dz-health", "dz-market", "dz-fire", "dz-urban"
MAY = {
    "officer": frozenset({"case.act.intake", "case.act.remark", "case.act.examine", "case.read"}),
    "chief": frozenset({"case.act.decide", "case.act.extend", "case.read"}),
    "head": frozenset({"case.act.decide", "case.act.extend", "case.act.late_request", "case.read"}),
    "issuer": frozenset({"case.act.issue", "case.act.hand_out", "case.read"}),
}


def at(text: str) -> datetime:
    """``03-02 09:00`` in 2026, Chinese time. 2026-03-02 is a Monday."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def pack_of(source: Path) -> World:
    """A world of the case types in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "china"
        shutil.copytree(source, pack / "case-types")
        (pack / "pack.yaml").write_text("id: china\nversion: '1'\ntitle: 测试\n", encoding="utf-8")
        loaded = load(pack, (CASE_TYPE,))
    assert loaded.world is not None, [problem.sentence() for problem in loaded.problems]
    return loaded.world


@cache
def china() -> World:
    """The national case types."""
    return pack_of(REPOSITORY / "packs" / "china" / "case-types")


@cache
def machines() -> dict[str, Machine]:
    """Their machines."""
    return machines_of(china())


def facts() -> Facts:
    """Permissions of the four roles; ids 1, 2, 3 …"""
    return Facts(counted_ids(), MAY)


def clerk(unit: str, *roles: str) -> Actor:
    """A staff hat of one unit; ``officer`` unless roles are named. Each set of roles is a person of its own."""
    held = frozenset(roles or {"officer"})
    account = uuid5(UUID(int=9000), "+".join(sorted(held)))
    return Actor("staff", account, f"post:{unit}-1", "审批员", (unit,), unit, held)


def citizen(party: UUID = APPLICANT) -> Actor:
    """Somebody who acts for a party."""
    return Actor("citizen", UUID(int=8000), f"party:{party}", "申请人", parties=(party,))


EFFECT = system_actor("effect")


def seed(
    key: str, unit: str = HEALTH, days: int = 5, after: tuple[After, ...] = (), **terms: Any
) -> CaseSeed:
    """A single item's case with a promised limit of so many working days."""
    limits = {"promised": LimitTerm(days, "working_day", "办事指南", "published")}
    return CaseSeed(
        key=key, type="service_item", subject=key, title=f"事项 {key}", terms=Terms(limits=limits, **terms),
        parties=(PartyPart(APPLICANT),), units=(UnitPart(unit),), after=after, division="441202",
    )  # fmt: skip


def theme(key: str = "open_shop") -> CaseSeed:
    """The root of a theme."""
    return CaseSeed(key=key, type="theme", subject=key, title="我要开店", parties=(PartyPart(APPLICANT),))


def opened(
    *children: CaseSeed, root: CaseSeed | None = None, now: str = "03-02 09:00", **more: Any
) -> Simulation:
    """A matter opened on paper by the applicant: a theme of these children, or a single case."""
    root = root or (theme() if children else seed("single"))
    return simulated(machines(), CALENDAR, facts(), root, children, citizen(), at(now), **more)


def does(matter: Simulation, when: str, case: str, act: str, actor: Actor, **data: Any) -> Any:
    """One act; gives the refusal, or None."""
    return matter.do(SimulatedStep(at(when), case, act, actor, data))


def accept_all(matter: Simulation, when: str, **units: str) -> None:
    """Let the intake of each case (key → unit) say that it is complete."""
    for key, unit in units.items():
        assert does(matter, when, key, "complete_intake", clerk(unit)) is None


def decide_case(matter: Simulation, when: str, key: str, unit: str, *, approve: bool = True) -> None:
    """Examine and decide a case; the result is made at once by the simulated effect."""
    opinion = "approve" if approve else "refuse"
    assert does(matter, when, key, "propose", clerk(unit), opinion=opinion, grounds="材料属实") is None
    extra = {} if approve else {"reason": "不符合条件"}
    assert does(matter, when, key, opinion, clerk(unit, "chief"), **extra) is None


def with_flags(held: CaseSeed, **flags: Any) -> CaseSeed:
    """The seed with some flags."""
    return replace(held, terms=replace(held.terms, flags=flags))
