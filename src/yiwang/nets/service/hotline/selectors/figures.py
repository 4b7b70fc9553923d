"""Figures of the hotline: what the rules define, over the demands that somebody may see, grouped as asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.cases.public import FigureRow, case_figures
from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor

from ..pure import HotlineRules

GROUPS = ("unit", "division", "subject", "category")
"""By what the page groups: who has it now, where it is, what type it is, what it is about."""


@dataclass(frozen=True)
class Share:
    """A figure of a group: its share in per cent with one decimal, and what it was made of; None of nothing."""

    label: str
    counts: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share in per cent; None where there was nothing to count."""
        return round(100 * self.counts / self.of, 1) if self.of else None


@dataclass(frozen=True)
class FigureLine:
    """A line of the table: a group's name, its demands, its shares in the order of the rules."""

    name: str
    cases: int
    shares: tuple[Share, ...]


def figure_lines(
    actor: Actor, rules: HotlineRules, since: datetime, until: datetime, by: str, *, now: datetime
) -> tuple[FigureLine, list[FigureLine]]:
    """All demands of a time together, and by group.

    Args:
        actor: who asks; counted is only what this hat may see.
        rules: the rules in force.
        since: first instant.
        until: the instant after the last.
        by: one of ``GROUPS``.
        now: the instant.
    """
    types = sorted({held.case_type for held in rules.types.values()})
    group = by if by in GROUPS else GROUPS[0]
    rows = case_figures(actor, types, since, until, rules.figures, by=group, now=now)  # type: ignore[arg-type]
    names = _names(rules, group, [row.key for row in rows])
    lines = [_line(names.get(row.key, "（没有写）"), row, rules) for row in rows]
    return _line("合计", _together(rows, rules), rules), lines


def _together(rows: list[FigureRow], rules: HotlineRules) -> FigureRow:
    """Groups do not overlap, so their sums are the whole."""
    pairs = {
        key: (sum(row.counted[key][0] for row in rows), sum(row.counted[key][1] for row in rows))
        for key in rules.figures
    }
    return FigureRow("", sum(row.cases for row in rows), pairs)


def _line(name: str, row: FigureRow, rules: HotlineRules) -> FigureLine:
    shares = tuple(Share(held.label, *row.counted[key]) for key, held in rules.figures.items())
    return FigureLine(name, row.cases, shares)


def _names(rules: HotlineRules, group: str, keys: list[str]) -> Mapping[str, str]:
    if group == "unit":
        return unit_names(keys)
    if group == "division":
        return division_names(keys)
    if group == "subject":
        return {key: held.label for key, held in rules.types.items()}
    return {key: name for key in keys if (name := rules.category_label(key))}
