"""Finding scripts: by pairs of signs in the database, by meaning and in a model's order where such things are bound."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import mask_in
from yiwang.kernel.replacing import replace

from ..pure import Meaning, Ordering
from .rules import places_of

SHORTEST, LONGEST = 2, 400
"""Signs of what is looked for: fewer find nothing, more are left out."""
CLOSEST = 500
"""Scripts whose meaning is compared: those that share words, and as many of the latest that share none."""
NEAR = 0.4
"""What a script shares with the words asked, beside what the best one shares, to be shown at all."""
FLAT, BY_WORDS = 5, 0.1
"""How fast places lose weight, and what a place by words counts beside one by meaning."""

ORDERED = 10
"""So many of the best are put in order by a model, where one is bound."""

_bound: list[Meaning] = []
_orders: list[Ordering] = []

_FOUND = """
WITH found AS (SELECT version_id, score FROM knowledge_find(%(words)s, %(places)s, %(day)s, %(most)s)),
more AS (
  SELECT v.id, 0.0 FROM knowledge_version v JOIN knowledge_article a ON a.id = v.article_id
  WHERE %(meant)s AND v.state = 'approved' AND v.valid_from <= %(day)s
    AND (v.valid_until IS NULL OR v.valid_until >= %(day)s)
    AND (v.superseded_on IS NULL OR v.superseded_on > %(day)s) AND (%(staff)s OR v.audience = 'public')
    AND (%(places)s::text[] IS NULL OR a.division_id = ANY(%(places)s))
    AND v.id NOT IN (SELECT version_id FROM found)
  ORDER BY v.proposed_at DESC LIMIT %(most)s)
SELECT v.id, v.article_id, v.number, v.question, v.answer, v.words, v.source, v.status, v.valid_until, a.unit_id,
  a.division_id, a.is_demo, v.audience, f.score
FROM (SELECT * FROM found UNION ALL SELECT * FROM more) f(version_id, score)
JOIN knowledge_version v ON v.id = f.version_id JOIN knowledge_article a ON a.id = v.article_id
ORDER BY f.score DESC, v.id
"""


@dataclass(frozen=True)
class Found:
    """A script that holds, as it is shown to be read out. ``by_model``: a model put it in its place."""

    id: UUID
    article_id: UUID
    number: int
    question: str
    answer: str
    words: str
    source: str
    status: str
    valid_until: date | None
    unit_id: str
    division_id: str
    is_demo: bool
    audience: str
    score: float
    by_model: bool = False


def bind_meaning(meaning: Meaning) -> None:
    """Let scripts be found by meaning too; called once, in ``ready()`` of an adapter."""
    _bound[:] = [meaning]


def bind_ordering(ordering: Ordering) -> None:
    """Let something put the best scripts in order; called once, in ``ready()`` of an adapter."""
    _orders[:] = [ordering]


def knowledge_search(
    actor: Actor, words: str, *, day: date, division: str = "", limit: int = 5, ordered: bool = False
) -> list[Found]:
    """The scripts that hold on a day and answer these words best, the best first. One query.

    Args:
        actor: those at work find every script, others what is public.
        words: as somebody asks; two signs at least.
        day: the day; a script that has ended is not found.
        division: only those that hold for this place; "" narrows nothing.
        limit: so many.
        ordered: a model may be shown the words, numbers of persons masked; only where nobody has to be protected.
    """
    asked = " ".join(words.split())[:LONGEST]
    if len(asked) < SHORTEST:
        return []
    orders = _orders if ordered else []
    wanted = max(limit, ORDERED) if orders else limit
    held = _found(actor, asked, day, places_of(division), CLOSEST if _bound else wanted)
    best = (_by_meaning(asked, held) if _bound else _near(held))[:wanted]
    return (_by_model(orders[0], asked, best) if orders else best)[:limit]


def _by_model(ordering: Ordering, asked: str, held: list[Found]) -> list[Found]:
    """In the model's order, if it has said one; of scripts it reads the questions alone."""
    places = ordering.order(mask_in(asked), [one.question for one in held])
    return [replace(held[place], by_model=True) for place in places] if places else held


def _near(held: list[Found]) -> list[Found]:
    """Those that share much with what is asked, measured by the best of them; one pair in common is no answer."""
    return [one for one in held if one.score >= NEAR * held[0].score]


def _found(actor: Actor, words: str, day: date, places: list[str] | None, most: int) -> list[Found]:
    values = {"words": words, "places": places, "day": day, "most": most, "meant": bool(_bound),
              "staff": actor.audience in ("staff", "worker")}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, values)
        return [Found(*row) for row in cursor.fetchall()]


def _by_meaning(asked: str, held: list[Found]) -> list[Found]:
    """In the order of meaning; being near the top by words lifts a script, since names and numbers have no meaning."""
    close = _bound[0].closeness(asked, [f"{one.question} {one.words}" for one in held])
    near = sorted(range(len(held)), key=lambda place: -close[place])
    order = {place: 1 / (FLAT + rank) for rank, place in enumerate(near)}
    lift = {place: BY_WORDS / (FLAT + place) if one.score else 0.0 for place, one in enumerate(held)}
    return [held[place] for place in sorted(order, key=lambda place: -(order[place] + lift[place]))]
