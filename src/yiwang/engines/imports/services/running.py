"""A run: the rows that can come in, a piece at a time; each piece is one transaction with its audit event.

A run that was cut off is begun again with the same source and goes on: a number is imported once for ever.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from yiwang.engines.cases.public import PartyPart, cases_import, cases_visible_to
from yiwang.engines.cases.pure import CaseHeld
from yiwang.foundations.people.public import (
    NameUnreadable,
    PartyIncomplete,
    PartyMismatch,
    PartyNumberWrong,
    party_grants,
    party_register,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import ImportedCase, ImportRun
from ..policies import IMPORTER
from ..pure import ImportMapping, PartyWanted, Table
from .accounting import run_begun, run_finished, run_new, run_told
from .attaching import Folder, folder_of
from .judging import OTHER_NAME, Judged, Trial, judged, left_out

PIECE = 200
"""Cases of one transaction."""

GROUND = "import"
Say = Callable[[int, int], None]


class RejectsFirst(Exception):
    """There are rows that cannot come in, and the run was not told to leave them out; ``trial`` has them."""

    def __init__(self, trial: Trial) -> None:
        super().__init__("有行不能导入，什么都没有导入。请先改好，或者加 --leave-rejects 把它们留在外面。")
        self.trial = trial


@dataclass(frozen=True)
class Ran:
    """A run that is finished."""

    run: ImportRun
    trial: Trial


def import_run(
    actor: Actor, mapping: ImportMapping, table: Table, *, now: datetime, files: Path | None = None,
    leave_rejects: bool = False, tell: bool = False, say: Say = lambda done, whole: None,
) -> Ran:  # fmt: skip
    """Import the rows of a source.

    Args:
        actor: the hat of who imports; it stands in every sealed row.
        mapping: what the rows mean.
        table: the rows.
        now: the instant; aware.
        files: the folder with the attachments.
        leave_rejects: bring in the others, where some rows cannot come in.
        tell: tell those whom the mapping names of open cases; otherwise nobody hears anything.
        say: told after every piece how many of how many stand.

    Raises:
        RejectsFirst: some rows cannot come in; nothing was imported.
        FileNotFoundError: the mapping has attachments, and there is no folder.
    """
    run = _unfinished(mapping, table) or run_new(actor, mapping, table, now)
    trial = judged(actor, mapping, table, now=now, files=files, run=str(run.id), tell=tell)
    if trial.rejects and not leave_rejects:
        raise RejectsFirst(trial)
    writing = _Writing(actor, run, folder_of(mapping, files), now)
    writing.begin(trial)
    rows = list(trial.rows)
    wanted = [place for place, row in enumerate(rows) if row.outcome == "imported"]
    for begin in range(0, len(wanted), PIECE):
        places = wanted[begin : begin + PIECE]
        for place, row in zip(places, writing.piece([rows[place] for place in places]), strict=True):
            rows[place] = row
        say(begin + len(places), len(wanted))
    done = replace(trial, rows=tuple(rows))
    return Ran(writing.finish(done), done)


def _unfinished(mapping: ImportMapping, table: Table) -> ImportRun | None:
    with as_actor(IMPORTER):
        return ImportRun.objects.filter(mapping=mapping.id, digest=table.digest, finished_at=None).first()


@dataclass(frozen=True)
class _Writing:
    actor: Actor
    run: ImportRun
    folder: Folder | None
    now: datetime

    def begin(self, trial: Trial) -> None:
        """Write that the run begins, unless it goes on."""
        if not self.run._state.adding:
            return
        with as_actor(IMPORTER):
            run_begun(self.actor, self.run, len(trial.rows), self.now)

    def piece(self, rows: Sequence[Judged]) -> list[Judged]:
        """Write a piece, and say of each row what became of it in the end."""
        with as_actor(IMPORTER):
            made = [self._ready(row) for row in rows]
            created = self._written([case for case in made if isinstance(case, CaseHeld)])
            if created:
                lines = {"from_row": rows[0].built.line, "to_row": rows[-1].built.line}
                run_told(self.actor, self.run, "piece_written", {**lines, "cases": created}, self.now)
        ended = zip(rows, made, strict=True)
        return [left_out(row, case) if isinstance(case, str) else row for row, case in ended]

    def finish(self, trial: Trial) -> ImportRun:
        """Keep the account and what was left out."""
        with as_actor(IMPORTER):
            account = replace(trial.account(), stored=_stored(self.run))
            return run_finished(self.actor, self.run, account, trial.rejects, trial.warnings, self.now)

    def _ready(self, row: Judged) -> CaseHeld | str | None:
        """The case with its applicant and attachments; a sentence where it cannot come in after all.

        None where the row was here before this run went on, and says something else by now.
        """
        held = row.built.held
        if held is None:
            return None
        try:
            with transaction.atomic():
                held = self._with_party(held, row.built.party)
        except PartyMismatch:
            return OTHER_NAME
        except (PartyIncomplete, PartyNumberWrong, NameUnreadable) as error:
            return str(error)
        return self.folder.stored(self._system, row.built, held, self.now) if self.folder else held

    @property
    def _system(self) -> Actor:
        """The system on behalf of who imports: what it stores is seen by no unit of theirs for that."""
        return replace(IMPORTER, account_id=self.actor.account_id)

    def _with_party(self, held: CaseHeld, wanted: PartyWanted | None) -> CaseHeld:
        if wanted is None:
            return held
        found = party_register(
            self._system, kind=wanted.kind, name=wanted.name, id_kind=wanted.id_kind, phone=wanted.phone,
            id_number=wanted.id_number, provisional=not wanted.id_number,
        ).id  # fmt: skip
        party_grants([(found, one.unit, None, f"{GROUND}:{held.key}", None) for one in held.seed.units])
        return replace(held, seed=replace(held.seed, parties=(PartyPart(found, wanted.part),)))

    def _written(self, cases: list[CaseHeld]) -> int:
        by_key = {one.key: one for one in cases}
        made = [one for one in cases_import(self.actor, cases, now=self.now) if one.created]
        told = {"run_id": self.run.id, "mapping": self.run.mapping}
        ImportedCase.objects.bulk_create(
            ImportedCase(
                case_id=one.id, case_number=one.number, system=by_key[one.key].system,
                number=by_key[one.key].number, **told,
            )
            for one in made
        )  # fmt: skip
        return len(made)


def _stored(run: ImportRun) -> int:
    """The cases of a run, counted where cases stand."""
    held = ImportedCase.objects.filter(run_id=run.id).values("case_id")
    return cases_visible_to(IMPORTER).filter(id__in=held).count()
