"""Accounts of another system: mapped to the headings of the template of accounts, then taken by the same import."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from yiwang.foundations.people.public import (
    ROSTER_COLUMNS,
    RosterOutcome,
    roster_import,
    roster_of,
    roster_try,
)
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.tables import LineProblem

from ..pure import SHOWN, CellReader, ImportMapping, Reject, Row, Table, Wrong

DAYS = ROSTER_COLUMNS[4:]


@dataclass(frozen=True)
class AccountsTried:
    """What the accounts of a source come to; with a reject nothing was done."""

    rows: int
    rejects: tuple[Reject, ...]
    outcome: RosterOutcome


def accounts_import(
    actor: Actor, mapping: ImportMapping, table: Table, *, now: datetime, apply: bool = False
) -> AccountsTried:
    """Try the accounts of a source, or take them in: all of them or none.

    Args:
        actor: a security administrator's hat.
        mapping: what each column means.
        table: the rows.
        now: the instant; aware.
        apply: take them in.

    Raises:
        RosterUnreadable, AccountRulesMissing: as the import of accounts raises them.
    """
    reader = CellReader.of(mapping, world().pack.zone)
    rejects, lines = list[Reject](), list[tuple[int, list[str]]]()
    for row in table.rows:
        wrong = list[Reject]()
        cells = list(_cells(reader, mapping, row, wrong))
        rejects += wrong
        lines += [] if wrong else [(row.line, cells)]
    if rejects or not lines:
        return AccountsTried(len(table.rows), tuple(rejects), RosterOutcome())
    return _taken(actor, lines, now, apply)


def _cells(reader: CellReader, mapping: ImportMapping, row: Row, wrong: list[Reject]) -> Iterator[str]:
    for column in ROSTER_COLUMNS:
        cell = mapping.accounts.get(column)
        try:
            if cell is None:
                yield ""
            elif column in DAYS:
                at = reader.moment(row.cells, cell)
                yield at.date().isoformat() if at else ""
            else:
                yield reader.text(row.cells, cell)
        except Wrong as error:
            wrong.append(Reject(row.line, "", error.column, error.value[:SHOWN], error.reason))
            yield ""


def _taken(actor: Actor, lines: list[tuple[int, list[str]]], now: datetime, apply: bool) -> AccountsTried:
    """By the administrators' own import, which reads the file it would be given; its lines are told as the source's."""
    found = roster_of(_file([cells for _, cells in lines]))
    numbers = dict(enumerate((line for line, _ in lines), 2))
    if found.problems:
        return AccountsTried(len(lines), tuple(_rejects(found.problems, numbers)), RosterOutcome())
    with as_actor(actor):
        outcome = (roster_import if apply else roster_try)(actor, found.rows, now=now)
    return AccountsTried(len(lines), tuple(_rejects(outcome.problems, numbers)), outcome)


def _file(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([ROSTER_COLUMNS, *rows])
    return out.getvalue().encode()


def _rejects(problems: Sequence[LineProblem], lines: dict[int, int]) -> Iterator[Reject]:
    return (Reject(lines.get(one.line, one.line), "", "", "", one.sentence) for one in problems)
