"""The earlier cases most like one, of those that the reader may see."""

from typing import Any

from django.db.models import QuerySet

from yiwang.engines.cases.public import Alike, cases_visible_to
from yiwang.kernel.actor import Actor

from ..domain.grams import grams_of
from ..pure import History

LATEST, COMPARED, SHOWN, LEAST = 2000, 300, 3, 0.15
"""Of the latest closed cases so many of the same kind are compared and so many shown; with less in common none is."""


def cases_alike(
    actor: Actor, history: History, words: str, category: str = "", but: Any = None
) -> tuple[Alike, ...]:
    """The closed cases most like these words, the most alike first; none that nothing may be suggested for.

    Args:
        actor: who reads them.
        history: whose cases.
        words: what is told.
        category: only of this kind; "" for any.
        but: id of the case that is asked about.
    """
    asked = grams_of(words)
    rows = _latest(actor, history, category).exclude(id=but)
    found = [
        (_shared(asked, grams_of(f"{row.title} {said}")), row)
        for row in rows.order_by("-closed_at")[:COMPARED]
        if (said := history.words_of(row))
    ]
    near = sorted((one for one in found if one[0] >= LEAST), key=lambda one: -one[0])
    return tuple(Alike(row.number, row.title, row.owner_unit_id) for _, row in near[:SHOWN])


def _latest(actor: Actor, history: History, category: str) -> QuerySet[Any]:
    """Closed cases, of one kind among the latest of all kinds: a rare kind must not be looked for through years."""
    rows = cases_visible_to(actor).filter(
        type__in=history.case_types(), is_open=False, archived_at=None, parent_id=None
    )
    latest = rows.order_by("-closed_at").values("id")[:LATEST]
    kind = {f"data__form__{history.category_entry}": category} if category else {}
    return cases_visible_to(actor).filter(id__in=latest, **kind)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)
