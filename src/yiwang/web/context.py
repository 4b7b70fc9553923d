"""What every page's shell knows: the look, the actor, the menus, whether this is a demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yiwang.foundations.releases.public import NoRelease, world
from yiwang.kernel.actor import PUBLIC, Actor
from yiwang.web.navigation import Entry, navigation_of
from yiwang.web.preferences import look_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the page shell."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    return {
        "look": look_of(request),
        "actor": actor,
        "hats": getattr(request, "hats", ()),
        "emergency": next((hat for hat in getattr(request, "hats", ()) if hat.until), None),
        "demo": getattr(settings, "YIWANG_DEMO", False),
        "city": _city(),
        "area": getattr(request, "area", ""),
        **_menu(request, actor),
        "footer_menu": navigation_of("footer", actor),
    }


def _city() -> str:
    """What the city calls itself, from the pack in force; empty before the first is applied."""
    try:
        return world().pack.title
    except NoRelease:
        return ""


IN_A_ROW = 7
"""Entries that a menu shows side by side; what follows opens under 更多, so that the menu stays one row."""


def _menu(request: HttpRequest, actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """The entries in the row and those under 更多; a single one more stands in the row too."""
    here = getattr(getattr(request, "resolver_match", None), "view_name", "")
    shown = [_shown(entry, actor, here) for entry in navigation_of(_area(request), actor)]
    row = len(shown) if len(shown) <= IN_A_ROW + 1 else IN_A_ROW
    return {"menu": shown[:row], "menu_more": shown[row:]}


def _area(request: HttpRequest) -> str:
    """The menu of a page: what its view names, or else the first part of its address's namespace."""
    match = getattr(request, "resolver_match", None)
    namespaces = getattr(match, "namespaces", None) or [""]
    return str(getattr(request, "area", "") or namespaces[0])


def _shown(entry: Entry, actor: Actor, here: str) -> dict[str, Any]:
    return {
        "entry": entry,
        "current": entry.url_name == here,
        "count": entry.count(actor) if entry.count else 0,
    }
