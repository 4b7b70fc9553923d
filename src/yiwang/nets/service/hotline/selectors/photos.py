"""Pictures of demands that wait to be looked at, for those who dispatch the demands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlinePhoto
from ..models.telling import WAITING
from ..policies import DISPATCH, HOTLINE, REPORT, may

MOST = 50


@dataclass(frozen=True)
class PhotoWaiting:
    """A picture that nobody has looked at."""

    id: UUID
    file_id: UUID
    number: str
    title: str
    at: datetime


def photos_waiting(actor: Actor) -> list[PhotoWaiting]:
    """Pictures that wait, of the demands this hat sees, the oldest first."""
    if not may(actor, DISPATCH, REPORT):
        return []
    with as_actor(HOTLINE):
        rows = list(HotlinePhoto.objects.filter(state=WAITING).order_by("at")[: MOST * 4])
    seen = {case.id: case for case in cases_visible_to(actor).filter(id__in=[row.case_id for row in rows])}
    return [
        PhotoWaiting(row.id, row.file_id, seen[row.case_id].number, seen[row.case_id].title, row.at)
        for row in rows
        if row.case_id in seen
    ][:MOST]
