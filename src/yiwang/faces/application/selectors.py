"""Reads that forms of applications need."""

from functools import lru_cache

from yiwang.faces.elements.public import Option
from yiwang.foundations.divisions.public import divisions_under
from yiwang.foundations.releases.public import release_current, world


def division_options() -> tuple[Option, ...]:
    """Towns to choose from, each under its county's name."""
    release = release_current()
    return _options(release.pk) if release else ()


@lru_cache(maxsize=4)
def _options(release_id: int) -> tuple[Option, ...]:
    rows = list(divisions_under(world(release_id).pack.division))
    counties = {row.code: row.name for row in rows if row.level == "county"}
    towns = [row for row in rows if row.level == "town"]
    return tuple(Option(row.code, row.name, group=counties.get(row.parent_id or "", "")) for row in towns)
