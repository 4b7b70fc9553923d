"""Reads of parties. Names are plain; numbers are answered masked, and opened only by ``party_unmask``."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from yiwang.foundations.keys.public import blind_candidates, decrypt
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import KINDS, mask

from ..models import Account, Party, PartyAlias
from ..policies import parties_visible_to
from ..pure import normalise_number

ID_PURPOSE = "party.id_number"
PHONE_PURPOSE = "party.phone"


def party_lookup(id_kind: str, number: str, name: str = "") -> tuple[UUID, bool] | None:
    """The party registered under a number, whoever may see it, and whether its name is the one given.

    Goes through a database function: nobody is registered twice, and nothing is shown.
    """
    wanted = blind_candidates(normalise_number(number), purpose=ID_PURPOSE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, same_name FROM party_lookup(%s, %s, %s)", [id_kind, wanted, name])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def party_find(id_kind: str, number: str) -> Party | None:
    """The party of this number, if the role entered may see it; None otherwise."""
    wanted = blind_candidates(normalise_number(number), purpose=ID_PURPOSE)
    return Party.objects.filter(id_kind=id_kind, id_blind__in=wanted).first()


def party_names(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of those of these parties that the actor may see, in one query."""
    return dict(parties_visible_to(actor).filter(id__in=set(ids)).values_list("id", "name"))


def party_canonical(party_id: UUID) -> UUID:
    """The party that stands for this one after merging; itself if it was never merged."""
    row = PartyAlias.objects.filter(alias_id=party_id).values_list("party_id", flat=True).first()
    return party_canonical(row) if row else party_id


def parties_merged(ids: Iterable[UUID]) -> frozenset[UUID]:
    """These parties, and those that stand for them after merging; one query unless somebody was merged."""
    held = frozenset(ids)
    rows = PartyAlias.objects.filter(alias_id__in=held).values_list("party_id", flat=True)
    more = frozenset(rows) - held
    return parties_merged(held | more) if more else held


def party_email(party_id: UUID) -> str:
    """The e-mail address of the account of this party, for notices to it; empty if it has none. Run as the worker."""
    held = Account.objects.filter(party_id=party_canonical(party_id), is_active=True).exclude(email="")
    return held.values_list("email", flat=True).first() or ""


def party_masked(party: Party) -> dict[str, str]:
    """Identity and phone number with their middle starred; empty where there is none."""
    id_kind = party.id_kind if party.id_kind in KINDS else "citizen_id"
    number, phone = id_number_of(party), phone_of(party)
    return {"id_number": number and mask(number, id_kind), "phone": phone and mask(phone, "mobile")}


def id_number_of(party: Party) -> str:
    """The identity number in clear, for the system's own comparisons; to show it, ``party_unmask``."""
    return decrypt(party.id_number, purpose=ID_PURPOSE) if party.id_number else ""


def phone_of(party: Party) -> str:
    """The phone number in clear, for sending notices; never for showing (see ``party_unmask``)."""
    return decrypt(party.phone, purpose=PHONE_PURPOSE) if party.phone else ""
