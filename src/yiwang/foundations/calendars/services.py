"""Entering the zone of the pack in force: what shows or reckons local days then goes by it.

Whoever begins work does it once, a request, a turn of the worker, a command; ``timezone.localtime``, ``localdate`` and
the templates' ``|date`` follow. The settings' own zone is what holds while no pack is in force.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.db import Error
from django.utils import timezone

from yiwang.foundations.releases.public import NoRelease

from .selectors import zone_current


@contextmanager
def in_zone() -> Iterator[None]:
    """Be in the zone of the pack in force; as before without one, or while the database is away."""
    with timezone.override(_zone_or_none()):
        yield


def zone_use() -> None:
    """The same for a whole process that does one thing, such as a command."""
    zone = _zone_or_none()
    if zone is not None:
        timezone.activate(zone)


def _zone_or_none() -> ZoneInfo | None:
    try:
        return zone_current()
    except (NoRelease, Error):
        return None
