"""Who is not told anything any more. Run as the worker."""

from uuid import UUID

from yiwang.foundations.notices.models import NoticeSilence
from yiwang.foundations.people.public import Account, party_canonical


def party_may_be_told(party_id: UUID) -> bool:
    """Whether notices, greetings and requests may go to this party; merged parties count as one."""
    return not NoticeSilence.objects.filter(party_id=party_canonical(party_id)).exists()


def receiver_may_be_told(party_id: UUID | None, account_id: UUID | None) -> bool:
    """The same for a notice's receiver: a party, or an account and the person it belongs to."""
    held = party_id or (_person_of(account_id) if account_id else None)
    return held is None or party_may_be_told(held)


def _person_of(account_id: UUID) -> UUID | None:
    return Account.objects.filter(id=account_id).values_list("party_id", flat=True).first()
