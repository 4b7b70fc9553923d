"""Pictures of demands that wait to be looked at, for those who dispatch the demands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlinePhoto, HotlineVoice
from ..models.telling import WAITING
from ..policies import DISPATCH, HOTLINE, REPORT, may

Attached = TypeVar("Attached", HotlinePhoto, HotlineVoice)
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
    found = waiting(actor, HotlinePhoto)
    return [PhotoWaiting(row.id, row.file_id, case.number, case.title, row.at) for row, case in found]


def waiting(actor: Actor, kind: type[Attached]) -> list[tuple[Attached, Any]]:
    """What of a kind waits to be checked, each with its case, as far as this hat sees it; the oldest first."""
    if not may(actor, DISPATCH, REPORT):
        return []
    with as_actor(HOTLINE):
        rows = list(kind.objects.filter(state=WAITING).order_by("at")[: MOST * 4])
    seen = {case.id: case for case in cases_visible_to(actor).filter(id__in=[row.case_id for row in rows])}
    return [(row, seen[row.case_id]) for row in rows if row.case_id in seen][:MOST]
