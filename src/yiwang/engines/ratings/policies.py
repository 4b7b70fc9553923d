"""Who may see ratings, and who may do what with them: by permission word, and never near to what was rated."""

from uuid import UUID

from django.db.models import QuerySet

from yiwang.kernel.actor import Actor, system_actor

from .domain.errors import NotForThisHat
from .models import Rating

RATINGS = system_actor("ratings")
"""The hat under which what nobody may read is read and written."""

SUPERVISE, HANDLE, READ, ENTER, ASK = (
    "rating.supervise", "rating.handle", "rating.read", "rating.enter", "rating.ask",
)  # fmt: skip
"""Permission words of ``roles.yaml``: lists and doubts; contact; a unit's months; by phone; at a window."""


def ratings_visible_to(actor: Actor) -> QuerySet[Rating]:
    """The ratings an actor may read one by one: those its unit looks into; the whole city for whole-city hats."""
    if actor.audience == "worker":
        return Rating.objects.all()
    if actor.audience != "staff" or not (actor.has(SUPERVISE) or actor.has(HANDLE)):
        return Rating.objects.none()
    if actor.whole_city:
        return Rating.objects.all()
    return Rating.objects.filter(handler_unit_id__in=actor.units)


def access_rating(actor: Actor, rating_id: UUID) -> Rating:
    """The rating, if the actor may read it. Raises NotForThisHat, also where there is none."""
    found = ratings_visible_to(actor).filter(id=rating_id).first()
    if found is None:
        raise NotForThisHat
    return found
