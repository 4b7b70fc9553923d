"""Finding what people mean in a few Chinese words: whole words first, then shared pairs of characters."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

WHOLE_WORD = 3.0
"""A search word found whole counts as much as three shared pairs."""

ENOUGH = 0.34
"""Share of the query's pairs that must be found when no whole word is: one chance pair is too few."""

FILLERS = ("我要", "我想", "怎么", "怎样", "如何", "办理", "申请", "请问", "需要", "一个", "一下")
"""Words that everybody types and that say nothing about what is wanted."""


@dataclass(frozen=True)
class Searchable:
    """One thing to be found: its title, the words people look for it by, and its summary."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    summary: str = ""


def search(query: str, things: Iterable[Searchable]) -> list[Searchable]:
    """The things that fit a query, best first; nothing for an empty query."""
    wanted = _plain(query)
    scored = [(score(wanted, thing), thing) for thing in things] if wanted else []
    return [
        thing for points, thing in sorted(scored, key=lambda pair: (-pair[0], pair[1].title)) if points > 0
    ]


def score(wanted: str, thing: Searchable) -> float:
    """How well a thing fits: 0 for not at all."""
    words = [_plain(word) for word in (thing.title, *thing.words)]
    whole = sum(WHOLE_WORD for word in words if word and (word in wanted or wanted in word))
    pairs = _pairs(_without_fillers(wanted))
    shared = len(pairs & _pairs_of(thing))
    enough = whole or (pairs and shared / len(pairs) >= ENOUGH)
    return whole + shared if enough else 0.0


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _without_fillers(text: str) -> str:
    for filler in FILLERS:
        text = text.replace(filler, "")
    return text


def _pairs(text: str) -> frozenset[str]:
    if len(text) < 2:
        return frozenset({text} if text else ())
    return frozenset(text[start : start + 2] for start in range(len(text) - 1))


@lru_cache(maxsize=8192)
def _pairs_of(thing: Searchable) -> frozenset[str]:
    return frozenset().union(*(_pairs(_plain(part)) for part in (thing.title, *thing.words, thing.summary)))
