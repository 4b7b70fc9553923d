"""What is offered to an applicant: with whom, when, how long, how many wait, and whether a recording may be kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from yiwang.foundations.calendars.pure import calendar_of
from yiwang.foundations.organisations.public import body_get, unit_names
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor

from ..definitions import VideoService
from ..domain.hours import open_until, opens_at
from ..domain.states import WAITING
from ..models import VideoSession
from ..policies import KEEPER
from .about import About, services_for


@dataclass(frozen=True)
class VideoOffer:
    """One body that may be met.

    Attributes:
        contact: address, hours and phone of the way without video.
        open_until: the end of today's duty hours that run now; None while it is closed, then see ``opens_at``.
        waiting: how many wait now.
    """

    unit: str
    name: str
    contact: str
    service: VideoService
    open_until: datetime | None
    opens_at: datetime | None
    waiting: int

    @property
    def is_open(self) -> bool:
        """Whether one may ask now."""
        return self.open_until is not None and self.waiting < self.service.queue

    @property
    def is_full(self) -> bool:
        """Whether as many wait as may."""
        return self.waiting >= self.service.queue


def video_offers(about: About, now: datetime) -> list[VideoOffer]:
    """Everybody who may be met about it, those that are open first."""
    services = services_for(about)
    names, waiting = unit_names(services), _waiting(services)
    offers = [_offer(held, names.get(key, key), waiting.get(key, 0), now) for key, held in services.items()]
    return sorted(offers, key=lambda one: (not one.is_open, one.unit))


def _offer(held: VideoService, name: str, waiting: int, now: datetime) -> VideoOffer:
    calendar = calendar_of(world(), held.calendar)
    until = open_until(calendar, now)
    later = None if until else opens_at(calendar, now)
    return VideoOffer(held.id, name, contact_of(held.id), held, until, later, waiting)


def _waiting(units: object) -> dict[str, int]:
    with as_actor(KEEPER):
        rows = VideoSession.objects.filter(unit_id__in=list(units), state=WAITING)  # type: ignore[call-overload]
        return dict(rows.values_list("unit_id").annotate(Count("id")))


def contact_of(unit_id: str) -> str:
    """Where the same is done without video: address, hours and phone of the body."""
    body = body_get(unit_id)
    return " · ".join(text for text in (body.address, body.hours, body.phone) if text) if body else ""
