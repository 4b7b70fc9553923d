"""Names that an author may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to ``count`` known names close to the word, best first."""
    by_lower = {name.lower(): name for name in known}
    return [by_lower[match] for match in get_close_matches(word.lower(), by_lower, n=count, cutoff=0.6)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``您是不是想写“…”？`` with the nearest names, or nothing."""
    names = nearest(word, known)
    return f"您是不是想写{'、'.join(f'“{name}”' for name in names)}？" if names else ""
