"""Reads of publicity: the rules in force, what is shown, what waits for an answer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import name_spellings
from yiwang.foundations.releases.public import NoRelease, world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import identify, normalised, secrets_in

from .domain.errors import PublicityRefused
from .models import Publication, PublicationChange, PublicationObjection
from .policies import PUBLISHER, publications_visible_to
from .pure import PUBLICITY, Publicity

PAGE = 30


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed by; "" for everything."""

    words: str = ""
    rule: str = ""
    unit: str = ""


def rules_in_force() -> dict[str, Publicity]:
    """The rules by id; none without a release."""
    try:
        return dict(world().all(PUBLICITY))
    except NoRelease:
        return {}


def publication_list(
    actor: Actor, wanted: Wanted, *, day: date, before: UUID | None = None, limit: int = PAGE
) -> list[Publication]:
    """What is shown on a day, the newest decision first; page on by the last one's id.

    Raises:
        PublicityRefused: somebody looks for an identity or phone number; nobody is looked up by one.
    """
    rows = publications_visible_to(actor, day).filter(state="shown", until__gte=day)
    rows = rows.filter(rule=wanted.rule) if wanted.rule else rows
    rows = rows.filter(unit_id=wanted.unit) if wanted.unit else rows
    if words := wanted.words.strip():
        rows = rows.filter(_holding(words))
    if before and (last := publications_visible_to(actor, day).filter(id=before).first()):
        rows = rows.filter(
            Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, id__lt=before)
        )
    return list(rows.order_by("-published_at", "-id")[:limit])


def _holding(words: str) -> Q:
    bare = normalised(words)[0]
    if secrets_in(bare) or any(seen.kind in ("citizen_id", "mobile") for seen in identify(bare)):
        raise PublicityRefused("不能用证件号码或手机号查公示。请写单位名称、事项名称或者文号里的字。")
    found = Q()
    for way in name_spellings(words):
        found |= Q(title__icontains=way) | Q(lines__icontains=way)
    return found


@dataclass(frozen=True)
class Change:
    """What everybody may know of a change: what was done, why, and when."""

    act: str
    reason: str
    at: datetime


def changes_of(publication: Publication) -> list[Change]:
    """What was changed of a publication the caller may see, the newest first; not what stood there before."""
    with as_actor(PUBLISHER):
        rows = PublicationChange.objects.filter(publication_id=publication.id)
        return [Change(row.act, row.reason, row.at) for row in rows]


def publications_managed(actor: Actor, *, limit: int = 100) -> list[Publication]:
    """What the hat's units published, the newest first, whatever became of it."""
    rows = Publication.objects.filter(unit_id__in=actor.units)
    return list(rows.order_by("-published_at")[:limit])


def objections_open(actor: Actor) -> list[PublicationObjection]:
    """Objections to what the hat's units published that wait for an answer, the oldest first."""
    rows = PublicationObjection.objects.select_related("publication")
    return list(rows.filter(publication__unit_id__in=actor.units, answered_at=None).order_by("at"))


def units_named(rows: list[Publication]) -> dict[str, str]:
    """Names of the units of these publications."""
    return dict(unit_names({row.unit_id for row in rows}))
