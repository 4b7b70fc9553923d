"""What a source of facts is asked and what it offers. Sources are registered; this declares how they look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from yiwang.engines.catalog.pure import Element, Material
from yiwang.kernel.actor import Actor
from yiwang.kernel.fact import Fact
from yiwang.loader import World

from .keys import Row


@dataclass(frozen=True)
class FactQuery:
    """One party of an application about which government may already know something.

    Attributes:
        actor: who fills in; acts for ``party_id``.
        world: definitions in force.
        day: the day of the application.
        party, row: the party's key in the theme.
        party_id: the registered party behind it.
        party_kind: ``person`` or ``organisation``.
        elements: what the form may ask about this party, by id.
        materials: what may have to be handed in for it, by id.
        holder: its row in the register of parties, asked for once for all sources; None if the actor may not see it.
    """

    actor: Actor
    world: World
    day: date
    party: str
    row: Row
    party_id: UUID
    party_kind: str
    elements: Mapping[str, Element]
    materials: Mapping[str, Material]
    holder: Any = None


@dataclass(frozen=True)
class Offer:
    """A fact a source could give.

    Attributes:
        fact: the fact, about the query's party and row.
        label: what it is called for people, e.g. 居民身份证.
        topic: what one agrees to when agreeing to its use, e.g. ``licence:<id>``; the same for all facts of
        one source.
        needs_consent: whether the party must agree before the value is used or even shown.
    """

    fact: Fact
    label: str
    topic: str = ""
    needs_consent: bool = False


class FactSource(Protocol):
    """Something that knows facts about parties: licences, earlier submissions, identity at sign-in, topics."""

    name: str

    def offers(self, query: FactQuery) -> Iterable[Offer]:
        """What it knows about this party; nothing that is not asked for."""
