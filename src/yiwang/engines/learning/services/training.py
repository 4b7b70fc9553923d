"""Learning a new version from closed cases, and counting on held-back weeks how often it is right."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import LearningRefused
from ..domain.fitting import table_fit
from ..domain.judging import Judged, Lesson, judged
from ..domain.table import Table, digest_of, tables_text
from ..models import LearntModel
from ..policies import LEARNER, USE, may
from ..pure import CATEGORY, UNIT, LearningRules
from ..selectors.force import history_get, learning_rules

AIMS = (CATEGORY, UNIT)
LONGEST_HELD = 52
_TRY = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


@dataclass(frozen=True)
class Trained:
    """The version that was learnt; not ``created`` where the same lessons had given it before."""

    model: LearntModel
    created: bool


@dataclass(frozen=True)
class _Span:
    since: datetime
    proved_from: datetime
    held_from: datetime
    until: datetime


def model_train(
    actor: Actor, source: str, *, weeks: int | None = None, by: str = "", now: datetime
) -> Trained:
    """Learn a version; it is not in force until somebody puts it in force.

    Args:
        actor: who learns; the learner's own hat for a command, then ``by`` says who ran it.
        source: the history.
        weeks: so many last weeks are held back; the pack says otherwise.
        by: who ran the command.
        now: the instant; lessons end with the day before.

    Raises:
        LearningRefused: not this hat's; nothing to learn with or from; somebody else is learning just now.
    """
    if actor != LEARNER and not may(actor, USE):
        raise LearningRefused("您现在的岗位不管学习。")
    rules, history = learning_rules(source), history_get(source)
    span = _span(rules, weeks, now)
    with as_actor(LEARNER):
        _alone_here(source)
        lessons = list(history.lessons(span.since, span.until))
        tables, figures = _learnt(rules, span, lessons)
        return _kept(actor, source, rules, span, tables, figures, by, now)


def _span(rules: LearningRules, weeks: int | None, now: datetime) -> _Span:
    held = int(rules.held_back.value if weeks is None else weeks)
    if not 1 <= held <= LONGEST_HELD:
        raise LearningRefused(f"留出的周数在 1 到 {LONGEST_HELD} 之间。", "weeks")
    day, back = world().day_at(now), timedelta(weeks=held)
    start = day - timedelta(days=int(rules.look_back.value))
    return _Span(*(local_instant(one) for one in (start, day - 2 * back, day - back, day)))


def _alone_here(source: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TRY, [f"learning.train:{source}"])
        if not cursor.fetchone()[0]:
            raise LearningRefused("另一次学习正在进行；请等它完成再试。")


def _learnt(
    rules: LearningRules, span: _Span, lessons: Sequence[Lesson]
) -> tuple[dict[str, Table], dict[str, Any]]:
    learnt = [one for one in lessons if one.at < span.held_from]
    back = [one for one in lessons if one.at >= span.held_from]
    tables, aims = dict[str, Table](), dict[str, Judged]()
    for aim in AIMS:
        told = [one for one in learnt if aim in one.targets]
        table = _fitted(rules, span, aim, told)
        if table is not None:
            tables[aim], aims[aim] = table, _figures(rules, aim, table, told, back)
    if not tables:
        raise LearningRefused(
            f"能学的太少：留出以前共 {len(learnt)} 件，没有两类各满 {rules.fewest.value:g} 件；等历史多一些再学。"
        )
    counts = {"learnt": len(learnt), "held_back": len(back)}
    return tables, {**counts, "aims": {aim: held.plain() for aim, held in aims.items()}}


def _fitted(rules: LearningRules, span: _Span, aim: str, told: Sequence[Lesson]) -> Table | None:
    early = sum(one.at < span.proved_from for one in told)
    labels = [one.targets[aim] for one in told]
    limits = {"at_least": int(rules.shared.value), "fewest": int(rules.fewest.value)}
    return table_fit([one.text for one in told], labels, early, **limits)


def _figures(
    rules: LearningRules, aim: str, table: Table, told: Sequence[Lesson], back: Sequence[Lesson]
) -> Judged:
    usual = Counter(one.targets[aim] for one in told).most_common(1)[0][0]
    return judged(back, aim, table.guesses, show_from=rules.show_from.value, usual=usual)


def _kept(
    actor: Actor, source: str, rules: LearningRules, span: _Span, tables: Mapping[str, Table],
    figures: dict[str, Any], by: str, now: datetime,
) -> Trained:  # fmt: skip
    text = tables_text(tables)
    digest = digest_of(text)
    same = LearntModel.objects.filter(source=source, digest=digest, held_from=span.held_from)
    known = same.defer("tables").first()
    if known is not None:
        return Trained(known, created=False)
    last = (
        LearntModel.objects.filter(source=source).order_by("-number").values_list("number", flat=True).first()
    )
    used = {name: getattr(rules, name).value for name in ("look_back", "shared", "fewest", "show_from")}
    row = LearntModel.objects.create(
        source=source, number=(last or 0) + 1, since=span.since, held_from=span.held_from, until=span.until,
        figures=figures, rules=used, tables=text, digest=digest, is_demo=settings.YIWANG_DEMO,
        made_by=actor.account_id, made_label=by or actor.hat_label, made_at=now,
    )  # fmt: skip
    told = {
        "number": row.number,
        "digest": row.digest,
        "learnt": figures["learnt"],
        "held_back": figures["held_back"],
    }
    audit_record(
        actor, "learning.model.trained", f"learning:{source}", {**told, "by": row.made_label}, now=now
    )
    return Trained(row, created=True)
