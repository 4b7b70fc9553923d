"""Registering, correcting, merging and opening parties, and granting sight of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.keys.public import blind, encrypt
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import KINDS, check, kind_word

from ..models import Party, PartyAlias, PartyGrant
from ..policies import access_party
from ..pure import (
    PartyIncomplete,
    PartyMismatch,
    PartyNumberWrong,
    PurposeMissing,
    Registered,
    normalise_number,
)
from ..selectors.parties import ID_PURPOSE, PHONE_PURPOSE, id_number_of, party_lookup, phone_of
from .names import name_taken


def party_register(
    actor: Actor,
    *,
    kind: str,
    name: str,
    id_kind: str = "",
    id_number: str = "",
    phone: str = "",
    birth: date | None = None,
    provisional: bool = False,
    is_demo: bool = False,
) -> Registered:
    """Register a party, or answer the one already registered under this kind and number.

    Nothing of a party already there is shown or changed. A provisional party (a newborn, a firm not yet
    registered) needs a name only.

    Raises:
        PartyIncomplete: name, kind or number is missing and the party is not provisional.
        PartyNumberWrong: the number cannot be one of its kind.
        PartyMismatch: the number is registered under another name.
    """
    _check(name, id_kind, id_number, provisional)
    name = name_taken(name, place="当事人登记") if kind == "person" else name
    row = Party(kind=kind, name=name, birth=birth, is_provisional=provisional, is_demo=is_demo)
    _close(row, id_kind=id_kind, id_number=id_number, phone=phone)
    found, same_name = _find_or_insert(row, id_kind, id_number)
    if not same_name:
        raise PartyMismatch
    if found == row.id:
        body = {"kind": kind, "id_kind": id_kind, "provisional": provisional}
        audit_record(actor, "people.party.registered", f"party:{row.id}", body)
    return Registered(found, is_new=found == row.id)


def _check(name: str, id_kind: str, id_number: str, provisional: bool) -> None:
    if not name or bool(id_kind) != bool(id_number) or (not provisional and not id_number):
        raise PartyIncomplete
    checked = check(id_number, id_kind) if id_kind in KINDS else None
    if checked and not checked.valid:
        raise PartyNumberWrong(f"{kind_word(id_kind)}有误：{checked.why}")


def _find_or_insert(row: Party, id_kind: str, id_number: str) -> tuple[UUID, bool]:
    """The party under the number and whether its name is this one; inserted if there is none."""
    found = party_lookup(id_kind, id_number, row.name) if id_number else None
    if found is None:
        Party.objects.bulk_create([row], ignore_conflicts=True)
        found = party_lookup(id_kind, id_number, row.name) if id_number else None
    return found or (row.id, True)


def _close(row: Party, *, id_kind: str, id_number: str, phone: str) -> None:
    if id_number:
        number = normalise_number(id_number)
        row.id_kind, row.id_number = id_kind, encrypt(number, purpose=ID_PURPOSE)
        row.id_blind = blind(number, purpose=ID_PURPOSE)
    if phone:
        row.phone = encrypt(normalise_number(phone), purpose=PHONE_PURPOSE)
        row.phone_blind = blind(normalise_number(phone), purpose=PHONE_PURPOSE)


def party_update(
    actor: Actor, party_id: UUID, *, phone: str = "", name: str = "", birth: date | None = None
) -> None:
    """Change what is given; the identity number never changes (a party with another number is another party).

    Raises:
        PartyNotVisible: the actor may not change this party.
    """
    party = access_party(actor, party_id, to="change")
    given = name_taken(name, place="当事人登记") if name else ""
    party.name, party.birth = given or party.name, birth or party.birth
    _close(party, id_kind="", id_number="", phone=phone)
    party.save(update_fields=["name", "birth", "phone", "phone_blind"])
    changed = [key for key, value in (("name", name), ("birth", birth), ("phone", phone)) if value]
    audit_record(actor, "people.party.changed", f"party:{party_id}", {"fields": changed})


def party_settle(
    actor: Actor, party_id: UUID, *, id_kind: str, id_number: str, ground: str, now: datetime
) -> UUID:
    """Give a provisional party its number; if that number is registered already, merge into that party.

    Returns:
        The party that stands for it from now on.
    """
    found = party_lookup(id_kind, id_number)
    if found and found[0] != party_id:
        party_merge(actor, alias=party_id, into=found[0], ground=ground, now=now)
        return found[0]
    party = access_party(actor, party_id)
    _close(party, id_kind=id_kind, id_number=id_number, phone="")
    party.is_provisional = False
    party.save(update_fields=["id_kind", "id_number", "id_blind", "is_provisional"])
    audit_record(actor, "people.party.settled", f"party:{party_id}", {"id_kind": id_kind, "ground": ground})
    return party_id


def party_merge(actor: Actor, *, alias: UUID, into: UUID, ground: str, now: datetime) -> None:
    """Say that two parties are one; every row that points at the alias stays as it is. Worker only."""
    PartyAlias.objects.create(alias_id=alias, party_id=into, ground=ground, at=now)
    audit_record(actor, "people.party.merged", f"party:{into}", {"alias": str(alias), "ground": ground})


def party_grant(
    party_id: UUID,
    *,
    unit: str = "",
    party: UUID | None = None,
    ground: str,
    until: datetime | None = None,
) -> None:
    """Let a unit or another party see this party; repeating it changes nothing. The act above audits it."""
    party_grants([(party_id, unit, party, ground, until)])


def party_grants(rows: Iterable[tuple[UUID, str, UUID | None, str, datetime | None]]) -> None:
    """Many grants at once, in one statement: (party, unit or "", party or None, ground, until)."""
    PartyGrant.objects.bulk_create(
        [
            PartyGrant(party_id=party, unit_id=unit, grantee_id=grantee, ground=ground, until=until)
            for party, unit, grantee, ground, until in rows
        ],
        ignore_conflicts=True,
    )


def party_grant_end(party_id: UUID, *, ground: str, now: datetime) -> int:
    """End every grant that rests on this ground; returns how many."""
    return PartyGrant.objects.filter(party_id=party_id, ground=ground, until__isnull=True).update(until=now)


def party_unmask(actor: Actor, party_id: UUID, fields: Iterable[str], purpose: str) -> dict[str, str]:
    """Open secret values (``id_number``, ``phone``) for a stated purpose; the person can see it.

    Raises:
        PurposeMissing: no purpose was stated.
        PartyNotVisible: the actor may not see this party.
    """
    if not purpose.strip():
        raise PurposeMissing
    party = access_party(actor, party_id)
    openers: dict[str, Any] = {"id_number": id_number_of, "phone": phone_of}
    wanted = [field for field in fields if field in openers]
    access_record(actor, party_id, purpose.strip(), wanted)
    return {field: openers[field](party) for field in wanted}


def lock_person(key: str) -> None:
    """Hold a transaction-long lock on one person's appointments, so that exclusions cannot be raced."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"people:{key}"])
