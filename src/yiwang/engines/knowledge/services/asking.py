"""Units are asked for scripts, as cases: for one that has to be read again, or for what many demanded alike."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection

from yiwang.engines.cases.public import CaseSeed, UnitPart, case_open_tree, cases_visible_to, told_slice
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.days import day_words

from ..domain.alike import Cluster, Told, clusters, pairs_of, shared
from ..models import Version
from ..policies import KEEPER, in_force
from ..pure import Gathering, KnowledgeRules
from ..selectors.rules import reviewer_unit, rules_found, today
from .scripts import ARTICLE

log = logging.getLogger(__name__)
MOST, NUMBERS = 5000, 20
"""Cases looked at in one run, and numbers of cases told to the unit that is asked."""

DUE, GATHERED = "due", "gathered"
"""Why a unit is asked: subjects of the cases."""


@dataclass
class Asked:
    """Numbers of the cases opened now, and what could not be asked about, with why."""

    opened: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


def knowledge_turn(now: datetime) -> Asked:
    """Ask owners about scripts that end or have to be read again, and units for what many demanded; again is once.

    Each asking is a transaction of its own; one that fails is told in ``left`` and leaves the others alone.
    """
    rules, asked = rules_found(), Asked()
    if rules is None:
        return asked
    with as_actor(KEEPER):
        wanted = [*_due(rules, now), *_gathered(rules, now)]
    for key, seed in wanted:
        _ask(key, seed, asked, now)
    return asked


def _ask(key: str, seed: CaseSeed, asked: Asked, now: datetime) -> None:
    if len(seed.units) < 2:
        asked.left[key] = (
            "附近没有可以审核口径的单位，没有开出；请在知识库规则的 reviewers 里写上有这样岗位的职能。"
        )
        return
    try:
        made = case_open_tree(actor=KEEPER, root=seed, key=key, now=now, said=key.encode())
    except Exception as error:
        log.exception("knowledge.not_asked", extra={"key": key})
        asked.left[key] = f"没有开出：{type(error).__name__}，原因见日志。"
        return
    if made.created:
        asked.opened.append(made.number)


def _due(rules: KnowledgeRules, now: datetime) -> Iterator[tuple[str, CaseSeed]]:
    """Scripts in force whose day of reading again is near."""
    day = today(now)
    near = Version.objects.select_related("article").filter(
        in_force(day), review_on__lte=day + timedelta(days=int(rules.warn_days.value))
    )
    for version in near.order_by("review_on")[:MOST]:
        told = {
            "请复核": f"这条口径到 {day_words(version.review_on)} 要复核或者到期。还对的照原样再写一次，不对的改好。",
            "问题": version.question, "现在的答复": version.answer, "别的说法": version.words, "依据": version.source,
            "失效日期": day_words(version.valid_until) if version.valid_until else "",
        }  # fmt: skip
        data = {**told_slice("口径", told), "category": version.category, ARTICLE: str(version.article_id)}
        unit, place = version.article.unit_id, version.article.division_id
        title = f"复核口径：{version.question}"
        yield f"knowledge:{DUE}:{version.id}", _seed(rules, DUE, title, data, unit, place)


def _gathered(rules: KnowledgeRules, now: datetime) -> Iterator[tuple[str, CaseSeed]]:
    """What many demanded alike, was quickly dealt with, has no script yet, and was not asked about of late."""
    held = rules.gathering
    if held is None:
        return
    since, alike = now - timedelta(days=held.look_back.value), held.alike.value
    known = _known(rules, since, now)
    for cluster in clusters(_quick(held, since), alike=alike):
        many = len(cluster.members) >= held.at_least.value
        if many and not any(shared(cluster.pairs, pairs) >= alike for pairs in known):
            yield f"knowledge:{GATHERED}:{cluster.first.number}", _wanted(rules, held, cluster)


def _known(rules: KnowledgeRules, since: datetime, now: datetime) -> list[frozenset[str]]:
    """Questions that have a script, and that units were asked about since then or are still asked about."""
    scripts = Version.objects.filter(in_force(today(now))).values_list("question", "words")
    ways = [way for question, words in scripts for way in (question, *words.split())]
    rows = cases_visible_to(KEEPER).filter(type=rules.asks, subject=GATHERED)
    asked = (rows.filter(is_open=True) | rows.filter(opened_at__gte=since)).values_list("title", flat=True)
    return [pairs_of(text) for text in (*ways, *(title.removeprefix(WANTED) for title in asked))]


WANTED = "请写口径："

_QUICK = """
SELECT c.number, c.title, c.data->'form'->>%(category)s, c.owner_unit_id FROM "case" c
WHERE c.type = ANY(%(types)s) AND c.state = ANY(%(states)s) AND c.closed_at >= %(since)s
  AND c.closed_at - c.opened_at <= make_interval(hours => %(hours)s)
  AND coalesce(c.data->'terms'->'flags', '{}') @> %(flags)s::jsonb AND c.data->'form'->>%(category)s <> ''
ORDER BY c.id DESC LIMIT %(most)s
"""


def _quick(held: Gathering, since: datetime) -> list[Told]:
    values: dict[str, Any] = {
        "category": held.category, "types": list(held.case_types), "states": list(held.states), "since": since,
        "hours": int(held.quick.value), "flags": orjson.dumps(held.flags).decode(), "most": MOST,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_QUICK, values)
        return [Told(*row) for row in reversed(cursor.fetchall())]


def _wanted(rules: KnowledgeRules, held: Gathering, cluster: Cluster) -> CaseSeed:
    numbers = [told.number for told in cluster.members]
    unit = unit_get(cluster.unit)
    place = unit.body.division_id if unit else world().pack.division
    told = {
        "请写口径": f"近 {held.look_back.value:g} 日有 {len(numbers)} 件问的是同一件事，都很快答复了。"
        "请写一份大家都照着说的答复；审核以后进知识库，话务员当场就能答。",
        "问的是": cluster.first.title,
        "有关办件": "、".join(numbers[:NUMBERS]),
    }
    data = {**told_slice("口径", told), "category": cluster.first.category}
    return _seed(rules, GATHERED, f"{WANTED}{cluster.first.title}", data, cluster.unit, place)


def _seed(
    rules: KnowledgeRules, subject: str, title: str, data: dict[str, object], unit: str, place: str
) -> CaseSeed:
    reviewer = reviewer_unit(rules, place)
    units = (UnitPart(unit), UnitPart(reviewer, "supervise")) if reviewer else (UnitPart(unit),)
    return CaseSeed(
        key="script", type=rules.asks, subject=subject, title=title, data=data, units=units, division=place
    )
