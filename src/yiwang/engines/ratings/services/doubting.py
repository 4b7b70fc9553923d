"""Marking ratings that look stuffed, by the pack's detectors at once, and by the supervisor's judgement."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.people.public import Account
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import NotForThisHat, RatingRefused
from ..models import Rating, Trace
from ..policies import RATINGS, SUPERVISE, access_rating
from ..pure import RatingRules, doubts
from ..pure import Trace as Seen

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def doubt_new(rating: Rating, trace: Trace, rules: RatingRules, actor: Actor, asked: UUID | None) -> None:
    """Compare a new rating with those before it; every one concerned is marked with the reasons.

    Args:
        rating: the new one.
        trace: how it came.
        rules: the pack's.
        actor: who was signed in when it was given.
        asked: the party that was asked to rate.
    """
    _in_turn(trace)
    raters = {one for one in (actor.account_id, *actor.parties, asked) if one}
    found = doubts(_seen(trace, rating.channel, raters), _before(trace, rules), rules.detectors, _own(trace))
    for rating_id, reasons in found.items():
        doubt_mark(rating_id, reasons)
    rating.refresh_from_db(fields=["doubts"])


def rating_doubt(actor: Actor, rating_id: UUID, *, reason: str, now: datetime) -> None:
    """Leave a rating out of the counts, for a reason that is kept.

    Raises:
        NotForThisHat: the hat supervises no ratings, or not this one.
        RatingRefused: no reason is given.
    """
    _judged(actor, rating_id, "ratings.rating.doubted", reason, now)
    with as_actor(RATINGS):
        doubt_mark(rating_id, [reason.strip()])


def rating_trust(actor: Actor, rating_id: UUID, *, reason: str, now: datetime) -> None:
    """Count a doubtful rating again, for a reason that is kept. Raises as ``rating_doubt``."""
    _judged(actor, rating_id, "ratings.rating.trusted", reason, now)
    with as_actor(RATINGS):
        Rating.objects.filter(id=rating_id).update(doubts=[])


def _judged(actor: Actor, rating_id: UUID, act: str, reason: str, now: datetime) -> None:
    if not actor.has(SUPERVISE):
        raise NotForThisHat
    held = access_rating(actor, rating_id)
    if not reason.strip():
        raise RatingRefused("请写明理由；理由会留在记录里。")
    audit_record(actor, act, f"rating:{held.id}", {"reason": reason.strip(), "was": held.doubts}, now=now)


def _in_turn(trace: Trace) -> None:
    """Ratings of one device, address or window are compared one after the other, so that none misses another."""
    keys = [f"{what}:{value}" for what, value in (("d", trace.device), ("a", trace.address)) if value]
    with connection.cursor() as cursor:
        for key in sorted([*keys, *(f"w:{account}" for account in trace.accounts)]):
            cursor.execute(_LOCK, [f"ratings.{key}"])


def _before(trace: Trace, rules: RatingRules) -> Iterable[Seen]:
    """Earlier traces that any detector could find alike."""
    minutes = max((held.within_minutes for held in rules.detectors.values()), default=0)
    alike = Q(accounts__overlap=trace.accounts)
    for column in ("device", "address"):
        if value := getattr(trace, column):
            alike |= Q(**{column: value})
    rows = Trace.objects.select_related("rating").filter(alike, at__gte=trace.at - timedelta(minutes=minutes))
    return [_seen(row, row.rating.channel) for row in rows.exclude(rating_id=trace.rating_id)]


def _seen(trace: Trace, channel: str, raters: Iterable[UUID] = ()) -> Seen:
    return Seen(
        trace.rating_id, trace.at, channel, trace.device, trace.address, frozenset(trace.accounts),
        frozenset(raters),
    )  # fmt: skip


def _own(trace: Trace) -> frozenset[UUID]:
    """Accounts and persons of those who were at work on what is rated."""
    people = Account.objects.filter(id__in=trace.accounts, party_id__isnull=False)
    return frozenset(
        {*trace.accounts, *(party for party in people.values_list("party_id", flat=True) if party)}
    )


def doubt_mark(rating_id: UUID, reasons: Iterable[str]) -> None:
    """Add reasons for which a rating is left out of the counts."""
    held = Rating.objects.select_for_update().get(id=rating_id)
    held.doubts = list(dict.fromkeys([*held.doubts, *reasons]))
    held.save(update_fields=["doubts"])
