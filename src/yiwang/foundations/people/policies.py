"""Who may reach a party."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from yiwang.kernel.actor import Actor

from .models import Party
from .pure import PartyNotVisible
from .selectors.parties import parties_visible_to

__all__ = ["access_party"]


def access_party(actor: Actor, party_id: UUID, to: Literal["read", "change"] = "read") -> Party:
    """The party, if the actor may reach it for this.

    Raises:
        PartyNotVisible: the actor may not, or there is no such party.
    """
    party = parties_visible_to(actor).filter(id=party_id).first()
    if party is None or (to == "change" and actor.audience == "citizen" and party_id not in actor.parties):
        raise PartyNotVisible
    return party
