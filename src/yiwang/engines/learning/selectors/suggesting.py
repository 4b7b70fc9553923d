"""Suggestions of the version in force, with what spoke for them and how often such ones held."""

import logging
from dataclasses import dataclass

from ..domain.errors import LearningRefused
from ..domain.table import Guess
from ..models import LearntModel, LearntUse
from ..pure import CATEGORY
from .force import tables_of, use_current

log = logging.getLogger("yiwang.learning")
MOST = 3


@dataclass(frozen=True)
class Suggestion:
    """A label that earlier cases speak for.

    Attributes:
        use: the version in force, and since when.
        aim: what is suggested.
        guess: the label, how probable it is, and the passages that weighed most.
        held, of: of so many suggestions of this kind in the held-back weeks so many held.
    """

    use: LearntUse
    model: LearntModel
    aim: str
    guess: Guess
    held: int
    of: int


def suggestions(
    source: str, aim: str, words: str, *, category: str = "", most: int = MOST
) -> list[Suggestion]:
    """What the version in force suggests, the most probable first; none where none is, or where it is too unsure.

    Args:
        source: the history.
        aim: ``category`` or ``unit``.
        words: what is told.
        category: of the case, for the figures of units.
        most: so many.
    """
    use = use_current(source) if words.strip() else None
    if use is None or use.model is None:
        return []
    try:
        table = tables_of(use.model).get(aim)
    except LearningRefused as refused:
        log.error("learnt version not readable", extra={"version": use.model.number, "reason": str(refused)})
        return []
    least = use.model.rules["show_from"]
    found = table.guesses(words, most) if table else []
    return [_suggestion(use, use.model, aim, one, category) for one in found if one.probability >= least]


def _suggestion(use: LearntUse, model: LearntModel, aim: str, guess: Guess, category: str) -> Suggestion:
    key = guess.label if aim == CATEGORY else category
    count = model.figures["aims"][aim]["by"].get(key) or {"held": 0, "shown": 0}
    return Suggestion(use, model, aim, guess, count["held"], count["shown"])
