"""Halls elsewhere that receive for this city, and for whom ours receive: what was agreed with whom, on a day."""

from collections.abc import Iterator
from datetime import date

from yiwang.engines.catalog.definitions import PARTNER, AgreedItem, Item, Partner
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import World


def partner_of(world: World, unit: str) -> Partner | None:
    """The partner whose hall a unit belongs to; None for units of the city's own."""
    held = OrganisationTree.of(world).units.get(unit)
    return world.find(PARTNER, held.body) if held else None


def partner_units(world: World) -> dict[str, Partner]:
    """Every unit of a partner's hall, with the partner."""
    partners = world.all(PARTNER)
    units = OrganisationTree.of(world).units
    return {key: partners[unit.body] for key, unit in units.items() if unit.body in partners}


def partners_for(world: World, item: str, day: date) -> Iterator[tuple[Partner, AgreedItem]]:
    """Who receives an item elsewhere on a day, with what was agreed on it."""
    for _, partner in sorted(world.all(PARTNER).items()):
        agreed = partner.agreed(item, day)
        if agreed is not None:
            yield partner, agreed


def entrusted_by(world: World, item: Item, day: date) -> tuple[Partner, AgreedItem] | None:
    """For whom an item is received here on a day, with what was agreed; None for our own, and once it is over."""
    partner = world.find(PARTNER, item.elsewhere.partner) if item.elsewhere else None
    agreed = partner.entrusted(item.id, day) if partner else None
    return (partner, agreed) if partner and agreed else None
