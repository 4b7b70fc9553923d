"""What stands beside a demand while it is typed: what to say, scripts, the same matter told before, whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.engines.cases.public import Asked, Proposal, route_proposals
from yiwang.engines.knowledge.public import Found, knowledge_search
from yiwang.engines.learning.public import Suggestion, suggestions
from yiwang.engines.learning.pure import CATEGORY
from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import phone_read

from ..domain.errors import HotlineRefused
from ..policies import PHONE_PURPOSE, SEAT, may
from ..pure import LEARNT_FROM, HotlineRules, NotAccepted
from .rules import rules_in_force

ANSWERS, REPEATS, UNITS = 5, 3, 3
"""How many are shown; a seat has eight keys for scripts and repeats, and a ninth for the likeliest category."""
HISTORY = LEARNT_FROM
"""The history that suggestions are learnt from (``selectors.history``)."""
SHORTEST, LONGEST = 2, 300


@dataclass(frozen=True)
class Typed:
    """What has been typed so far; ids of the rules, the code of a place, "" for what is not known yet.

    Attributes:
        about: it is about a body; nothing learnt is suggested then.
        unseen: the caller wants to stay unknown; what is suggested then is not kept.
    """

    words: str
    type: str = ""
    category: str = ""
    division: str = ""
    phone: str = ""
    about: bool = False
    unseen: bool = False


@dataclass(frozen=True)
class Repeat:
    """A demand that may be the same matter; ``same``: from the same phone; ``members``: joined to it already."""

    id: UUID
    number: str
    title: str
    at: datetime
    members: int
    same: bool


@dataclass(frozen=True)
class Beside:
    """All of it; empty where nothing was typed yet."""

    say: tuple[NotAccepted, ...] = ()
    answers: tuple[Found, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    kinds: tuple[Suggestion, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def beside(actor: Actor, typed: Typed, *, now: datetime) -> Beside:
    """What stands beside these words, in five queries at most, and a few more where a learnt version is in force.

    Args:
        actor: a seat; repeats are those that it may see itself.
        typed: what has been typed.
        now: the instant; aware.

    Raises:
        HotlineRefused: the hat takes no calls.
    """
    if not may(actor, SEAT):
        raise HotlineRefused("您现在的岗位不受理热线诉求。")
    rules, words = rules_in_force(), " ".join(typed.words.split())[:LONGEST]
    if len(words) < SHORTEST:
        return Beside()
    day = world().day_at(now)
    found = knowledge_search(
        actor, words, day=day, division=typed.division, limit=ANSWERS,
        ordered=not rules.is_protected(typed.type, about=typed.about, unseen=typed.unseen),
    )  # fmt: skip
    return Beside(
        tuple(one for one in rules.not_accepted.values() if any(word in words for word in one.words)),
        tuple(found), tuple(_repeats(rules, typed, words, now)), tuple(_kinds(rules, typed, words)),
        tuple(_proposals(actor, rules, typed, words, now)),
    )  # fmt: skip


def may_learn(rules: HotlineRules, typed: Typed) -> bool:
    """Whether what earlier demands teach may be suggested: not for reports, nor for what is about a body."""
    return not rules.is_protected(typed.type, about=typed.about, unseen=False)


def _kinds(rules: HotlineRules, typed: Typed, words: str) -> list[Suggestion]:
    """Categories that earlier demands speak for, unless the likeliest is chosen already."""
    found = suggestions(HISTORY, CATEGORY, words) if may_learn(rules, typed) else []
    return [] if found and found[0].guess.label == typed.category else found


def _proposals(actor: Actor, rules: HotlineRules, typed: Typed, words: str, now: datetime) -> list[Proposal]:
    held = rules.types.get(typed.type)
    if held is None or not typed.category:
        return []
    taught = words if may_learn(rules, typed) else ""  # of what is protected nothing reaches what was learnt
    asked = Asked(held.case_type, typed.type, typed.category, typed.division, taught)
    return route_proposals(actor, asked, now=now)[:UNITS]


_ALIKE = """
WITH asked AS MATERIALIZED (SELECT search_pairs(search_plain(%(words)s)) AS pairs), near AS MATERIALIZED (
  SELECT c.id, c.number, c.title, c.opened_at, search_pairs(search_plain(c.title)) AS pairs,
    hotline_same_phone(d.case_id, %(blinds)s) AS same
  FROM hotline_demand d JOIN "case" c ON c.id = d.case_id LEFT JOIN division v ON v.code = d.division
  WHERE d.at >= %(since)s AND c.is_open AND c.type = ANY(%(types)s) AND (%(category)s IN ('', d.category))
    AND coalesce(c.data #>> '{terms,flags,barred}', 'false') = 'false'
    AND (%(place)s = '' OR d.division = '' OR d.division = ANY(%(places)s) OR v.path @> ARRAY[%(place)s]::varchar[])
  ORDER BY d.at DESC LIMIT 400), alike AS (
  SELECT n.*, (SELECT count(*) FROM unnest(n.pairs) p WHERE p = ANY(a.pairs))::float8
    / greatest(cardinality(n.pairs), 1) AS share FROM near n CROSS JOIN asked a)
SELECT a.id, a.number, a.title, a.opened_at,
  (SELECT count(*) FROM case_link l WHERE l.other_id = a.id AND l.kind = 'merged_into'), a.same
FROM alike a
WHERE a.share >= %(alike)s AND NOT EXISTS (SELECT FROM case_link l WHERE l.case_id = a.id AND l.kind = 'merged_into')
ORDER BY a.same DESC, a.share DESC, a.opened_at LIMIT %(most)s
"""


def _repeats(rules: HotlineRules, typed: Typed, words: str, now: datetime) -> list[Repeat]:
    """Open demands of the last days, at the place or around it, whose title's pairs stand in what was typed."""
    held = rules.repeats
    if held is None:
        return []
    phone = phone_read(typed.phone) or ""
    values: dict[str, Any] = {
        "words": words, "since": now - timedelta(days=held.days.value), "alike": held.alike.value, "most": REPEATS,
        "types": rules.plain_case_types,
        "category": typed.category, "place": typed.division, "places": _around(typed.division),
        "blinds": blind_candidates(phone, purpose=PHONE_PURPOSE) if phone else [],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, values)
        return [Repeat(*row) for row in cursor.fetchall()]


def _around(division: str) -> Sequence[str]:
    tree = OrganisationTree.of(world()).divisions
    return [row.id for row in tree.path(division)] if division else []
