"""Rating, once: the row, the trace, the doubts, and for a bad one with a real name its case, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import blind, blind_candidates
from yiwang.foundations.people.public import party_canonical
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor
from yiwang.kernel.ids import mask_in

from ..domain.errors import AlreadyRated, InvitationUnknown, NotForThisHat, RatingRefused
from ..models import Invitation, InvitationToken, Rating, Trace
from ..policies import ENTER, RATINGS
from ..pure import RatingRules
from ..selectors.asking import EVENT_PURPOSE, TOKEN_PURPOSE, asked_by_token
from ..selectors.rules import handler_for, rules_in_force
from .doubting import doubt_mark, doubt_new
from .handling import bad_case_open

DISOWNED = "本人说这不是自己评的"


@dataclass(frozen=True)
class Opinion:
    """What somebody says of a service.

    Attributes:
        grade: 1 best to 5 worst.
        tags: ids of the tags ticked; unknown ones are dropped.
        anonymous: the name is not kept; then nobody can call back.
        device, address: whence it came, in clear; only salted hashes are kept, for a while.
    """

    grade: int
    tags: tuple[str, ...] = ()
    words: str = ""
    anonymous: bool = False
    device: str = ""
    address: str = ""


def rating_give_by_token(token: str, opinion: Opinion, *, actor: Actor = PUBLIC, now: datetime) -> UUID:
    """Rate what a token asks about; the token is used up.

    Args:
        token: as it stood in the link.
        opinion: what is said.
        actor: who is signed in at the device, if anybody; at a window's tablet that is the clerk, not the rater.
        now: the instant.

    Raises:
        InvitationUnknown: no such token, or too late.
        AlreadyRated: the service was rated, by this token or otherwise.
        RatingRefused: the grade is none.
    """
    asked = asked_by_token(token, now)
    with as_actor(RATINGS):
        held = invitation_locked(asked.event_key, now)
        used = InvitationToken.objects.filter(blind__in=blind_candidates(token, purpose=TOKEN_PURPOSE))
        used.delete()
        clerk = actor if asked.channel != "tablet" else PUBLIC
        return opinion_keep(held, opinion, asked.channel, clerk, now)


def rating_give(actor: Actor, event_key: str, opinion: Opinion, *, now: datetime) -> UUID:
    """Rate a service signed in, as the party it was done for.

    Raises:
        InvitationUnknown: it cannot be rated, or not by this hat: no difference is told.
        AlreadyRated: it was rated.
        RatingRefused: the grade is none.
    """
    with as_actor(RATINGS):
        held = invitation_locked(event_key, now)
        if actor.audience != "citizen" or held.party_id not in actor.parties:
            raise InvitationUnknown
        return opinion_keep(held, opinion, "portal", actor, now)


def rating_enter(actor: Actor, event_key: str, opinion: Opinion, *, now: datetime) -> UUID:
    """Write down what somebody says on the phone; who was at work on the service may not.

    Raises:
        NotForThisHat: the hat may not write down ratings, or not this one.
        InvitationUnknown, AlreadyRated, RatingRefused: as in ``rating_give``.
    """
    if actor.audience != "staff" or not actor.has(ENTER):
        raise NotForThisHat
    with as_actor(RATINGS):
        held = invitation_locked(event_key, now)
        if actor.account_id in held.accounts:
            raise NotForThisHat
        given = opinion_keep(held, opinion, "phone", PUBLIC, now)
        audit_record(actor, "ratings.rating.entered", f"rating:{given}", {"channel": "phone"}, now=now)
        return given


def rating_disown(actor: Actor, event_key: str, *, now: datetime) -> None:
    """Say that a rating of one's own service, given by link, tablet, phone or message, was not one's own.

    It stays in the list as doubtful; the service may be rated again.

    Raises:
        InvitationUnknown: there is none, it was given signed in, or the service was not done for this hat.
    """
    with as_actor(RATINGS):
        held = Invitation.objects.select_for_update().filter(event_key=event_key, is_rated=True).first()
        if held is None or actor.audience != "citizen" or held.party_id not in actor.parties:
            raise InvitationUnknown
        blinds = blind_candidates(event_key, purpose=EVENT_PURPOSE)
        rating = Rating.objects.filter(event_blind__in=blinds).exclude(channel="portal").first()
        if rating is None:
            raise InvitationUnknown
        doubt_mark(rating.id, [DISOWNED])
        Rating.objects.filter(id=rating.id).update(event_blind=f"disowned:{rating.id}")
        held.is_rated = False
        held.save(update_fields=["is_rated"])
        audit_record(RATINGS, "ratings.rating.disowned", f"rating:{rating.id}", {}, now=now)


def invitation_locked(event_key: str, now: datetime) -> Invitation:
    """The invitation, held until the transaction ends: of two ratings at once one comes second.

    Raises:
        InvitationUnknown, AlreadyRated: as in ``rating_give``.
    """
    held = Invitation.objects.select_for_update().filter(event_key=event_key).first()
    if held is not None and held.is_rated:
        raise AlreadyRated
    if held is None or held.expires_at <= now:
        raise InvitationUnknown
    return held


def opinion_keep(held: Invitation, opinion: Opinion, channel: str, actor: Actor, now: datetime) -> UUID:
    """Keep an opinion of a locked invitation, with all that follows. Raises RatingRefused if the grade is none."""
    rules = rules_in_force()
    if rules is None or str(opinion.grade) not in rules.grades:
        raise RatingRefused("请从五档评价里选一档：从非常满意到非常不满意。")
    party = None if opinion.anonymous else held.party_id
    rating = _rating(held, opinion, channel, party is not None, rules, now)
    rating.save(force_insert=True)
    trace = _trace(rating, held, opinion, party, now)
    trace.save(force_insert=True)
    held.is_rated = True
    held.save(update_fields=["is_rated"])
    doubt_new(rating, trace, rules, actor, held.party_id)
    audit_record(RATINGS, "ratings.rating.given", f"rating:{rating.id}", {"channel": channel}, now=now)
    if rating.is_named and rating.grade >= rules.bad_from:
        bad_case_open(rating, rules, now)
    return rating.id


def _rating(
    held: Invitation, opinion: Opinion, channel: str, named: bool, rules: RatingRules, now: datetime
) -> Rating:
    known = rules.tags_for(opinion.grade)
    words = mask_in(opinion.words.strip())[: rules.limits.text_length.value]
    return Rating(
        event_blind=blind(held.event_key, purpose=EVENT_PURPOSE), unit_id=held.unit_id,
        division_id=held.division_id, item=held.item, title=held.title, grade=opinion.grade,
        tags=[tag for tag in dict.fromkeys(opinion.tags) if tag in known], words=words, channel=channel,
        is_named=named, day=timezone.localdate(now),
        handler_unit_id=handler_for(rules, held.unit_id, held.division_id),
    )  # fmt: skip


def _trace(rating: Rating, held: Invitation, opinion: Opinion, party: UUID | None, now: datetime) -> Trace:
    """Who and whence. Without a name nothing of the case is kept either: it would lead to the name."""
    named = party is not None
    return Trace(
        rating=rating, at=now, party_id=party_canonical(party) if party else None,
        case_id=held.case_id if named else None, case_number=held.number if named else "",
        accounts=held.accounts, device=hashed(opinion.device, "device"),
        address=hashed(opinion.address, "address"),
    )  # fmt: skip


def hashed(text: str, what: str) -> str:
    """A salted hash of a device or an address: equal ones match, nothing can be read back."""
    return blind(text, purpose=f"ratings.{what}") if text else ""
