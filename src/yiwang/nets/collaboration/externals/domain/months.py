"""二次录入 by department: sums of a month, and the same as lines of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yiwang.engines.externals.public import Retyped
from yiwang.kernel.counting import whole_number

DEFINITION = (
    "在转录卡上复制一栏到外部系统，或者把外部系统的编号、结果填回本站一栏，记一次二次录入；同一个办件的同一栏，同一方向只记一次。"
    "接口和文件往来的不算。"
)
"""What the number means; it stands beside every showing of it, and on the first line of no file without it."""


@dataclass(frozen=True)
class MonthRow:
    """One unit, system and field in the month."""

    unit: str
    system: str
    label: str
    copied: int
    pasted: int

    @property
    def both(self) -> int:
        """All of them."""
        return self.copied + self.pasted


def month_rows(
    rows: Sequence[Retyped], units: Mapping[str, str], systems: Mapping[str, str]
) -> list[MonthRow]:
    """Rows by unit, system and field, the directions side by side, most first within a unit."""
    held: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        key = (units.get(row.unit_id, row.unit_id), systems.get(row.system, row.system), row.label)
        counts = held.setdefault(key, [0, 0])
        counts[0] += row.copied
        counts[1] += row.pasted
    made = [MonthRow(*key, *counts) for key, counts in held.items()]
    return sorted(made, key=lambda row: (row.unit, -row.both, row.system, row.label))


def month_of(text: str, today: date) -> date:
    """The first day of the month ``2026-11``; of today's if it is none."""
    year, _, month = text.partition("-")
    which, of = whole_number(month, 12) or 0, whole_number(year, 9998) or 0
    return date(of, which, 1) if which and of >= 2000 else today.replace(day=1)


def month_after(first: date) -> date:
    """The first day of the month that follows."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def file_head() -> list[str]:
    """The columns of the file."""
    return [_("单位"), _("外部系统"), _("栏目"), _("转出（次）"), _("填回（次）"), _("合计（次）"), _("月份")]


def file_lines(rows: Sequence[MonthRow], first: date) -> list[list[str]]:
    """The lines of the file; the last says what the number means."""
    month = f"{first:%Y-%m}"
    told = [
        [row.unit, row.system, row.label, str(row.copied), str(row.pasted), str(row.both), month]
        for row in rows
    ]
    return [*told, [_("说明"), _(DEFINITION), "", "", "", "", month]]
