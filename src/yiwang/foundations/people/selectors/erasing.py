"""What there is of a natural person who is to be erased: its parties, accounts, hats, blind indexes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import ErasableParty, party_blind_purposes
from yiwang.foundations.keys.public import blind_candidates
from yiwang.kernel.ids import phone_bare

from ..models import Account, Mandate, Party, PartyAlias
from .parties import party_canonical, phone_of


def party_erasable(party_id: UUID, *, keeps: bool, now: datetime) -> ErasableParty:
    """A person as the apps' steps know it. Inside a worker's scope.

    Args:
        party_id: the party, merged or not.
        keeps: whether a matter stays.
        now: the instant.
    """
    parties = parties_of(party_id)
    accounts = Account.objects.filter(party_id__in=parties, is_staff_account=False)
    ids = tuple(accounts.order_by("id").values_list("id", flat=True))
    return ErasableParty(parties, ids, _hats(parties), _blinds(parties), keeps, now)


def parties_of(party_id: UUID) -> tuple[UUID, ...]:
    """The party that stands for this one, and every party merged into it."""
    found = [party_canonical(party_id)]
    for one in found:
        found += (
            PartyAlias.objects.filter(party_id=one).order_by("alias_id").values_list("alias_id", flat=True)
        )
    return tuple(found)


def _hats(parties: tuple[UUID, ...]) -> tuple[str, ...]:
    mandates = Mandate.objects.filter(principal_id__in=parties).order_by("id").values_list("id", flat=True)
    return (*(f"party:{one}" for one in parties), *(f"mandate:{one}" for one in mandates))


def _blinds(parties: tuple[UUID, ...]) -> tuple[str, ...]:
    """Blind indexes of the phones; none of a phone that somebody else has too, since what it led to may be theirs."""
    rows = list(Party.objects.filter(id__in=parties).exclude(phone=""))
    shared = Party.objects.filter(phone_blind__in=[row.phone_blind for row in rows]).exclude(id__in=parties)
    theirs = set(shared.values_list("phone_blind", flat=True))
    own = [phone_of(row) for row in rows if row.phone_blind not in theirs]
    phones = {*own, *(bare for phone in own if (bare := phone_bare(phone)))}
    found = (blind_candidates(one, purpose=way) for one in phones for way in party_blind_purposes())
    return tuple(sorted({blind for candidates in found for blind in candidates}))
