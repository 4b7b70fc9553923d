"""Who reads scripts, who writes and who reviews them: one way in for search, pages and the seat."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import unit_get, units_around
from yiwang.kernel.actor import Actor, staff_may, system_actor

from .domain.errors import KnowledgeNotFound
from .domain.script import EVERYBODY
from .models import Article, Version

KEEPER = system_actor("knowledge")
"""The hat under which scripts are kept; pages come here after asking who asks."""

WRITE, REVIEW = "knowledge.write", "knowledge.review"
"""Permission words: writing the scripts of one's own body; reviewing those of one's place and below."""

may = staff_may
"""Whether a hat carries any of these permission words."""


def in_force(day: date) -> Q:
    """Versions that hold on a day."""
    ends = Q(valid_until=None) | Q(valid_until__gte=day)
    follows = Q(superseded_on=None) | Q(superseded_on__gt=day)
    return Q(state="approved", valid_from__lte=day) & ends & follows


def versions_visible_to(actor: Actor, day: date) -> QuerySet[Version]:
    """Everybody: what is public and holds. Those at work: all that holds, and every version of their own body."""
    rows = Version.objects.select_related("article")
    if actor.audience == "worker":
        return rows
    if actor.audience == "staff":
        return rows.filter(in_force(day) | Q(article__unit_id__in=own_units(actor)))
    return rows.filter(in_force(day), audience=EVERYBODY)


def versions_in_force(actor: Actor, day: date) -> QuerySet[Version]:
    """The versions that an actor may see and that hold on a day."""
    return versions_visible_to(actor, day).filter(in_force(day))


def access_version(actor: Actor, version_id: UUID, day: date) -> Version:
    """One version of a script. Raises KnowledgeNotFound, also where there is none."""
    held = versions_visible_to(actor, day).filter(id=version_id).first()
    if held is None:
        raise KnowledgeNotFound
    return held


def own_units(actor: Actor) -> list[str]:
    """The units of the hat's own body, if it may write scripts; else none."""
    return units_around([actor.unit]) if may(actor, WRITE) and actor.unit else []


def may_write(actor: Actor, article: Article) -> bool:
    """Whether the hat may change this script: it is its own body's."""
    return article.unit_id in own_units(actor)


def review_place(actor: Actor) -> str:
    """The place whose scripts, and those below it, the hat reviews; "" for hats that review none."""
    unit = unit_get(actor.unit) if may(actor, REVIEW) and actor.unit else None
    return unit.body.division_id if unit else ""


def reviews(actor: Actor, division: str) -> bool:
    """Whether the hat reviews the scripts of a place: its own, or one below."""
    own, held = review_place(actor), division_get(division)
    return bool(own) and held is not None and own in held.path
