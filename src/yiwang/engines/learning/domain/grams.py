"""Pairs and triples of neighbouring signs of a text; Chinese has no spaces, and two signs are mostly a word.

Digits never stand in one, nor do stars of masked numbers: neither a phone, a house nor a date is learnt.
"""

import re
import unicodedata
from collections.abc import Iterator

SIZES = (2, 3)
LONGEST = 2000
"""Signs of a text that are looked at."""
_RUN = re.compile(r"[^\W\d_]+")


def runs_of(text: str) -> list[str]:
    """The text's runs of letters and signs, in one width and case; what stands between them parts them."""
    return _RUN.findall(unicodedata.normalize("NFKC", text[:LONGEST]).lower())


def grams_of(text: str) -> frozenset[str]:
    """Every pair and triple within a run."""
    return frozenset(gram for run in runs_of(text) for _, gram in placed(run))


def placed(run: str) -> Iterator[tuple[int, str]]:
    """The pairs and triples of a run, with where they begin."""
    for size in SIZES:
        for at in range(len(run) - size + 1):
            yield at, run[at : at + size]


def phrases_of(text: str, weights: dict[str, float], most: int) -> tuple[str, ...]:
    """The passages of a text that weighed most: neighbouring pairs and triples put together, the heaviest first."""
    found: dict[str, float] = {}
    for run in runs_of(text):
        for passage, weight in _passages(run, weights):
            found[passage] = max(weight, found.get(passage, 0.0))
    return tuple(sorted(found, key=lambda passage: (-found[passage], passage))[:most])


def _passages(run: str, weights: dict[str, float]) -> Iterator[tuple[str, float]]:
    held = [0.0] * len(run)
    for at, gram in placed(run):
        for place in range(at, at + len(gram)):
            held[place] += weights.get(gram, 0.0)
    start = 0
    for place in range(len(run) + 1):
        if place == len(run) or held[place] <= 0:
            if place - start > 1:
                yield run[start:place], sum(held[start:place])
            start = place + 1
