"""What the monthly report says: a month counted as the figures page counts it, beside the month before."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.conf import settings

from yiwang.engines.cases.public import FigureRow, case_figures
from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.days import months_after

from ..models import HotlineMonthly
from ..policies import FIGURES, HOTLINE, PUBLISH, may
from ..pure import HotlineRules
from .figures import Share
from .months import month_span
from .rules import rules_in_force

MOST = 20
"""Lines of a table that names units or categories; the rest is one line."""

Group = Literal["unit", "division", "subject", "category"]


def monthly_body(month: date, *, now: datetime) -> dict[str, Any]:
    """A month's report as it is frozen: lines of tables as they are printed, figures with their definitions."""
    rules = rules_in_force()
    before = months_after(month, -1)
    with as_actor(HOTLINE):
        held = {by: _counted(rules, month, by, now) for by in ("subject", "category", "division", "unit")}
        earlier = _counted(rules, before, "subject", now)
    figures = _figures(rules, held["subject"], earlier)
    tables = [_table(title, rules, held[by], _names(rules, by, held[by])) for by, title in TABLES.items()]
    return {
        "title": f"{rules.title}运行月报", "city": world().pack.title, "month": f"{month:%Y-%m}",
        "period": f"{month.year}年{month.month}月", "counted_at": now.isoformat(),
        "is_demo": bool(settings.YIWANG_DEMO), "total": _cases(held["subject"]), "before": _cases(earlier),
        "figures": figures, "tables": tables,
    }  # fmt: skip


TABLES: dict[Group, str] = {
    "subject": "按诉求类型",
    "category": "按诉求分类",
    "division": "按地方",
    "unit": "按承办单位",
}
HEAD_SHARES = ("in_time", "solved", "satisfied")
"""Figures that stand in every table, where the rules have them."""


def monthlies(actor: Actor) -> list[HotlineMonthly]:
    """The reports, the latest month first; none for a hat that neither counts nor publishes."""
    if not may(actor, FIGURES, PUBLISH):
        return []
    with as_actor(HOTLINE):
        return list(HotlineMonthly.objects.order_by("-month"))


def monthly_of(actor: Actor, report_id: UUID) -> HotlineMonthly | None:
    """A report; None where this hat reads none or there is none."""
    return next((one for one in monthlies(actor) if one.id == report_id), None)


def _counted(rules: HotlineRules, month: date, by: Group, now: datetime) -> list[FigureRow]:
    types = sorted({one.case_type for one in rules.types.values()})
    since, until = month_span(month)
    return case_figures(HOTLINE, types, since, until, rules.figures, by=by, now=now)


def _cases(rows: Sequence[FigureRow]) -> int:
    return sum(row.cases for row in rows)


def _share(rules: HotlineRules, rows: Sequence[FigureRow], key: str) -> Share:
    counts, of = (sum(row.counted[key][at] for row in rows) for at in (0, 1))
    return Share(rules.figures[key].label, counts, of)


def _figures(
    rules: HotlineRules, rows: Sequence[FigureRow], earlier: Sequence[FigureRow]
) -> list[dict[str, Any]]:
    """Every share of the month, with that of the month before; the definition goes along as a footnote."""
    found = []
    for key, held in rules.figures.items():
        share, before = _share(rules, rows, key), _share(rules, earlier, key)
        found.append(
            {"label": held.label, "said": _percent(share), "made": f"{share.counts}/{share.of}",
             "before": _percent(before), "note": held.note, "source": held.source}
        )  # fmt: skip
    return found


def _percent(share: Share) -> str:
    return "—" if share.percent is None else f"{share.percent}%"


def _table(
    title: str, rules: HotlineRules, rows: Sequence[FigureRow], names: Mapping[str, str]
) -> dict[str, Any]:
    keys = [key for key in HEAD_SHARES if key in rules.figures]
    lines = [_line(names.get(row.key, "（没有写）"), [row], rules, keys) for row in rows[:MOST]]
    if rows[MOST:]:
        lines.append(_line(f"其他（{len(rows) - MOST} 项）", rows[MOST:], rules, keys))
    lines.append(_line("合计", rows, rules, keys))
    head = ["名称", "受理（件）", *(rules.figures[key].label for key in keys)]
    return {"title": title, "head": head, "rows": lines}


def _line(name: str, rows: Sequence[FigureRow], rules: HotlineRules, keys: Sequence[str]) -> list[str]:
    return [name, str(_cases(rows)), *(_percent(_share(rules, rows, key)) for key in keys)]


def _names(rules: HotlineRules, by: Group, rows: Sequence[FigureRow]) -> Mapping[str, str]:
    keys = [row.key for row in rows]
    if by == "unit":
        return unit_names(keys)
    if by == "division":
        return division_names(keys)
    if by == "subject":
        return {key: held.label for key, held in rules.types.items()}
    # the fonts of papers have no ›
    return {key: name.replace(" › ", "／") for key in keys if (name := rules.category_label(key))}
