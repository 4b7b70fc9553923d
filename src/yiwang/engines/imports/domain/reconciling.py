"""Accounting for rows: every row of the source is imported, was here, or is rejected, and nothing is counted twice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .values import Outcome

OUTCOMES: tuple[Outcome, ...] = ("imported", "there", "rejected")
GROUPS = {"state": "原状态", "unit": "原主办单位", "year": "年份"}
"""By what rows are counted: as the source says it, so that rejected rows are counted, too."""


@dataclass
class Reconciliation:
    """The account of a run, or of a trial.

    Attributes:
        rows: how many rows the source has.
        by: group → what the source says → outcome → how many.
        sums: label → outcome → sum.
        stored: how many cases of the run stand in the tables, counted afterwards; None for a trial.
    """

    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    by: dict[str, dict[str, Counter[str]]] = field(default_factory=lambda: {name: {} for name in GROUPS})
    sums: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    warned: int = 0
    stored: int | None = None

    def add(self, outcome: Outcome, groups: Mapping[str, str], sums: Mapping[str, Decimal]) -> None:
        """Account for one row."""
        self.rows += 1
        self.counts[outcome] += 1
        for name in GROUPS:
            self.by[name].setdefault(groups.get(name, ""), Counter())[outcome] += 1
        for label, value in sums.items():
            held = self.sums.setdefault(label, dict.fromkeys(OUTCOMES, Decimal(0)))
            held[outcome] += value

    @property
    def holds(self) -> bool:
        """Whether the source's rows are what became of them, in all, in every group, and in the tables."""
        whole = sum(self.counts[name] for name in OUTCOMES)
        parts = (sum(sum(line.values()) for line in lines.values()) for lines in self.by.values())
        stands = self.stored is None or self.stored == self.counts["imported"]
        return stands and all(count == self.rows for count in (whole, *parts))

    def as_json(self) -> dict[str, Any]:
        """As it is kept and read by auditors; sums as text, to the last digit."""
        by = {
            name: [{"key": key, **_line(line)} for key, line in sorted(lines.items())]
            for name, lines in self.by.items()
        }
        sums = [
            {"label": label, **{name: str(held[name]) for name in OUTCOMES}, "rows": str(sum(held.values()))}
            for label, held in self.sums.items()
        ]
        return {
            "rows": self.rows,
            **_line(self.counts),
            "warned": self.warned,
            "stored": self.stored,
            "by": by,
            "sums": sums,
            "holds": self.holds,
        }


def _line(counts: Counter[str]) -> dict[str, int]:
    return {"rows": sum(counts.values()), **{name: counts[name] for name in OUTCOMES}}
