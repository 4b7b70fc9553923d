"""Answers by text message: a grade is a rating; words that are none are answered once, in words, and no more."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC

from ..models import Invitation
from ..policies import RATINGS
from ..pure import reply_read
from .giving import Opinion, invitation_locked, opinion_keep

UNCLEAR = "rating_reply_unclear"


def rating_reply(phone: str, text: str, *, now: datetime) -> UUID | None:
    """Take a text message for a rating: a grade, after the number of the request if several are open.

    A phone may be several people's, so a bare grade is taken only where one request is open. What cannot be taken is
    answered once per request sent last; who was asked nothing is answered nothing.

    Returns:
        The rating; None if the message is none, or nothing fits it.

    Raises:
        AlreadyRated, InvitationUnknown: somebody was quicker, or the time ended meanwhile.
    """
    if not phone:
        return None
    with as_actor(RATINGS):
        asked, said = _open_of(phone, now), reply_read(text)
        fitting = [held for held in asked if said and said.code in ("", held.reply_code)]
        if said is None or len(fitting) != 1:
            _unclear(asked, now)
            return None
        held = invitation_locked(fitting[0].event_key, now)
        return opinion_keep(held, Opinion(said.grade), "sms", PUBLIC, now)


def _open_of(phone: str, now: datetime) -> list[Invitation]:
    """Open invitations that were sent to this phone, the last one first."""
    blinds = blind_candidates(phone, purpose="party.phone")
    parties = list(Party.objects.filter(phone_blind__in=blinds).values_list("id", flat=True))
    asked = Invitation.objects.filter(party_id__in=parties, is_rated=False, expires_at__gt=now)
    return list(asked.exclude(asked_at=None).order_by("-asked_at"))


def _unclear(asked: list[Invitation], now: datetime) -> None:
    """Say once how to answer the request that was sent last; the notice's key keeps it at once."""
    if not asked:
        return
    last = asked[0]
    words = {"matter": last.title, "number": last.number, "code": last.reply_code}
    notice_send(party_id=last.party_id, template=UNCLEAR, data=words, key=f"rating.reply:{last.id}", now=now)
