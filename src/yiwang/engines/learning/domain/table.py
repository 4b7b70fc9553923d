"""A model as a plain table: which pair of signs speaks how much for which label. Nothing in it can be run.

It is written and read as JSON, checked as it is read, and needs no library to suggest; numbers are rounded, so that the
same lessons give the same table.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import exp, isfinite, sqrt
from typing import Any

from .errors import LearningRefused
from .grams import grams_of, phrases_of

FORM = 1
PHRASES = 4
LARGEST = 40_000_000
"""Characters of a table at most; a longer one was not made by training."""


@dataclass(frozen=True)
class Guess:
    """A label with how probable it is, and the passages of the text that spoke most for it."""

    label: str
    probability: float
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Weights of pairs and triples for labels.

    Attributes:
        labels: in the order of the weights' places.
        bias: what speaks for each label before a word was read.
        weights: pair or triple → place of a label → weight; known ones without a weight count for the length only.
        heat: by which sums are divided before they become probabilities, so that these come true as often as they say.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Mapping[int, float]]
    heat: float = 1.0

    def guesses(self, text: str, most: int = 3) -> list[Guess]:
        """The most probable labels, with reasons; none for a text of which nothing is known."""
        known = [gram for gram in grams_of(text) if gram in self.weights]
        if not known or not self.labels:
            return []
        shares = softmax([one / self.heat for one in self.sums(known)])
        best = sorted(range(len(shares)), key=lambda place: (-shares[place], self.labels[place]))[:most]
        return [Guess(self.labels[place], shares[place], self._phrases(text, known, place)) for place in best]

    def sums(self, known: Sequence[str]) -> list[float]:
        """What speaks for each label, before it becomes a probability."""
        sums, length = list(self.bias), sqrt(len(known)) or 1.0
        for gram in known:
            for place, weight in self.weights[gram].items():
                sums[place] += weight / length
        return sums

    def _phrases(self, text: str, known: Sequence[str], place: int) -> tuple[str, ...]:
        spoke = {gram: self.weights[gram].get(place, 0.0) for gram in known}
        return phrases_of(text, {gram: weight for gram, weight in spoke.items() if weight > 0}, PHRASES)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        grams = {
            gram: [[place, weight] for place, weight in sorted(held.items())]
            for gram, held in sorted(self.weights.items())
        }
        return {
            "form": FORM,
            "labels": list(self.labels),
            "bias": list(self.bias),
            "heat": self.heat,
            "grams": grams,
        }


def softmax(sums: Sequence[float]) -> list[float]:
    """Sums as shares of one."""
    top = max(sums)
    parts = [exp(one - top) for one in sums]
    whole = sum(parts)
    return [part / whole for part in parts]


def tables_text(tables: Mapping[str, Table]) -> str:
    """Tables by what they suggest, as one text; the same tables give the same text."""
    held = {name: table.plain() for name, table in sorted(tables.items())}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest_of(text: str) -> str:
    """The text's SHA-256."""
    return sha256(text.encode()).hexdigest()


def tables_read(text: str, digest: str) -> dict[str, Table]:
    """The tables of a text, if it is the one that was made and looks like tables.

    Raises:
        LearningRefused: it was changed since, or is none.
    """
    if len(text) > LARGEST or digest_of(text) != digest:
        raise LearningRefused("这一版的内容与当初记下的摘要不符，不再使用；请重新学习一版，并告诉管理员。")
    try:
        return {name: _table(held) for name, held in json.loads(text).items()}
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise LearningRefused("这一版的内容不是本平台学出来的格式；请重新学习一版。") from error


def _table(held: dict[str, Any]) -> Table:
    labels = tuple(str(one) for one in held["labels"])
    bias = tuple(_number(one) for one in held["bias"])
    if held["form"] != FORM or len(bias) != len(labels) or _number(held["heat"]) <= 0:
        raise ValueError(held["form"])
    weights = {str(gram): _weights(pairs, len(labels)) for gram, pairs in held["grams"].items()}
    return Table(labels, bias, weights, _number(held["heat"]))


def _weights(pairs: Sequence[Sequence[Any]], labels: int) -> dict[int, float]:
    found = {int(place): _number(weight) for place, weight in pairs}
    if any(not 0 <= place < labels for place in found):
        raise ValueError(found)
    return found


def _number(said: Any) -> float:
    held = float(said)
    if not isfinite(held):
        raise ValueError(said)
    return held
