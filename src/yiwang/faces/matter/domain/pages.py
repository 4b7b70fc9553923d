"""Where the page of a case is; and pages that nets have for cases of their kind, each added in ``ready()``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class CasePage:
    """A page about one case.

    Attributes:
        label: what the link says.
        url_name: name of the address; it takes the case's number.
        icon: name of an icon of the sprite.
        fits: whether cases of this type have such a page.
        allowed: whether this actor may open it.
        given: only cases whose data have this have the page.
    """

    label: str | Promise
    url_name: str
    icon: str
    fits: Callable[[str], bool]
    allowed: Callable[[Actor], bool]
    given: str = ""


@lru_cache(maxsize=10_000)
def case_address(number: str) -> str:
    """Where those at work have a case. Lists ask for the same ones all day: fifty addresses cost a sixth of a list."""
    return reverse("desk:case", args=[number])


_pages: list[CasePage] = []


def case_page_add(page: CasePage) -> None:
    """Register a page; called once from an app's ``ready()``."""
    _pages.append(page)


def case_pages_of(case_type: str, data: Mapping[str, Any], actor: Actor) -> list[CasePage]:
    """The pages that a case of this type, with this data, has for this actor."""
    told = data.get("form") or {}
    fitting = (page for page in _pages if not page.given or page.given in told)
    return [page for page in fitting if page.allowed(actor) and page.fits(case_type)]
