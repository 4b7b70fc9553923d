"""Who decides on an item for a place on a day, and where it is handed in and out (收受分离).

Jurisdiction = level × place × function-zone exceptions × what the county has delegated to its towns on that day. What
the deciding body says of the item itself, its limit, address, hours, phone and seal, comes along.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from yiwang.engines.catalog.definitions import (
    DELEGATION,
    MODES,
    OVERLAY,
    PATTERN_FIELDS,
    SCOPES,
    Delegation,
    Item,
    Overlay,
    TimeLimit,
    unit_in,
)
from yiwang.foundations.divisions.pure import DivisionKind, DivisionRow, DivisionTree
from yiwang.foundations.organisations.pure import Body, OrganisationTree
from yiwang.loader import World, once_per_world

from .partners import entrusted_by

INTAKE = "case.act.intake"
"""Permission of the posts that take a case in; the unit that has such a post receives the case."""

KEPT = 50_000
"""How many answers are remembered before all are forgotten: 2,000 items in a few dozen places of one day."""


@dataclass(frozen=True)
class Terms:
    """What a body says of one item, or of all: empty where it says nothing.

    Attributes:
        limit: its own promise; None for the item's.
    """

    limit: TimeLimit | None = None
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Deciding:
    """The unit that decides on one item, and how it is told.

    Attributes:
        unit: the unit that takes the case in.
        body_id, body: its body, and what people call it.
        division: code of the body's division.
        terms: what this body says of the item.
        basis: where the power was delegated: by which decision, in words.
        partner: where a partner's body decides: the partner to whom ``unit`` passes it on.
    """

    unit: str
    body_id: str
    body: str
    division: str
    terms: Terms = Terms()
    basis: str = ""
    partner: str = ""

    @property
    def told(self) -> str:
        """As the applicant reads it before submission."""
        if self.partner:
            return f"由{self.body}决定；本市只代收，转送{self.partner}"
        return f"由{self.body}决定"


@dataclass(frozen=True, eq=False)
class Places:
    """The bodies of one world, with what they say of items and what is delegated. Make one with ``places``."""

    world: World
    tree: OrganisationTree
    _answers: dict[tuple[str, str, date], Deciding | None] = field(default_factory=dict, repr=False)

    def deciding(self, item: Item, place: str, day: date) -> Deciding | None:
        """Who decides on an item for a place (12-digit code) on a day; None if nobody is found."""
        key = (item.id, place, day)
        if key not in self._answers:
            if len(self._answers) >= KEPT:
                self._answers.clear()
            self._answers[key] = self._decided(item, place, day)
        return self._answers[key]

    def _decided(self, item: Item, place: str, day: date) -> Deciding | None:
        path = self.divisions.path(place)
        delegated = self._delegated(item, path, day)
        if delegated is not None:
            return delegated
        body = self._body(item, path, place)
        if body is None:
            return None
        unit, terms = self._intake.get(body.id, body.id), self.terms(body, item.id)
        if item.elsewhere:
            return self._elsewhere(item, Deciding(unit, body.id, body.name, body.division, terms), day)
        return Deciding(unit, body.id, body.name, body.division, terms)

    def _elsewhere(self, item: Item, ours: Deciding, day: date) -> Deciding | None:
        """Decided by a partner's body, passed on by a unit of ours; nobody once the agreement is over."""
        found = entrusted_by(self.world, item, day)
        if found is None or item.elsewhere is None:
            return None
        partner, agreed = found
        basis = f"{partner.agreement.law}（{SCOPES[partner.scope]}，{MODES[agreed.mode]}）"
        return replace(ours, body=item.elsewhere.body, partner=partner.title, basis=basis)

    @property
    def city(self) -> str:
        """Code of the whole city: where what goes by no address is decided."""
        return self.world.pack.division

    @property
    def divisions(self) -> DivisionTree:
        """The places of the world."""
        return self.tree.divisions

    def _delegated(self, item: Item, path: tuple[DivisionRow, ...], day: date) -> Deciding | None:
        for delegation, towns in self._delegations.get((item.decide.body, item.id), ()):
            town = next((row.id for row in path if row.id in towns), "")
            unit = unit_in(self.tree, delegation, town) if town and delegation.holds(day) else ""
            if unit:
                body = self.tree.bodies[self.tree.units[unit].body]
                basis = f"{delegation.basis.law}{delegation.basis.article}"
                return Deciding(unit, body.id, body.name, town, self.terms(body, item.id), basis)
        return None

    @cached_property
    def _delegations(self) -> dict[tuple[str, str], list[tuple[Delegation, frozenset[str]]]]:
        held: dict[tuple[str, str], list[tuple[Delegation, frozenset[str]]]] = {}
        for delegation in self.world.all(DELEGATION).values():
            towns = delegation.reaches(self.divisions)
            for item in delegation.items:
                held.setdefault((delegation.function, item), []).append((delegation, towns))
        return held

    def _body(self, item: Item, path: tuple[DivisionRow, ...], place: str) -> Body | None:
        """The body of the item's function: the exception's, the function zone's own, else by level."""
        function, exceptions = item.decide.body, item.jurisdiction.exceptions
        zone = next((row.id for row in reversed(path) if row.id in exceptions), "")
        if zone:
            return self.tree.body_for(function, exceptions[zone])
        for row in path:
            if row.kind is DivisionKind.ZONE and (body := self.tree.body_at(function, row.id)):
                return body
        at_level = [row.id for row in path if row.level == item.decide.level]
        return self.tree.body_for(function, at_level[-1] if at_level else place)

    @cached_property
    def _intake(self) -> dict[str, str]:
        """Body → its unit whose posts take cases in; the body itself only if no unit in it does."""
        may = {key for key, role in self.world.all("role").items() if INTAKE in role.may}
        units = {post.unit for post in self.tree.posts.values() if may & set(post.roles)}
        found: dict[str, str] = {}
        for unit in sorted(units, key=lambda one: (self.tree.units[one].body == one, one)):
            found.setdefault(self.tree.units[unit].body, unit)
        return found

    def terms(self, body: Body, item: str) -> Terms:
        """What a body says of an item: its own row first, then its row for all, then its function's, cell by cell."""
        keys = ((body.id, item), (body.id, ""), (body.function, item), (body.function, ""))
        rows = [row for key in keys if (row := self._overlays.get(key))]
        said = {name: next((v for row in rows if (v := getattr(row, name))), "") for name in PATTERN_FIELDS}
        words = self.tree.words(body)
        own = {"address": body.address, "phone": body.phone, "hours": body.hours}
        told = {name: text.format_map(words) or own.get(name, "") for name, text in said.items()}
        return Terms(limit=next((limit for row in rows if (limit := row.promise())), None), **told)

    @cached_property
    def _overlays(self) -> dict[tuple[str, str], Overlay]:
        return {(row.body, row.item): row for row in self.world.all(OVERLAY).values()}


def _places(world: World) -> Places:
    return Places(world, OrganisationTree.of(world))


places = once_per_world(_places)
"""The places of a world, made ready once."""


def body_terms(world: World, body_id: str, item_id: str) -> tuple[Body, Terms] | None:
    """A body with what it says of an item; None for a body the world does not have."""
    held = places(world)
    body = held.tree.bodies.get(body_id)
    return None if body is None else (body, held.terms(body, item_id))
