"""Running matters one after the other, for runs over all of them that may take long."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import Case

FIRST = UUID(int=0)
"""Before every matter."""

Narrow = Callable[[QuerySet[Case]], QuerySet[Case]]


def open_roots(
    actor: Actor, batch: int, *, after: UUID = FIRST, narrow: Narrow = lambda rows: rows
) -> Iterator[UUID]:
    """The matters that have an open case, by their ids; what comes in meanwhile behind the last is found too.

    Args:
        actor: under whose hat they are looked up.
        batch: how many are looked up at once.
        after: begin behind this matter.
        narrow: which open cases count; all if not given.
    """
    while True:
        with as_actor(actor):
            rows = narrow(Case.objects.filter(is_open=True, root_id__gt=after)).order_by("root_id")
            held = list(rows.values_list("root_id", flat=True).distinct()[:batch])
        yield from held
        if len(held) < batch:
            return
        after = held[-1]
