"""Who reads publications, who mends them: one way in for lists, pages and the API."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yiwang.kernel.actor import Actor, system_actor

from .domain.errors import PublicationNotFound
from .models import Publication

PUBLISHER = system_actor("publicity")
"""The hat under which decisions are published."""

MANAGE = "publicity.manage"
"""Permission word of ``roles.yaml``: correcting and withdrawing what one's own body published."""


def publications_visible_to(actor: Actor, day: date) -> QuerySet[Publication]:
    """What is shown on a day; whoever manages also sees what his body published and took down, or what has ended.

    The end is a question, not a job: after its last day nobody finds a publication, even if no worker runs.
    """
    rows = Publication.objects.all()
    if actor.audience == "worker":
        return rows
    shown = rows.filter(state="shown", until__gte=day)
    if actor.audience == "staff" and actor.has(MANAGE):
        return shown | rows.filter(unit_id__in=actor.units)
    return shown


def access_publication(actor: Actor, publication_id: UUID, day: date, to: str = "read") -> Publication:
    """One publication. Raises PublicationNotFound, also where there is none, or ``to="mend"`` is not this hat's."""
    held = publications_visible_to(actor, day).filter(id=publication_id).first()
    if held is None or (to == "mend" and not _may_mend(actor, held)):
        raise PublicationNotFound
    return held


def _may_mend(actor: Actor, held: Publication) -> bool:
    return actor.audience == "staff" and actor.has(MANAGE) and held.unit_id in actor.units
