"""Values as people read them, with the names of places."""

from functools import lru_cache
from typing import Any

from yiwang.engines.catalog.pure import Element
from yiwang.foundations.divisions.public import Level, division_path

from ..domain.fields import masked, said

_ABOVE = (Level.PROVINCE, Level.PREFECTURE)


def spoken(element: Element, value: Any) -> str:
    """A value in words: secrets masked, places by name from the county down, empty for nothing."""
    if value is None:
        return ""
    if element.pii == "secret":
        return masked(element, value)
    return _place(str(value)) if element.type.value == "division" else said(element, value)


@lru_cache(maxsize=4096)
def _place(code: str) -> str:
    """A place's name below the city; the code itself if the place is unknown.

    Some names of the register repeat the county's: it is said once.
    """
    told = ""
    for name in (one.name for one in division_path(code) if one.level not in _ABOVE):
        told = name if told and name.startswith(told) else told + name
    return told or code
