"""How many cases crossed a border, either way, by partner and item (跨省通办、跨城通办)."""

from dataclasses import dataclass

from yiwang.engines.cases.public import received_counts, subject_counts
from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import PARTNER, SCOPES, partner_units
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class CrossingLine:
    """One item that one partner received: how many, how many still open."""

    partner: str
    scope: str
    item: str
    total: int
    open: int


def crossing_lines(actor: Actor) -> list[CrossingLine]:
    """What partners received, as far as this hat sees it; applications for several items count item by item."""
    units = partner_units(world())
    items = catalogue().items
    return [
        CrossingLine(
            units[row.unit_id].title,
            SCOPES[units[row.unit_id].scope],
            items[row.subject].title,
            row.total,
            row.open,
        )
        for row in received_counts(actor, units)
        if row.subject in items
    ]


def entrusted_lines(actor: Actor) -> list[CrossingLine]:
    """What this city's counters received for partners to decide, as far as this hat sees it."""
    items, partners = catalogue().items, world().all(PARTNER)
    theirs = {key: item.elsewhere.partner for key, item in items.items() if item.elsewhere}
    return [
        CrossingLine(
            partners[theirs[row.subject]].title,
            SCOPES[partners[theirs[row.subject]].scope],
            items[row.subject].title,
            row.total,
            row.open,
        )
        for row in subject_counts(actor, theirs)
        if theirs[row.subject] in partners
    ]
