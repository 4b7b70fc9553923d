"""The page somebody came from, as the site itself knows it: its pattern, never its address."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from yiwang.engines.catalog.pure import ITEM, THEME
from yiwang.foundations.releases.public import world

from ..domain.screens import Screen, screen_of


def screen_read(address: str, fields: str = "", error: str = "") -> Screen:
    """The screen behind an address; an address of elsewhere, or of nothing, leaves the page out."""
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return screen_of("", {}, fields, error)
    named = {key: word for key, word in match.kwargs.items() if isinstance(word, str) and _definition(word)}
    return screen_of(match.route, named, fields, error)


def item_named(screen: Screen) -> tuple[str, str]:
    """Id and name of the theme or item that the screen is about; twice "" where it is about none."""
    return next((held for word in screen.about if (held := _definition(word))), ("", ""))


def _definition(word: str) -> tuple[str, str] | None:
    """The theme or item that a word of an address names; tokens and numbers name none, and go no further."""
    name = word.partition(":")[2] or word
    found = next((held for kind in (THEME, ITEM) if (held := world().find(kind, name))), None)
    return (name, found.title) if found else None
