"""Calling back: who looks into a bad rating opens name and number, for a purpose, where the person can read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import access_record
from yiwang.foundations.people.public import Party, PurposeMissing, phone_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import NotForThisHat, RatingRefused
from ..models import Rating, Trace
from ..policies import HANDLE, RATINGS, access_rating
from ..selectors.rules import body_of


@dataclass(frozen=True)
class Contact:
    """Who rated, and which case it was about; "" where there is none."""

    name: str
    phone: str
    case_number: str


def rating_contact(actor: Actor, rating_id: UUID, purpose: str, *, now: datetime) -> Contact:
    """Open who gave a rating with a real name.

    Raises:
        NotForThisHat: the hat looks into no ratings, or not this one, or stands near to what was rated: it belongs
            to the rated body, or the account was at work on the case.
        PurposeMissing: no purpose was stated.
        RatingRefused: nobody's name is kept.
    """
    rating = access_rating(actor, rating_id)
    with as_actor(RATINGS):
        trace = Trace.objects.get(rating=rating)
        party = Party.objects.filter(id=trace.party_id).first() if trace.party_id else None
        near = _is_near(actor, rating, trace)
    if near or not actor.has(HANDLE):
        raise NotForThisHat
    if not purpose.strip():
        raise PurposeMissing
    if party is None:
        raise RatingRefused("这是匿名评价，没有保留评价人。")
    access_record(actor, party.id, purpose.strip(), ["姓名", "手机号码"], now=now)
    return Contact(party.name, phone_of(party), trace.case_number)


def _is_near(actor: Actor, rating: Rating, trace: Trace) -> bool:
    return actor.account_id in trace.accounts or body_of(actor.unit) == body_of(rating.unit_id)
