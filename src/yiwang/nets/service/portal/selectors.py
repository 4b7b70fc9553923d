"""Reads that only the portal's pages need."""

from functools import lru_cache
from io import BytesIO
from uuid import UUID

from yiwang.faces.elements.public import Option
from yiwang.foundations.divisions.public import divisions_under
from yiwang.foundations.files.public import access_file, file_read
from yiwang.foundations.releases.public import release_current, world
from yiwang.kernel.actor import Actor


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


def draft_file(actor: Actor, file_id: UUID) -> tuple[str, BytesIO]:
    """Name and content of a file that the actor may see."""
    held = access_file(actor, file_id)
    return held.name, BytesIO(file_read(actor, file_id))
