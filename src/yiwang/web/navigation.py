"""The register of menu entries: nets add theirs in ``ready()``; the shell shows those the hat may use."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class Entry:
    """One menu entry.

    Attributes:
        area: which menu it belongs to: ``service``, ``desk``, ``administration`` or ``footer``.
        label: what the entry says.
        url_name: name of the address it leads to.
        icon: name of an icon of the sprite.
        allowed: whether this actor sees the entry.
        order: lower comes first.
        count: number to show beside the label for this actor; None shows nothing.
    """

    area: str
    label: str | Promise
    url_name: str
    icon: str
    allowed: Callable[[Actor], bool]
    order: int = 100
    count: Callable[[Actor], int] | None = None


_entries: list[Entry] = []


def navigation_add(entry: Entry) -> None:
    """Register a menu entry once; called from an app's ``ready()``."""
    if entry not in _entries:
        _entries.append(entry)


def navigation_of(area: str, actor: Actor) -> list[Entry]:
    """The entries of one menu that this actor may use, in their order."""
    fitting = [entry for entry in _entries if entry.area == area and entry.allowed(actor)]
    return sorted(fitting, key=lambda entry: entry.order)
