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
UNIT = os.environ.get("BENCH_UNIT", "441202-market")


def sample(key: str = "barber", party: UUID = NOBODY, unit: str = UNIT) -> CaseSeed:
    """The seed of one single-item case."""
    limits = {"promised": LimitTerm(5, "working_day", "办事指南（基准测试）", "assumed")}
    return CaseSeed(
        key=key, type="service_item", subject=key, title="基准测试事项", terms=Terms(limits=limits),
        parties=(PartyPart(party),), units=(UnitPart(unit),), division="441202",
    )  # fmt: skip


def opener(actor: Actor, wanted: OpenRequest, now: datetime) -> tuple[CaseSeed, tuple[Any, ...]]:
    """The item of the benchmark for whoever asks."""
    party = actor.parties[0] if actor.parties else NOBODY
    return replace(sample(wanted.subject, party), data=wanted.data, division=wanted.division), ()


bind_opener(opener)
warm()
