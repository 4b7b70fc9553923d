"""Demands that are alike: by pairs of neighbouring signs, as search compares them; Chinese has no spaces."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """A case that was quickly dealt with: its number, title, kind, and the unit that dealt with it."""

    number: str
    title: str
    category: str
    unit: str


@dataclass
class Cluster:
    """Cases that ask the same; the first one gives it its name."""

    first: Told
    pairs: frozenset[str]
    members: list[Told] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The unit that dealt with most of them."""
        units = [told.unit for told in self.members]
        return max(sorted(set(units)), key=units.count)


def pairs_of(text: str) -> frozenset[str]:
    """Every pair of neighbouring signs; width, case and spaces do not matter."""
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Which share of the pairs of both are in both."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def clusters(told: Iterable[Told], *, alike: float) -> list[Cluster]:
    """Cases put together with the first one before them that is alike, within their kind, in the order given."""
    held: dict[str, list[Cluster]] = {}
    for one in told:
        pairs = pairs_of(one.title)
        known = held.setdefault(one.category, [])
        cluster = _nearest(known, pairs, alike)
        if cluster is None:
            cluster = Cluster(one, pairs)
            known.append(cluster)
        cluster.members.append(one)
    return [cluster for known in held.values() for cluster in known]


def _nearest(known: Sequence[Cluster], pairs: frozenset[str], alike: float) -> Cluster | None:
    best = max(known, key=lambda cluster: shared(cluster.pairs, pairs), default=None)
    return best if best is not None and shared(best.pairs, pairs) >= alike else None
