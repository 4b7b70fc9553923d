"""Pages of the labelled stand-ins for outside systems: there on demo sites only."""

from typing import TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

M = TypeVar("M", bound=Model)


def stand_in_row(rows: QuerySet[M], keeper: Actor, missing: str) -> M:
    """The first row of a stand-in's book, looked up by an unguessable number; 404 on a site in earnest.

    Args:
        rows: the rows of that number.
        keeper: under whose scope the stand-in keeps its book.
        missing: what is said if there is none.
    """
    if not settings.YIWANG_DEMO:
        raise Http404
    with as_actor(keeper):
        row = rows.first()
    if row is None:
        raise Http404(missing)
    return row
