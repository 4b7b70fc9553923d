"""Running detectors: one SQL each, and a case for every hit that was not asked about yet."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yiwang.engines.cases.public import CaseSeed, UnitPart, case_open_tree, told_slice
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import body_for, unit_allowed, unit_get
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.days import day_words
from yiwang.kernel.stopping import Stopping, never, until_stopped

from .pure import SHAPES, Detector

log = logging.getLogger(__name__)
DETECTOR = system_actor("detector")
MOST_NUMBERS = 50


@dataclass(frozen=True)
class Hit:
    """What was found: the unit that is asked, how many cases on which day, and the numbers of its own cases."""

    key: str
    unit: str
    place: str
    count: int
    day: date
    numbers: tuple[str, ...]


@dataclass
class Run:
    """One detector's run.

    Attributes:
        asked: numbers of the cases opened now.
        before: how many hits had been asked about earlier.
        left: keys of hits that could not be asked about, with why.
    """

    detector: str
    asked: list[str] = field(default_factory=list)
    before: int = 0
    left: dict[str, str] = field(default_factory=dict)


def detectors_run(now: datetime, *, dry: bool = False, stopping: Stopping = never) -> list[Run]:
    """Run every detector of the pack once; each hit is a transaction of its own, and is asked about once for ever.

    Args:
        now: the instant; ``look_back`` days before it are looked at.
        dry: only find; ``asked`` then holds the keys of the hits.
        stopping: asked between hits; once true the run ends, and the next goes on.
    """
    wanted = until_stopped(world().all("detector").values(), stopping)
    return [_run(held, now, dry, stopping) for held in wanted]


def _run(held: Detector, now: datetime, dry: bool, stopping: Stopping) -> Run:
    run = Run(held.id)
    try:
        hits = _hits(held, now)
    except Exception:
        log.exception("detectors.failed", extra={"detector": held.id})
        run.left[held.id] = "查找没有做成，原因见日志。"
        return run
    for hit in until_stopped(hits, stopping):
        _ask(held, hit, run, now, dry)
    return run


def _hits(held: Detector, now: datetime) -> list[Hit]:
    with as_actor(DETECTOR), connection.cursor() as cursor:
        cursor.execute(SHAPES[held.shape].sql, _values(held, now))
        return [_hit(*row) for row in cursor.fetchall()]


def _hit(key: str, unit: str, place: str, count: int, day: date, numbers: list[str]) -> Hit:
    return Hit(key, unit, place, count, day, tuple(numbers[:MOST_NUMBERS]))


def _values(held: Detector, now: datetime) -> dict[str, Any]:
    thresholds = {name: one.value for name, one in held.thresholds.items()}
    names = {
        "types": list(held.case_types),
        "acts": list(held.acts),
        "after": list(held.after),
        "field": held.field,
    }
    since = now - timedelta(days=thresholds["look_back"])
    return {**thresholds, **names, "now": now, "since": since, "zone": str(calendar_current().tzinfo)}


def _ask(held: Detector, hit: Hit, run: Run, now: datetime, dry: bool) -> None:
    reviewer = _reviewer(held, hit)
    if not reviewer:
        run.left[hit.key] = "附近没有可以审阅说明的单位，没有开出；请在 reviewers 里写上有这样岗位的职能。"
        return
    if dry:
        run.asked.append(hit.key)
        return
    try:
        made = case_open_tree(
            actor=DETECTOR, root=_seed(held, hit, reviewer), key=f"detector:{held.id}:{hit.key}", now=now,
            said=f"{held.id}:{hit.key}".encode(),
        )  # fmt: skip
    except Exception as error:
        log.exception("detectors.not_asked", extra={"detector": held.id, "hit": hit.key})
        run.left[hit.key] = f"没有开出：{type(error).__name__}，原因见日志。"
        return
    if made.created:
        run.asked.append(made.number)
    else:
        run.before += 1


def _reviewer(held: Detector, hit: Hit) -> str:
    """A unit of another body, the nearest to the place, whose posts may close it; "" if there is none."""
    place, asked = division_get(hit.place), _body(hit.unit)
    for function in held.reviewers.functions:
        for division in reversed(place.path if place else []):
            body = body_for(function, division)
            unit = unit_allowed(body.id, held.reviewers.may) if body and body.id != asked else None
            if unit:
                return str(unit)
    return ""


def _body(unit_id: str) -> str:
    unit = unit_get(unit_id)
    return unit.body_id if unit else unit_id


def _seed(held: Detector, hit: Hit, reviewer: str) -> CaseSeed:
    day = day_words(hit.day)
    told: Mapping[str, str] = {
        "请说明": held.said(hit.count, day),
        "有关办件": "、".join(hit.numbers),
        "日期": day,
    }
    units = (UnitPart(hit.unit), UnitPart(reviewer, "supervise"))
    return CaseSeed(
        key="detected", type=held.opens, subject=held.id, title=f"请说明：{held.title}",
        data=told_slice("疑点", told), units=units, division=hit.place,
    )  # fmt: skip
