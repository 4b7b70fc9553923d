"""Who may see and mark done what is served by letter, visit or at a counter."""

from uuid import UUID

from django.db.models import QuerySet

from yiwang.foundations.notices.models import Serving
from yiwang.kernel.actor import Actor

MAY_SERVE = "notice.serve"
"""The permission of those who bring letters to people."""


class ServingNotVisible(Exception):
    """There is no such thing to be served, or it is another unit's."""

    def __init__(self) -> None:
        super().__init__("没有这件待送达，或者由别的单位送达。")


def serves(actor: Actor) -> bool:
    """Whether this hat brings letters to people."""
    return actor.audience == "staff" and actor.has(MAY_SERVE)


def servings_visible_to(actor: Actor) -> QuerySet[Serving]:
    """What an actor's units must serve or have served, oldest first."""
    every = Serving.objects.order_by("made_at", "id")
    if actor.sees_all:
        return every
    return every.filter(unit_id__in=actor.units) if actor.audience == "staff" else every.none()


def access_serving(actor: Actor, serving_id: UUID) -> Serving:
    """One of them.

    Raises:
        ServingNotVisible: it is not this actor's to see, or there is none.
    """
    found = servings_visible_to(actor).filter(id=serving_id).first()
    if found is None:
        raise ServingNotVisible
    return found
