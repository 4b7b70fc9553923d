"""Whether so many demands are more than there used to be."""

from math import exp


def usual_of(before: int, hours: int, history_days: int) -> float:
    """How many demands a time of so many hours usually has, by what came in the days before it.

    One is added to what came: where nothing ever came, the first demands are no proof of a surge.
    """
    return (before + 1) * hours / (history_days * 24)


def chance_of(count: int, usual: float) -> float:
    """How likely at least so many are by chance where they come one by one at the usual rate (Poisson)."""
    term = total = exp(-usual)
    for number in range(1, count):
        term *= usual / number
        total += term
    return max(0.0, 1 - total) if count else 1.0


def is_surge(count: int, usual: float, *, at_least: int, times: float, chance: float) -> bool:
    """Whether so many are a surge: enough to be worth a word, enough times the usual, and unlikely by chance."""
    return count >= at_least and count >= times * usual and chance_of(count, usual) < chance
