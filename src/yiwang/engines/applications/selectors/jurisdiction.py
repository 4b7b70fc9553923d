"""Who decides: the function and level that the item names, at the place the application is about."""

from dataclasses import dataclass

from yiwang.engines.catalog.pure import Compiled, Item
from yiwang.foundations.divisions.public import division_path
from yiwang.foundations.organisations.public import (
    Body,
    body_for,
    posts_of,
    roles_all,
    unit_names,
    unit_subtree,
)

from .loading import catalogue

INTAKE = "case.act.intake"
"""Permission of the posts that take a case in; the unit that has such a post receives the case."""


@dataclass(frozen=True)
class Deciding:
    """The unit that decides on one item, and how it is told."""

    unit: str
    body_id: str
    body: str
    division: str

    @property
    def told(self) -> str:
        """As the applicant reads it before submission."""
        return f"由{self.body}决定"


def deciding(item: Item, compiled: Compiled, own_party: dict[str, str]) -> Deciding | None:
    """Who decides on an item for the place typed so far; None while the place is open or nobody is found.

    Args:
        compiled: the compilation.
        item: the item.
        own_party: the item's party → the theme's party it is bound to.
    """
    place = _place(item, compiled, own_party)
    body = _body(item, place) if place else None
    if body is None:
        return None
    return Deciding(_receiving(body), body.id, body.name, body.division_id)


def _place(item: Item, compiled: Compiled, own_party: dict[str, str]) -> str:
    """Code of the place that decides; the whole city where the item does not go by an address."""
    own, _, element = item.jurisdiction.by.partition(".")
    if not own:
        return catalogue()[0].world.pack.division
    party = own_party.get(own, own)
    field = next((f for f in compiled.fields if f.party == party and f.element.id == element), None)
    return str(field.value) if field and field.value else ""


def _body(item: Item, place: str) -> Body | None:
    path = division_path(place)
    zone = next((d.code for d in reversed(path) if d.code in item.jurisdiction.exceptions), "")
    if zone:
        return body_for(item.decide.body, item.jurisdiction.exceptions[zone])
    at_level = [d.code for d in path if d.level == item.decide.level]
    return body_for(item.decide.body, at_level[-1] if at_level else place)


def _receiving(body: Body) -> str:
    """The unit of a body whose posts take cases in; the body itself if none does."""
    may = {key for key, role in roles_all().items() if INTAKE in role.may}
    posts = [post for post in posts_of(unit_subtree(body.id)) if may & set(post.roles)]
    units = sorted({post.unit_id for post in posts}, key=lambda unit: (unit == body.id, unit))
    return units[0] if units else body.id


def unit_word(unit: str) -> str:
    """How people call a unit."""
    return unit_names([unit]).get(unit, unit)
