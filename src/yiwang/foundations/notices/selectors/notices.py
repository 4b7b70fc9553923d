"""Notices as their receivers see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yiwang.foundations.notices.definitions import NOTICE_TEMPLATE
from yiwang.foundations.notices.models import Notice, NoticeRead
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class NoticeShown:
    """A notice as it is listed."""

    id: UUID
    title: str
    body: str
    link: str
    number: str
    created_at: datetime
    is_read: bool


@dataclass(frozen=True)
class NoticeCursor:
    """The last notice of a page: the next one begins after it."""

    is_read: bool
    at: datetime
    id: UUID


def notices_visible_to(actor: Actor) -> QuerySet[Notice]:
    """Notices to the hat's party or units, and to the account itself, newest first."""
    to_me = Q(account_id=actor.account_id) if actor.account_id else Q(pk__in=())
    to_hat = Q(unit_id__in=actor.own_units) if actor.audience == "staff" else Q(party_id__in=actor.parties)
    return Notice.objects.filter(to_me | to_hat).order_by("-created_at", "-id")


def notices_for(
    actor: Actor,
    *,
    about: str = "",
    as_of: datetime | None = None,
    after: NoticeCursor | None = None,
    limit: int = 20,
) -> list[NoticeShown]:
    """A page of the actor's notices: those its account has not read, newest first, then those it has.

    Args:
        actor: whose notices.
        about: only notices whose template is about this; all unless given.
        as_of: what counts as read is what was read before this instant; what has been read by now unless given.
        after: where the page begins; at the start unless given.
        limit: most notices of the page.
    """
    rows, read = _about(notices_visible_to(actor), about), Exists(_read_of_row(actor, as_of))
    in_read = after if after and after.is_read else None
    fresh = [] if in_read else list(_after(rows.filter(~read), after)[:limit])
    known = list(_after(rows.filter(read), in_read)[: limit - len(fresh)])
    return [*(_shown(row, is_read=False) for row in fresh), *(_shown(row, is_read=True) for row in known)]


def notices_unread(actor: Actor, *, most: int = 100) -> int:
    """How many notices the account has not read, counted up to ``most``."""
    read = Exists(_read_of_row(actor))
    return len(notices_visible_to(actor).filter(~read).values_list("id")[:most])


def _about(rows: QuerySet[Notice], about: str) -> QuerySet[Notice]:
    if not about:
        return rows
    templates = world().all(NOTICE_TEMPLATE)
    return rows.filter(template__in=[key for key, one in templates.items() if one.about == about])


def _after(rows: QuerySet[Notice], cursor: NoticeCursor | None) -> QuerySet[Notice]:
    if cursor is None:
        return rows
    return rows.filter(Q(created_at__lt=cursor.at) | Q(created_at=cursor.at, id__lt=cursor.id))


def _shown(row: Notice, *, is_read: bool) -> NoticeShown:
    return NoticeShown(row.id, row.title, row.body, row.link, row.number, row.created_at, is_read)


def _read_of_row(actor: Actor, as_of: datetime | None = None) -> QuerySet[NoticeRead]:
    """The account's mark on the notice of the outer query."""
    marks = _read_by(actor).filter(notice=OuterRef("pk"))
    return marks.filter(at__lt=as_of) if as_of else marks


def _read_by(actor: Actor) -> QuerySet[NoticeRead]:
    marks = NoticeRead.objects.all()
    return marks.filter(account_id=actor.account_id) if actor.account_id else marks.none()
