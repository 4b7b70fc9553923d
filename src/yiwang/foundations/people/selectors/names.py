"""Names under the tables of the release in force: private code points, variants, and what no table knows yet."""

from itertools import islice, product

from yiwang.foundations.releases.public import NoRelease, world
from yiwang.kernel.names import name_read
from yiwang.loader import World, once_per_world

from ..definitions import CHARACTER
from ..models import NameGap

SPELLINGS = 16
"""So many ways of writing one name are looked for, at most."""


@once_per_world
def _private(held: World) -> dict[str, str]:
    rows = (row for row in held.all(CHARACTER).values() if row.kind == "private")
    return dict(row.pair for row in rows)


@once_per_world
def _alike(held: World) -> dict[str, tuple[str, ...]]:
    """Each character with all that are found by one another, itself first."""
    groups: dict[str, list[str]] = {}
    for row in held.all(CHARACTER).values():
        if row.kind == "variant":
            sign, head = row.pair
            groups.setdefault(head, [head]).append(sign)
    return {
        sign: (sign, *(other for other in group if other != sign))
        for group in groups.values()
        for sign in group
    }


def private_table() -> dict[str, str]:
    """Private code points with what they stand for; empty without a release."""
    try:
        return _private(world())
    except NoRelease:
        return {}


def name_spellings(words: str) -> tuple[str, ...]:
    """Every way in which a part of a name may be written, the standard form first, at most ``SPELLINGS``."""
    standard = name_read(words, private_table()).text
    try:
        table = _alike(world())
    except NoRelease:
        table = {}
    ways = islice(product(*(table.get(sign, (sign,)) for sign in standard)), SPELLINGS)
    return tuple(dict.fromkeys("".join(way) for way in ways))


def name_gaps(limit: int = 200) -> list[NameGap]:
    """What could not be mended, the newest first; names nobody."""
    return list(NameGap.objects.all()[:limit])
