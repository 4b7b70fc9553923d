"""Short forms of themes and cases for lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from yiwang.engines.cases.public import CaseRow, CaseWords
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


def case_cards(rows: Iterable[CaseRow], words: Mapping[UUID, CaseWords], now: datetime) -> list[CaseCard]:
    """Rows of cases as cards, with the public words of their states."""
    return [CaseCard(r.number, r.title, words[r.id].public, r.light(now), r.due_at) for r in rows]
