"""Reads: the catalogue of a release, made ready once per process; and what people find in it."""

from functools import lru_cache

from yiwang.foundations.releases.public import world
from yiwang.loader import once_per_world

from .domain.searching import Searchable, search
from .pure import ITEM, Catalogue, gives_out, places

_ready = once_per_world(Catalogue.of)


def catalogue(release_id: int | None = None) -> Catalogue:
    """The catalogue of a release, the one in force if None. No query once it is ready.

    Raises:
        NoRelease: nothing has been applied yet.
    """
    return _ready(world(release_id))


def themes_found(query: str) -> list[str]:
    """Ids of themes that fit a query in a few words, best first."""
    return [thing.id for thing in search(query, _themes(catalogue()))]


def items_found(query: str) -> list[str]:
    """Ids of single items that fit a query in a few words, best first."""
    return [thing.id for thing in search(query, _items(catalogue()))]


def item_given_out_by(item_id: str, unit: str) -> bool:
    """Whether the result of an item in force may be given out at a unit's counter; no for what is no item."""
    item = world().find(ITEM, item_id)
    return item is not None and gives_out(places(world()), item, unit)


@lru_cache(maxsize=4)
def _themes(held: Catalogue) -> tuple[Searchable, ...]:
    return tuple(Searchable(key, one.title, one.search, one.summary) for key, one in held.themes.items())


@lru_cache(maxsize=4)
def _items(held: Catalogue) -> tuple[Searchable, ...]:
    return tuple(
        Searchable(key, one.title, tuple(word for word in (one.short, one.main_item) if word))
        for key, one in held.items.items()
    )
