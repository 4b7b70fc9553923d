"""Offering something to be rated; idempotent per case or event."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.foundations.keys.public import blind
from yiwang.foundations.scope.public import as_actor

from ..domain.errors import AlreadyRated, RatingRefused
from ..models import Invitation, InvitationToken
from ..policies import RATINGS
from ..pure import Channel, reply_code_made, token_made
from ..selectors.asking import TOKEN_PURPOSE
from ..selectors.rules import rules_in_force


@dataclass(frozen=True)
class Service:
    """What was done for somebody, once.

    Attributes:
        event_key: opaque and unique, e.g. ``case:<uuid>`` or ``ticket:<uuid>``.
        unit: the unit that did it, and is rated.
        item, title: id and name of the item.
        case_id, number: of the case, where it is one.
        party: who may rate it after signing in, and may be told; None where nobody is known.
        accounts: who was at work on it.
    """

    event_key: str
    unit: str
    item: str
    title: str
    division: str = ""
    case_id: UUID | None = None
    number: str = ""
    party: UUID | None = None
    accounts: Collection[UUID] = field(default_factory=tuple)


def rating_offer(service: Service, *, now: datetime) -> bool:
    """Let a service be rated, once; a second offer of the same event changes nothing but adds who was at work.

    Returns:
        Whether it was new.

    Raises:
        RatingRefused: the pack in force has no rules of rating.
    """
    rules = rules_in_force()
    if rules is None:
        raise RatingRefused("本站没有开通好差评。")
    row = _row(service, now + timedelta(days=rules.limits.open_days.value))
    with as_actor(RATINGS):
        Invitation.objects.bulk_create([row], ignore_conflicts=True)
        held = Invitation.objects.select_for_update().get(event_key=service.event_key)
        if missing := set(service.accounts) - set(held.accounts):
            held.accounts = sorted({*held.accounts, *missing})
            held.save(update_fields=["accounts"])
        return held.id == row.id


def rating_token(service: Service, channel: Channel, *, now: datetime) -> str:
    """A new single-use token for a service, to be shown as a link or a code: on a slip, a tablet, in a message.

    Raises:
        AlreadyRated: it was rated.
        RatingRefused: there are no rules of rating.
    """
    rating_offer(service, now=now)
    with as_actor(RATINGS):
        held = Invitation.objects.get(event_key=service.event_key)
        if held.is_rated:
            raise AlreadyRated
        token = token_made()
        InvitationToken.objects.create(
            blind=blind(token, purpose=TOKEN_PURPOSE), invitation=held, channel=channel
        )
        return token


def _row(service: Service, until: datetime) -> Invitation:
    return Invitation(
        event_key=service.event_key, case_id=service.case_id, number=service.number, party_id=service.party,
        unit_id=service.unit, division_id=service.division, item=service.item, title=service.title,
        accounts=sorted(set(service.accounts)), reply_code=reply_code_made(), expires_at=until,
    )  # fmt: skip
