"""Whether scripts help: which share of the demands of a kind was answered at once before a script held, and since."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yiwang.engines.knowledge.public import rules_found, scripts_begun
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from ..pure import HotlineRules
from .figures import Share

MOST = 20
DIRECT = "answer_directly"
"""The act of the case types that answers at once."""


@dataclass(frozen=True)
class Helped:
    """A script: since when it holds, and the shares of so many days before that day and from it on."""

    question: str
    category: str
    since: date
    days: int
    before: Share
    after: Share


_COUNTED = """
SELECT s.place, count(c.id) FILTER (WHERE c.opened_at < s.since),
  count(c.id) FILTER (WHERE c.opened_at < s.since AND d.direct),
  count(c.id) FILTER (WHERE c.opened_at >= s.since), count(c.id) FILTER (WHERE c.opened_at >= s.since AND d.direct)
FROM unnest(%(categories)s::text[], %(since)s::timestamptz[]) WITH ORDINALITY AS s(category, since, place)
LEFT JOIN "case" c ON c.type = ANY(%(types)s) AND c.data->'form'->>'category' = s.category
  AND c.opened_at >= s.since - %(span)s AND c.opened_at < s.since + %(span)s
LEFT JOIN LATERAL (SELECT EXISTS (SELECT FROM event e WHERE e.root_id = c.root_id AND e.case_id = c.id
  AND e.act = %(act)s OFFSET 0) AS direct) d ON true
GROUP BY s.place ORDER BY s.place
"""


def scripts_helped(actor: Actor, rules: HotlineRules, *, now: datetime) -> list[Helped]:
    """The scripts that hold for a kind of demands, the latest first, counted over what the hat in scope may see."""
    held = rules_found()
    if held is None or held.gathering is None:
        return []
    days = int(held.gathering.look_back.value)
    begun = scripts_begun(actor, world().day_at(now), limit=MOST)
    values: dict[str, Any] = {
        "categories": [one.category for one in begun], "since": [local_instant(one.day) for one in begun],
        "types": sorted({one.case_type for one in rules.types.values()}), "span": timedelta(days=days), "act": DIRECT,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, values)
        rows = cursor.fetchall()
    return [
        Helped(
            one.question, rules.category_label(one.category), one.day, days,
            Share("", direct, of), Share("", direct_since, of_since),
        )
        for one, (_, of, direct, of_since, direct_since) in zip(begun, rows, strict=True)
    ]  # fmt: skip
