"""A draft with all its pieces, and the theme compiled for it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yiwang.engines.catalog.public import Catalogue, Compiled, compile_item, compile_theme
from yiwang.engines.catalog.public import catalogue as ready_catalogue
from yiwang.engines.catalog.pure import FormMaterial
from yiwang.foundations.releases.public import release_current
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.fact import Fact, Source

from ..domain.errors import TargetUnknown
from ..domain.keys import Key, key_of, key_text
from ..models import CommitmentExclusion, Draft, DraftFact, DraftMaterial, DraftSignature, DraftValue
from .closing import opened
from .exclusions import barred_words, exclusions_of

COMMITMENT = "commitment"

COMPILER = system_actor("applications")
"""Who reads the pieces of all parties to compile: a signer's own scope would show half a theme."""


@dataclass
class Loaded:
    """A draft and its pieces, values open."""

    draft: Draft
    values: dict[Key, Any]
    facts: list[DraftFact]
    materials: dict[Key, DraftMaterial]
    signatures: list[DraftSignature]
    exclusions: list[CommitmentExclusion] = field(default_factory=list)
    barred: str = ""
    """Why its parties may promise no material on the day it was compiled for (不适用告知承诺); "" if they may."""

    def deferral(self, held: FormMaterial) -> str:
        """How a material may come later; a commitment not where one of the parties made a false one."""
        return "" if self.barred and held.deferred == COMMITMENT else held.deferred

    @property
    def objected(self) -> set[str]:
        """Keys of prefilled values that the applicant objects to."""
        return set(self.draft.objections)

    def usable(self) -> list[Fact]:
        """The facts that may be used: agreed to, and not objected to."""
        return [_fact(row) for row in self.facts if row.agreed and not self._is_objected(row)]

    def _is_objected(self, row: DraftFact) -> bool:
        return bool(row.element) and key_text(row.party, row.row, row.element) in self.objected


def load(draft: Draft) -> Loaded:
    """All pieces of a draft, whoever looks; the caller has checked that he may reach it."""
    with as_actor(COMPILER):
        return Loaded(
            draft,
            {(v.party, v.row, v.element): opened(v.value) for v in DraftValue.objects.filter(draft=draft)},
            list(DraftFact.objects.filter(draft=draft).order_by("id")),
            {(m.party, m.row, m.material): m for m in DraftMaterial.objects.filter(draft=draft)},
            list(DraftSignature.objects.filter(draft=draft).order_by("id")),
            _exclusions(draft),
        )


def _exclusions(draft: Draft) -> list[CommitmentExclusion]:
    """Whoever is part of it and made a false commitment keeps the whole application from another."""
    return exclusions_of({draft.owner_id, *(UUID(party) for party in draft.bound.values())})


def _fact(row: DraftFact) -> Fact:
    return Fact(
        party=row.party, source=Source(row.source_kind, row.source_id, row.unit), ground=row.ground,
        element=row.element or None, material=row.material or None, value=opened(row.value),
        valid_until=row.valid_until, row=row.row,
    )  # fmt: skip


def catalogue() -> tuple[Catalogue, int]:
    """The catalogue of the release in force, and the release's id (0 before the first)."""
    release = release_current()
    return ready_catalogue(), release.pk if release else 0


def today(of: Catalogue, now: datetime) -> date:
    """The day it is in the city."""
    return of.world.day_at(now)


def compiled(loaded: Loaded, now: datetime) -> Compiled:
    """The draft's theme or item compiled under the release in force, for what is answered, typed and held.

    Raises:
        TargetUnknown: the release in force has no such theme or item any more.
    """
    draft, (held, _) = loaded.draft, catalogue()
    known = held.themes if draft.kind == "theme" else held.items
    if draft.target not in known:
        raise TargetUnknown(draft.title)
    day, facts = today(held, now), loaded.usable()
    loaded.barred = barred_words(loaded.exclusions, day)
    if draft.kind == "item":
        return compile_item(
            held, draft.target, draft.answers, facts, day, typed=loaded.values, rows=draft.rows
        )
    return compile_theme(
        held, draft.target, draft.answers, facts, day, typed=loaded.values, rows=draft.rows,
        without=draft.without
    )  # fmt: skip


def keys_of(written: dict[str, Any]) -> dict[Key, Any]:
    """Values by key, from values by written key. Raises KeyUnreadable."""
    return {key_of(key): value for key, value in written.items()}
