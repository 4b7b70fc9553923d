"""What is published of a month: counted under the hotline's own hat, small counts hidden, shares of few left out.

Counted are the demands that the figures count (``selectors.figures``) but for reports. That they are counted under no
official's hat makes the counts the same whoever prepares them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yiwang.engines.cases.public import case_counts, case_figures
from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import division_level

from ..domain.errors import HotlineRefused
from ..domain.hiding import hidden_cells
from ..models import HotlineRelease
from ..models.publishing import RELEASED
from ..policies import HOTLINE, PUBLISH, may
from ..pure import HotlineRules, PublicBoard
from .figures import Share
from .months import month_span
from .rules import rules_in_force
from .sharing import outside_in_force

MOST = 60
COUNTY = 6
"""Digits of a county in a place's code."""


@dataclass(frozen=True)
class Counted:
    """A month's counts before anything is hidden: categories by places, each with totals in the last line."""

    categories: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    table: tuple[tuple[int, ...], ...]
    shares: Mapping[str, Share]


def board_in_force() -> PublicBoard:
    """What the pack says of the public board. Raises HotlineRefused where it has none."""
    held = outside_in_force().board
    if held is None:
        raise HotlineRefused("本站没有开通热线公开看板。")
    return held


def board_body(month: date, *, now: datetime) -> dict[str, Any]:
    """What is published of a month, as it is frozen. Raises HotlineRefused where there is no board."""
    board, fewest = board_in_force(), int(outside_in_force().fewest.value)
    held = month_counted(month, now=now)
    hidden = hidden_cells(held.table, fewest)
    cells = [
        [None if (row, column) in hidden else count for column, count in enumerate(line)]
        for row, line in enumerate(held.table)
    ]
    whole = cells[-1][-1] is not None
    return {
        "title": board.title, "month": f"{month:%Y-%m}", "counted_at": now.isoformat(), "fewest": fewest,
        "licence": board.licence, "licence_url": board.licence_url, "note": board.note,
        "categories": [label for _, label in held.categories], "places": [name for _, name in held.places],
        "cells": cells, "figures": _figures(board, held.shares, fewest) if whole else [],
    }  # fmt: skip


def month_counted(month: date, *, now: datetime) -> Counted:
    """A month's demands but for reports, by category and place, and the rules' shares of them."""
    rules = rules_in_force()
    since, until = month_span(month)
    with as_actor(HOTLINE):
        pairs = case_counts(HOTLINE, rules.plain_case_types, since, until, ("category", "division"))
        rows = case_figures(
            HOTLINE, rules.plain_case_types, since, until, rules.figures, by="subject", now=now
        )
    sums = {key: [sum(row.counted[key][at] for row in rows) for at in (0, 1)] for key in rules.figures}
    shares = {key: Share(one.label, *sums[key]) for key, one in rules.figures.items()}
    return _counted(pairs, rules, shares)


def releases_public() -> list[HotlineRelease]:
    """What everybody may read, the latest month first."""
    with as_actor(HOTLINE):
        return list(HotlineRelease.objects.filter(state=RELEASED).order_by("-month"))


def releases_worked_on(actor: Actor) -> list[HotlineRelease]:
    """All that was prepared, released or taken back, the latest month first; none for a hat that does not publish."""
    if not may(actor, PUBLISH):
        return []
    with as_actor(HOTLINE):
        return list(HotlineRelease.objects.order_by("-month", "-prepared_at")[:MOST])


def _counted(
    pairs: Mapping[tuple[str, str], int], rules: HotlineRules, shares: Mapping[str, Share]
) -> Counted:
    group = {key: id_ for id_, one in rules.categories.items() for key in one.within}
    found: dict[tuple[str, str], int] = {}
    for (category, place), count in pairs.items():
        cell = (group.get(category, ""), _county(place))
        found[cell] = found.get(cell, 0) + count
    categories = [(id_, one.label) for id_, one in rules.categories.items()]
    categories += [("", "（没有写分类）")] if any(not row for row, _ in found) else []
    codes = sorted({place for _, place in found})
    names = division_names([f"{code}000000" for code in codes])
    places = [(code, names.get(f"{code}000000", "（没有写地方）")) for code in codes]
    table = [[found.get((row, code), 0) for code, _ in places] for row, _ in categories]
    return Counted((*categories, ("*", "合计")), (*places, ("*", "合计")), _with_totals(table), shares)


def _county(place: str) -> str:
    """The county of a place; what names only the city is the city's own."""
    known = place or world().pack.division
    return known[:COUNTY] if division_level(known) else ""


def _with_totals(table: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    lines = [(*line, sum(line)) for line in table]
    width = len(lines[0]) if lines else 1
    return (*lines, tuple(sum(line[at] for line in lines) for at in range(width)))


def _figures(board: PublicBoard, shares: Mapping[str, Share], fewest: int) -> list[dict[str, Any]]:
    """The shares that the board names; one that would tell of few persons stands without its numbers."""
    rules = rules_in_force()
    found = []
    for key in board.figures:
        share, held = shares[key], rules.figures[key]
        told = not any(0 < count < fewest for count in (share.counts, share.of - share.counts, share.of))
        numbers = (share.counts, share.of, share.percent) if told and share.of else (None, None, None)
        found.append(
            {"key": key, "label": held.label, **dict(zip(("counts", "of", "percent"), numbers, strict=True)),
             "note": held.note, "source": held.source}
        )  # fmt: skip
    return found
