"""Short forms of themes and cases for lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from yiwang.engines.cases.public import CaseRow
from yiwang.engines.catalog.pure import Catalogue, compile_theme
from yiwang.kernel.lights import Light


@dataclass(frozen=True)
class ThemeCard:
    """A theme as the home page shows it: how many items, how many working days for its reference answers."""

    id: str
    title: str
    summary: str
    items: int
    days: str


@lru_cache(maxsize=4096)
def theme_card(held: Catalogue, key: str, day: date) -> ThemeCard:
    """The card of a theme, compiled for its reference answers."""
    theme = held.themes[key]
    compiled = compile_theme(held, key, theme.reference_answers, (), day)
    return ThemeCard(key, theme.title, theme.summary, len(compiled.members), f"{compiled.savings.days.after}")


@dataclass(frozen=True)
class CaseCard:
    """A matter as its applicant's lists show it."""

    number: str
    title: str
    state_label: str
    light: Light | None
    due_at: datetime | None
    holder: str = ""


def case_cards(rows: Iterable[CaseRow], now: datetime, words: Any = None) -> list[CaseCard]:
    """Rows of cases as cards; ``words`` gives the public word of a row's state."""
    return [CaseCard(r.number, r.title, words(r) if words else r.state, r.light(now), r.due_at) for r in rows]
