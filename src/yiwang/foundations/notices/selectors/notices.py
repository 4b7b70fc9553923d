"""Notices as their receivers see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yiwang.foundations.notices.models import Notice, NoticeRead
from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class NoticeShown:
    """A notice as it is listed."""

    id: UUID
    title: str
    body: str
    link: str
    created_at: datetime
    is_read: bool


def notices_visible_to(actor: Actor) -> QuerySet[Notice]:
    """Notices to the hat's party or units, and to the account itself, newest first."""
    to_me = Q(account_id=actor.account_id) if actor.account_id else Q(pk__in=())
    to_hat = Q(unit_id__in=actor.own_units) if actor.audience == "staff" else Q(party_id__in=actor.parties)
    return Notice.objects.filter(to_me | to_hat).order_by("-created_at", "-id")


def notices_for(actor: Actor, *, before: datetime | None = None, limit: int = 20) -> list[NoticeShown]:
    """A page of the actor's notices; page on by ``before`` = the last one's ``created_at``."""
    rows = notices_visible_to(actor)
    page = list((rows.filter(created_at__lt=before) if before else rows)[:limit])
    read = set(_read_by(actor).filter(notice__in=page).values_list("notice_id", flat=True))
    return [NoticeShown(n.id, n.title, n.body, n.link, n.created_at, n.id in read) for n in page]


def notices_unread(actor: Actor, *, most: int = 100) -> int:
    """How many notices the account has not read, counted up to ``most``."""
    read = _read_by(actor).filter(notice=OuterRef("pk"))
    return len(notices_visible_to(actor).filter(~Exists(read)).values_list("id")[:most])


def _read_by(actor: Actor) -> QuerySet[NoticeRead]:
    marks = NoticeRead.objects.all()
    return marks.filter(account_id=actor.account_id) if actor.account_id else marks.none()
