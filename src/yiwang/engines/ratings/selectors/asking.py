"""What may be rated: by token, by case, by the number on a slip."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.scope.public import as_actor

from ..domain.errors import InvitationUnknown
from ..models import Invitation, InvitationToken, Rating
from ..policies import RATINGS
from ..pure import token_plausible

TOKEN_PURPOSE = "ratings.token"  # noqa: S105 - what the blind index is for, not a secret
EVENT_PURPOSE = "ratings.event"


@dataclass(frozen=True)
class Asked:
    """Something that may be rated, as its page shows it; it names nobody.

    Attributes:
        channel: how the token came; "" without a token.
        is_open: not rated yet, and not too late.
    """

    event_key: str
    title: str
    unit: str
    channel: str
    is_open: bool
    is_rated: bool
    expires_at: datetime


@dataclass(frozen=True)
class Said:
    """One's own rating, as one reads it again, with where a bad one has got to."""

    grade: int
    words: str
    tags: tuple[str, ...]
    case_id: UUID | None
    channel: str


def asked_by_token(token: str, now: datetime) -> Asked:
    """What a token asks about.

    Raises:
        InvitationUnknown: the token cannot be one, is not known, or its time is over.
    """
    if not token_plausible(token):
        raise InvitationUnknown
    with as_actor(RATINGS):
        rows = InvitationToken.objects.select_related("invitation")
        held = rows.filter(blind__in=blind_candidates(token, purpose=TOKEN_PURPOSE)).first()
        if held is None or (held.invitation.expires_at <= now and not held.invitation.is_rated):
            raise InvitationUnknown
        return _asked(held.invitation, held.channel, now)


def asked_of_case(case_id: UUID, now: datetime) -> Asked | None:
    """What may be rated of a case; None if it was never offered. The caller has seen that the case is visible."""
    with as_actor(RATINGS):
        held = Invitation.objects.filter(case_id=case_id).first()
        return _asked(held, "", now) if held else None


def asked_by_number(number: str, now: datetime) -> Asked | None:
    """What may be rated under a case number that a caller says; None if there is nothing."""
    with as_actor(RATINGS):
        held = Invitation.objects.filter(number=number).first() if number else None
        return _asked(held, "", now) if held else None


def said_of(event_key: str) -> Said | None:
    """The rating of a case or event, for whoever may rate it; None if it was not rated."""
    with as_actor(RATINGS):
        held = Rating.objects.filter(
            event_blind__in=blind_candidates(event_key, purpose=EVENT_PURPOSE)
        ).first()
    return Said(held.grade, held.words, tuple(held.tags), held.case_id, held.channel) if held else None


def _asked(held: Invitation, channel: str, now: datetime) -> Asked:
    unit = unit_names([held.unit_id]).get(held.unit_id, "")
    is_open = not held.is_rated and held.expires_at > now
    return Asked(held.event_key, held.title, unit, channel, is_open, held.is_rated, held.expires_at)
