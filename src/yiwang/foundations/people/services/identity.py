"""What a trusted identity provider said about somebody becomes a party, its account and its hats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yiwang.kernel.actor import system_actor

from ..models import Account, Party, PartyKind
from .acting import representation_end_missing, representation_record
from .parties import party_register


@dataclass(frozen=True)
class ClaimedOrganisation:
    """An organisation the person may act for, as the provider says."""

    name: str
    id_kind: str
    id_number: str
    capacity: str


@dataclass(frozen=True)
class Claims:
    """Real-name claims of one person, already verified by the client."""

    name: str
    id_kind: str
    id_number: str
    phone: str = ""
    birth: date | None = None
    organisations: tuple[ClaimedOrganisation, ...] = ()
    is_demo: bool = False


def account_identify(claims: Claims, *, source: str, now: datetime) -> Account:
    """The citizen account of this person, made if there is none; representations follow what the source says.

    Runs as the site's own role, before anybody has a hat.

    Raises:
        PartyMismatch: the number is registered here under another name.
    """
    person = _party(claims.name, claims.id_kind, claims.id_number, PartyKind.PERSON, claims)
    account = Account.objects.filter(party_id=person, is_staff_account=False).first() or _account(
        claims, person
    )
    kept = list(_organisations(claims))
    for organisation, capacity in kept:
        representation_record(
            person=person, organisation=organisation, capacity=capacity, source=source, now=now
        )
    representation_end_missing(person=person, kept=kept, source=source, now=now)
    return account


def _organisations(claims: Claims) -> Iterable[tuple[UUID, str]]:
    for one in claims.organisations:
        yield _party(one.name, one.id_kind, one.id_number, PartyKind.ORGANISATION, claims), one.capacity


def _party(name: str, id_kind: str, id_number: str, kind: PartyKind, claims: Claims) -> UUID:
    is_person = kind == PartyKind.PERSON
    return party_register(
        system_actor("identity"),
        kind=kind.value,
        name=name,
        id_kind=id_kind,
        id_number=id_number,
        phone=claims.phone if is_person else "",
        birth=claims.birth if is_person else None,
        is_demo=claims.is_demo,
    ).id


def _account(claims: Claims, person: UUID) -> Account:
    account = Account(
        username=f"citizen-{person.hex}", name=claims.name, party=Party(id=person), is_demo=claims.is_demo
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    return account
