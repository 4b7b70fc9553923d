"""Where an item is handed in and where its result is given out: sinking from the hall to towns and villages.

Who receives has no right to decide, nor to see other cases (收受分离); which bodies serve as hall, town or village
service point the pack says (``receiving`` in ``organisations.yaml``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yiwang.engines.catalog.definitions import MODES, PLACE, SCOPES, Item, Receipt
from yiwang.foundations.divisions.pure import DivisionRow, Level
from yiwang.foundations.organisations.pure import Body

from .partners import partner_of, partners_for
from .places import Deciding, Places

OWN_LEVEL = {"town": Level.TOWN, "village": Level.VILLAGE}
"""Receiving places that a town or a village has itself; the hall may be that of any level above."""

ANYWHERE = {"city", "province", "nation"}
"""``cross_region`` of items that any hall of the city may receive."""


@dataclass(frozen=True)
class Spot:
    """One place or way to hand in, or to be given the result.

    Attributes:
        kind: as a ``Receipt`` names it: online, hall, town, village, kiosk, partner_city, body, mail.
        name: the body there, or several in words; "" where there is no body, or the place is not known yet.
        unit: id of that body; "" where there is none.
    """

    kind: str
    name: str = ""
    unit: str = ""
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    note: str = ""


def handed_in_at(places: Places, item: Item, place: str, day: date) -> tuple[Spot, ...]:
    """Where an item may be handed in for a place; "" while the place is not known: then kinds only."""
    return _spots(places, item, item.receive, place, day)


def handed_out_at(places: Places, item: Item, place: str, day: date) -> tuple[Spot, ...]:
    """Where the result is given out; arguments as ``handed_in_at``."""
    return _spots(places, item, item.handout, place, day)


def _spots(
    places: Places, item: Item, receipts: Iterable[Receipt], place: str, day: date
) -> tuple[Spot, ...]:
    decided = places.deciding(item, place, day) if place else None
    return tuple(
        spot
        for receipt in receipts
        for spot in (
            _elsewhere(places, item, day)
            if receipt.place == PLACE
            else (_spot(places, item, receipt, place, decided),)
        )
    )


def _elsewhere(places: Places, item: Item, day: date) -> Iterator[Spot]:
    """The halls of other places that receive it by agreement; nothing while there is no agreement."""
    for partner, agreed in partners_for(places.world, item.id, day):
        body = places.tree.bodies[partner.id]
        note = f"{SCOPES[partner.scope]}，{MODES[agreed.mode]}"
        yield Spot(PLACE, body.name, body.id, body.address, "", body.hours, body.phone, note)


def _spot(places: Places, item: Item, receipt: Receipt, place: str, decided: Deciding | None) -> Spot:
    if receipt.place == "body" and decided:
        return _at(places, item, receipt, places.tree.bodies[decided.body_id])
    function = places.tree.receiving.get(receipt.place, "")
    body = _nearest(places, function, receipt.place, place)
    if body is not None:
        window = decided.terms.window if decided and receipt.place == "hall" else ""
        return _at(places, item, receipt, body, window)
    if function and receipt.place == "village":
        return Spot("village", _every_village(places, function, place), note=receipt.note)
    return Spot(receipt.place, note=receipt.note)


def _nearest(places: Places, function: str, kind: str, place: str) -> Body | None:
    """The body that serves a place: its own town's or village's; for a hall the nearest at or above it."""
    if not function or not place:
        return None
    if kind not in OWN_LEVEL:
        return places.tree.body_for(function, place)
    row = next((row for row in places.divisions.path(place) if row.level is OWN_LEVEL[kind]), None)
    return places.tree.body_at(function, row.id) if row else None


def _every_village(places: Places, function: str, place: str) -> str:
    town = next((row for row in places.divisions.path(place) if row.level is Level.TOWN), None)
    return f"{town.name}各{places.tree.functions[function]}" if town else ""


def _at(places: Places, item: Item, receipt: Receipt, body: Body, window: str = "") -> Spot:
    terms = places.terms(body, item.id)
    return Spot(
        receipt.place, body.name, body.id, terms.address, window or terms.window, terms.hours, terms.phone,
        receipt.note,
    )  # fmt: skip


def may_receive(places: Places, item: Item, unit: str, place: str, day: date) -> bool:
    """Whether a unit may take an application for this item and place over the counter.

    Args:
        places: of the world in force.
        item: the item.
        unit: id of the unit whose post receives.
        place: code of the place the application is about.
        day: day of receipt.
    """
    held = places.tree.units.get(unit)
    if held is None:
        return False
    decided = places.deciding(item, place, day)
    if decided is not None and decided.body_id == held.body:
        return True
    partner = partner_of(places.world, unit)
    if partner is not None:
        return partner.agreed(item.id, day) is not None
    body = places.tree.bodies[held.body]
    kinds = {receipt.place for receipt in item.receive if _serves(places, receipt, body)}
    return bool(kinds) and _reaches(item, kinds, body, places.divisions.path(place))


def taken_online(item: Item) -> bool:
    """Whether an item may be handed in without coming; one that says nothing of places may."""
    return not item.receive or "online" in {receipt.place for receipt in item.receive}


def gives_out(places: Places, item: Item, unit: str) -> bool:
    """Whether the result may be given out at a unit's counter: the item names its kind of place (``handout``)."""
    held = places.tree.units.get(unit)
    body = places.tree.bodies[held.body] if held else None
    return body is not None and any(_serves(places, receipt, body) for receipt in item.handout)


def _serves(places: Places, receipt: Receipt, body: Body) -> bool:
    return bool(body.function) and places.tree.receiving.get(receipt.place) == body.function


def _reaches(item: Item, kinds: Iterable[str], body: Body, path: Iterable[DivisionRow]) -> bool:
    """A body receives for its own place; a hall for the whole city where the item is handled across it."""
    return any(row.id == body.division for row in path) or (
        "hall" in kinds and bool(ANYWHERE & set(item.cross_region))
    )
