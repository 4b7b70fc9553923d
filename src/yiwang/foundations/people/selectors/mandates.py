"""Mandates held and given, those included that count no more: whom for, what for, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from ..models import Mandate
from .parties import party_names


@dataclass(frozen=True)
class MandateRow:
    """A mandate as principal and agent read it.

    Attributes:
        principal, agent: their names.
        held: whether the reader is the agent.
        ground: what it is for, in words.
        matter: the one matter it is held to; None for a mandate for items.
        state: ``open``, ``expired`` or ``revoked``.
    """

    id: UUID
    principal: str
    agent: str
    held: bool
    ground: str
    matter: UUID | None
    since: datetime
    until: datetime | None
    state: str

    @property
    def hat(self) -> str:
        """Key of the hat under which the agent uses it."""
        return f"mandate:{self.id}"


def mandates_of(actor: Actor, *, now: datetime, matter: UUID | None = None) -> list[MandateRow]:
    """Mandates that this hat's parties hold or gave, newest first; with ``matter`` only those for this matter."""
    mine = Q(principal__in=actor.parties) | Q(agent__in=actor.parties)
    rows = Mandate.objects.filter(mine, **({"matter": matter} if matter else {})).order_by("-since", "-id")
    found = list(rows)
    names = _names(party for row in found for party in (row.principal_id, row.agent_id))
    return [_row(row, actor, names, now) for row in found]


def _row(row: Mandate, actor: Actor, names: dict[UUID, str], now: datetime) -> MandateRow:
    past = row.until is not None and row.until <= now
    state = "revoked" if row.revoked_at else "expired" if past else "open"
    return MandateRow(
        row.id, names.get(row.principal_id, ""), names.get(row.agent_id, ""), row.agent_id in actor.parties,
        row.ground, row.matter, row.since, row.until, state,
    )  # fmt: skip


def _names(parties: Iterable[UUID]) -> dict[UUID, str]:
    """Names of those one has a mandate with: each knows the other, though neither may open the other's record."""
    reader = system_actor("people")
    with as_actor(reader):
        return party_names(reader, parties)
