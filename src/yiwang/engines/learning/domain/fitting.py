"""Learning a table from lessons, by scikit-learn: a linear model over pairs and triples of signs.

Only here, and only while training, is the extra ``learning`` needed. A pair that fewer than ``at_least`` cases share is
not learnt, so that a name or a place of one caller is in no table.
"""

from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from .errors import LearningRefused
from .grams import grams_of
from .judging import heat_for
from .table import Table

EXTRA = "pip install 'yiwang[learning]'"
KEPT = 600
"""Weights kept for a label: the strongest; the figures are those of what is kept."""
DIGITS = 3
STRENGTH = 10.0
ROUNDS = 200


def can_train() -> bool:
    """Whether the extra is installed."""
    return find_spec("sklearn") is not None


def table_fit(
    texts: Sequence[str], labels: Sequence[str], since: int, *, at_least: int, fewest: int
) -> Table | None:
    """A table learnt from texts with their labels; None where fewer than two labels are frequent enough.

    Args:
        texts: in the order of time.
        labels: of each text.
        since: from this place on, texts say how probabilities come true, before all are learnt from.
        at_least: cases that must share a pair or triple.
        fewest: cases of a label to be learnt.

    Raises:
        LearningRefused: the extra is not installed.
    """
    if not can_train():
        raise LearningRefused(
            f"没有装学习用的 scikit-learn，不能学习；请先运行 {EXTRA}，已有的版本照样可用。"
        )
    often = {label for label, count in Counter(labels).items() if count >= fewest}
    rows = [place for place, label in enumerate(labels) if label in often]
    if len(often) < 2:
        return None
    early = [place for place in rows if place < since]
    heat = _heat(texts, labels, early, [place for place in rows if place >= since], at_least)
    return _learnt([texts[at] for at in rows], [labels[at] for at in rows], at_least, heat)


def _heat(
    texts: Sequence[str], labels: Sequence[str], early: Sequence[int], late: Sequence[int], at_least: int
) -> float:
    if len({labels[at] for at in early}) < 2:
        return 1.0
    table = _learnt([texts[at] for at in early], [labels[at] for at in early], at_least, 1.0)
    if table is None:
        return 1.0
    places = {label: place for place, label in enumerate(table.labels)}
    known = [at for at in late if labels[at] in places]
    if len({labels[at] for at in known}) < 2:  # one kind alone tells nothing of how probabilities come true
        return 1.0
    sums = [table.sums([gram for gram in grams_of(texts[at]) if gram in table.weights]) for at in known]
    return heat_for(sums, [places[labels[at]] for at in known])


def _learnt(texts: Sequence[str], labels: Sequence[str], at_least: int, heat: float) -> Table | None:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import normalize
    from threadpoolctl import threadpool_limits

    counter = CountVectorizer(analyzer=grams_of, binary=True, min_df=at_least)
    try:
        seen = counter.fit_transform(texts)
    except ValueError:  # no pair is shared by so many
        return None
    with threadpool_limits(
        limits=1
    ):  # beside a site at work, threads that wait for each other are slower than one
        model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(normalize(seen.astype(float)), labels)
    return _table(model, list(counter.get_feature_names_out()), heat)


def _table(model: Any, grams: Sequence[str], heat: float) -> Table:
    coefficients, bias = model.coef_.tolist(), model.intercept_.tolist()
    if len(coefficients) == 1:  # two labels are told apart by one row, which speaks for the second
        coefficients, bias = [[0.0] * len(grams), coefficients[0]], [0.0, bias[0]]
    weights: dict[str, dict[int, float]] = {str(gram): {} for gram in grams}
    for place, row in enumerate(coefficients):
        for at in sorted(range(len(row)), key=lambda at: (-abs(row[at]), grams[at]))[:KEPT]:
            if weight := round(row[at], DIGITS):
                weights[str(grams[at])][place] = weight
    labels = tuple(str(label) for label in model.classes_)
    return Table(labels, tuple(round(one, DIGITS) for one in bias), weights, heat)
