"""How good suggestions are, counted on lessons that were held back: for each category, and for all together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import log
from typing import Any

from .table import Guess, softmax

BINS = 10
HEATS = tuple(round(0.2 * step, 1) for step in range(1, 26))


@dataclass(frozen=True)
class Lesson:
    """A closed case as something to learn from; nothing says whose it was.

    Attributes:
        text: masked, as units may read it.
        category: by which figures are counted.
        targets: what is suggested → what it turned out to be; missing where the case does not say.
        at: when it began.
    """

    text: str
    category: str
    targets: Mapping[str, str]
    at: datetime


@dataclass
class Count:
    """Of so many lessons, so many were shown a suggestion; of these the first held so often, one of three so often."""

    lessons: int = 0
    shown: int = 0
    held: int = 0
    among: int = 0

    def plain(self) -> dict[str, int]:
        """As JSON values."""
        return dict(vars(self))


@dataclass
class Judged:
    """The figures of one thing that is suggested.

    Attributes:
        whole: all lessons.
        by: by the category of the case; for categories themselves by what was suggested.
        usual: how often the label that was most frequent among the lessons learnt would have held.
        off: by how much probabilities missed what came true, on average (0 is perfect).
    """

    whole: Count = field(default_factory=Count)
    by: dict[str, Count] = field(default_factory=dict)
    usual: int = 0
    off: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        by = {key: count.plain() for key, count in sorted(self.by.items())}
        return {"whole": self.whole.plain(), "by": by, "usual": self.usual, "off": round(self.off, 3)}


def judged(
    lessons: Iterable[Lesson],
    aim: str,
    guess: Callable[[str], Sequence[Guess]],
    *,
    show_from: float,
    usual: str,
) -> Judged:
    """The figures of suggestions on lessons that were held back.

    Args:
        lessons: those held back.
        aim: what is suggested.
        guess: the best guesses for a text.
        show_from: less probable ones are not shown.
        usual: the label that was most frequent before.
    """
    found, chances = Judged(), list[tuple[float, bool]]()
    for lesson in lessons:
        truth = lesson.targets.get(aim)
        if truth is not None:
            best = list(guess(lesson.text))
            found.usual += truth == usual
            chances += [(one.probability, one.label == truth) for one in best[:1]]
            _counted(found, lesson, aim, truth, [one for one in best if one.probability >= show_from])
    found.off = missed(chances)
    return found


def _counted(found: Judged, lesson: Lesson, aim: str, truth: str, shown: Sequence[Guess]) -> None:
    said = shown[0].label if shown else truth
    key = said if aim == "category" else lesson.category
    for count in (found.whole, found.by.setdefault(key, Count())):
        count.lessons += 1
        count.shown += bool(shown)
        count.held += bool(shown) and said == truth
        count.among += any(one.label == truth for one in shown)


def missed(chances: Sequence[tuple[float, bool]]) -> float:
    """By how much probabilities missed what came true: the mean over tenths, each weighed by how many are in it."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for chance, came in chances:
        tenths.setdefault(min(int(chance * BINS), BINS - 1), []).append((chance, came))
    gaps = [
        abs(sum(chance for chance, _ in held) - sum(came for _, came in held)) for held in tenths.values()
    ]
    return sum(gaps) / len(chances) if chances else 0.0


def heat_for(sums: Sequence[Sequence[float]], truths: Sequence[int]) -> float:
    """The heat at which probabilities come true as often as they say, on lessons not learnt from; 1 without any."""

    def loss(heat: float) -> float:
        chances = (
            softmax([one / heat for one in row])[truth] for row, truth in zip(sums, truths, strict=True)
        )
        return sum(-log(max(chance, 1e-12)) for chance in chances)

    return min(HEATS, key=loss) if truths else 1.0
