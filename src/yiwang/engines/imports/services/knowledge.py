"""Knowledge of another system: every script is proposed under who imports it, and waits for another person to agree."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from yiwang.engines.knowledge.public import (
    Article,
    KnowledgeNotFound,
    KnowledgeRefused,
    Script,
    script_propose,
)
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..definitions import Cell, KnowledgeMapping
from ..policies import IMPORTER
from ..pure import (
    NO_NUMBER,
    SHOWN,
    CellReader,
    ImportMapping,
    Outcome,
    Reconciliation,
    Reject,
    Row,
    Table,
    Wrong,
)
from .accounting import run_begun, run_finished, run_new
from .judging import TWICE

NOT_OWN = "这条口径先前是别的单位导入的，不能再由本单位提出。"


@dataclass(frozen=True)
class KnowledgeTried:
    """What the scripts of a source come to; with a reject nothing was done."""

    account: Reconciliation
    rejects: tuple[Reject, ...]


def knowledge_import(
    actor: Actor, mapping: ImportMapping, table: Table, *, now: datetime, apply: bool = False
) -> KnowledgeTried:
    """Try the scripts of a source, or propose them: all of them or none. What was proposed before stays as it is.

    Args:
        actor: somebody who writes the scripts of his body.
        mapping: what each column means.
        table: the rows.
        now: the instant; aware.
        apply: propose them.
    """
    if mapping.knowledge is None:
        raise LookupError(f"映射“{mapping.id}”不是口径的。")
    reader = CellReader.of(mapping, world().pack.zone)
    taking = _Taking(actor, mapping, mapping.knowledge, reader, now)
    with transaction.atomic():
        for row in table.rows:
            taking.take(row)
        if taking.rejects or not apply:
            transaction.set_rollback(True)
        else:
            _kept(actor, mapping, table, taking.account, now)
    return KnowledgeTried(taking.account, tuple(taking.rejects))


def _kept(actor: Actor, mapping: ImportMapping, table: Table, account: Reconciliation, now: datetime) -> None:
    run = run_new(actor, mapping, table, now)
    with as_actor(IMPORTER):
        run_begun(actor, run, len(table.rows), now)
        run_finished(actor, run, account, (), (), now)


@dataclass
class _Taking:
    actor: Actor
    mapping: ImportMapping
    columns: KnowledgeMapping
    reader: CellReader
    now: datetime
    account: Reconciliation = field(default_factory=Reconciliation)
    rejects: list[Reject] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """Propose the script of a row, and account for it."""
        number = ""
        try:
            number = self.reader.text(row.cells, self.columns.number)
            outcome = self._taken(row, number)
        except Wrong as error:
            outcome = self._rejected(row, number, error.column, error.value, error.reason)
        except KnowledgeRefused as error:
            outcome = self._rejected(row, number, "", "", str(error))
        except KnowledgeNotFound:
            outcome = self._rejected(row, number, "", "", NOT_OWN)
        self.account.add(outcome, {}, {})

    def _taken(self, row: Row, number: str) -> Outcome:
        if row.problem or not number:
            raise Wrong(self.columns.number.column, "", row.problem or NO_NUMBER)
        before = self.lines.setdefault(number, row.line)
        if before != row.line:
            raise Wrong(self.columns.number.column, number, TWICE.format(before))
        key = f"import:{self.mapping.system}:{number}"
        with as_actor(IMPORTER):
            if Article.objects.filter(key=f"form:{key}").exists():
                return "there"
        script, place = self._script(row), self._text(row, self.columns.division)
        script_propose(self.actor, script, division=place, key=key, now=self.now)
        return "imported"

    def _script(self, row: Row) -> Script:
        held = self.columns
        return Script(
            question=self._text(row, held.question), answer=self._text(row, held.answer),
            words=self._text(row, held.words), category=self._text(row, held.category),
            audience=self._text(row, held.audience) or "seat", valid_from=self._day(row, held.valid_from),
            valid_until=self._day(row, held.valid_until), source=self._text(row, held.source), status=held.status,
        )  # fmt: skip

    def _text(self, row: Row, cell: Cell | None) -> str:
        return self.reader.text(row.cells, cell) if cell else ""

    def _day(self, row: Row, cell: Cell | None) -> date | None:
        at = self.reader.moment(row.cells, cell) if cell else None
        return at.date() if at else None

    def _rejected(self, row: Row, number: str, column: str, value: str, reason: str) -> Outcome:
        self.rejects.append(Reject(row.line, number[:SHOWN], column, value[:SHOWN], reason))
        return "rejected"
