"""The site that ``benchmarks/cases.py`` measures: the real site with an opener of one item."""

# ruff: noqa: E402 - settings must be chosen before the application is made
import os
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
os.environ.setdefault("YIWANG_DB_ROLE", "yiwang_app")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from yiwang.engines.cases.public import (
    CaseSeed,
    LimitTerm,
    OpenRequest,
    PartyPart,
    Terms,
    UnitPart,
    bind_opener,
)
from yiwang.kernel.actor import Actor
from yiwang.site.warming import warm

NOBODY = UUID(int=1)
HOTLINE = "441200-hotline-service"
UNIT = os.environ.get("BENCH_UNIT", "441202-market")


def sample(key: str = "barber", party: UUID = NOBODY, unit: str = UNIT) -> CaseSeed:
    """The seed of one single-item case."""
    limits = {"promised": LimitTerm(5, "working_day", "办事指南（基准测试）", "assumed")}
    return CaseSeed(
        key=key, type="service_item", subject=key, title="基准测试事项", terms=Terms(limits=limits),
        parties=(PartyPart(party),), units=(UnitPart(unit),), division="441202",
    )  # fmt: skip


def demand() -> CaseSeed:
    """The seed of a demand at the hotline, as its seat opens it: somebody to be called back, a limit of ten days."""
    limits = {
        "handling": LimitTerm(10, "working_day", "热线时限（基准测试）", "assumed"),
        "extension": LimitTerm(10, "working_day", "热线时限（基准测试）", "assumed"),
        "rework": LimitTerm(5, "working_day", "热线时限（基准测试）", "assumed"),
    }
    flags = {"reachable": True, "callback": True, "barred": False, "urgent": False}
    return CaseSeed(
        key="demand", type="hotline_demand", subject="help", title="基准测试诉求", data={"category": "c0103"},
        terms=Terms(limits=limits, flags=flags), division="441202",
        units=(UnitPart(HOTLINE, "main"), UnitPart(HOTLINE, "intake")),
    )  # fmt: skip


def opener(actor: Actor, wanted: OpenRequest, now: datetime) -> tuple[CaseSeed, tuple[Any, ...]]:
    """The item of the benchmark for whoever asks; the hotline's demand for its seat."""
    if wanted.subject == "demand":
        return demand(), ()
    party = actor.parties[0] if actor.parties else NOBODY
    return replace(sample(wanted.subject, party), data=wanted.data, division=wanted.division), ()


bind_opener(opener)
warm()
