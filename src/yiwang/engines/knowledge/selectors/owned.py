"""What those at work have of scripts: their own body's, those that wait for their review, one with its history."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from yiwang.foundations.divisions.public import divisions_under
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import KnowledgeNotFound
from ..models import APPROVED, PROPOSED, Article, Version
from ..policies import KEEPER, in_force, may_write, own_units, review_place, reviews, versions_visible_to

MOST = 200


@dataclass(frozen=True)
class Line:
    """A script in a list: its latest version, and how it stands.

    ``standing``: ``waits``, ``holds``, ``later``, ``ended``, ``withdrawn`` or ``refused``.
    """

    version: Version
    standing: str
    unit: str

    @property
    def article(self) -> Article:
        """The script."""
        return self.version.article


def scripts_owned(actor: Actor, day: date) -> list[Line]:
    """The scripts of the hat's own body, those that were worked on last first."""
    rows = Version.objects.select_related("article").filter(article__unit_id__in=own_units(actor))
    latest = rows.order_by("article_id", "-number").distinct("article_id")
    return _lines(sorted(latest, key=lambda one: one.proposed_at, reverse=True)[:MOST], day)


def scripts_waiting(actor: Actor, day: date) -> list[Line]:
    """Versions of the hat's place and below that wait for agreement, the oldest first."""
    own = review_place(actor)
    if not own:
        return []
    with as_actor(KEEPER):
        rows = Version.objects.select_related("article").filter(state=PROPOSED)
        below = divisions_under(own, statistical=True).values("code")
        rows = rows.filter(article__division_id__in=below)
        return _lines(list(rows.order_by("proposed_at")[:MOST]), day)


def script_history(actor: Actor, article_id: UUID, day: date) -> list[Line]:
    """All versions of a script, the newest first, for its owner and its reviewer; for others at work those that held.

    Raises:
        KnowledgeNotFound: there is nothing of it for this hat.
    """
    with as_actor(KEEPER):
        rows = list(
            Version.objects.select_related("article").filter(article_id=article_id).order_by("-number")
        )
    if not rows or actor.audience != "staff":
        raise KnowledgeNotFound
    article = rows[0].article
    if not (may_write(actor, article) or reviews(actor, article.division_id)):
        rows = [row for row in rows if row.state == APPROVED]
    if not rows:
        raise KnowledgeNotFound
    return _lines(rows, day)


@dataclass(frozen=True)
class Begun:
    """A script that holds for a kind of cases, and the first day on which it did."""

    question: str
    category: str
    day: date


def scripts_begun(actor: Actor, day: date, *, limit: int = MOST) -> list[Begun]:
    """The scripts in force on a day that are about a kind of cases, those that began last first; one query."""
    rows = versions_visible_to(actor, day).filter(in_force(day)).exclude(category="")
    began = Min("article__versions__valid_from", filter=Q(article__versions__state=APPROVED))
    held = rows.annotate(began=began).order_by("-began", "id")[:limit]
    return [Begun(row.question, row.category, row.began) for row in held]


def _lines(rows: list[Version], day: date) -> list[Line]:
    names = unit_names({row.article.unit_id for row in rows})
    return [Line(row, _standing(row, day), names.get(row.article.unit_id, "")) for row in rows]


def _standing(row: Version, day: date) -> str:
    if row.state != APPROVED:
        return "waits" if row.state == PROPOSED else "refused"
    if row.article.withdrawn_at is not None:
        return "withdrawn"
    if row.valid_from > day:
        return "later"
    ended = row.valid_until is not None and row.valid_until < day
    return "ended" if ended or (row.superseded_on is not None and row.superseded_on <= day) else "holds"
