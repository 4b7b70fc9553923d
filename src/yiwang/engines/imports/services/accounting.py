"""Keeping what a run came to: its row, its account, what it left out; the audit log has the digests of both."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.audit.pure import canonical, digest
from yiwang.kernel.actor import Actor

from ..models import ImportReject, ImportRun
from ..pure import ImportMapping, Reconciliation, Reject, Table

PIECE = 2000
"""Lines of a list written at once."""


def run_new(actor: Actor, mapping: ImportMapping, table: Table, now: datetime) -> ImportRun:
    """A run that is not written yet."""
    if actor.account_id is None:
        raise ValueError("数据由人迁入并署名，系统自己不迁入。")
    return ImportRun(
        mapping=mapping.id, title=mapping.title, system=mapping.system, source=table.name, digest=table.digest,
        account_id=actor.account_id, hat_label=actor.hat_label, started_at=now,
    )  # fmt: skip


def run_begun(actor: Actor, run: ImportRun, rows: int, now: datetime) -> None:
    """Write that a run begins; in the worker's transaction, as everything here."""
    run.save(force_insert=True)
    told = {"mapping": run.mapping, "source": run.source, "sha256": run.digest, "rows": rows}
    run_told(actor, run, "begun", told, now)


def run_finished(
    actor: Actor, run: ImportRun, account: Reconciliation, rejects: Sequence[Reject],
    warnings: Sequence[Reject], now: datetime,
) -> ImportRun:  # fmt: skip
    """Keep the account of a run, and the lists of what it left out and warned of."""
    report = account.as_json()
    run.finished_at, run.report, run.report_digest = now, report, _digest(report)
    run.save(update_fields=["finished_at", "report", "report_digest"])
    lines = [*_lines(run.id, rejects), *_lines(run.id, warnings, warning=True)]
    ImportReject.objects.bulk_create(lines, batch_size=PIECE)
    told = {name: one for name, one in report.items() if not isinstance(one, dict | list)}
    marks = {"report_sha256": run.report_digest, "rejects_sha256": _digest([vars(one) for one in rejects])}
    run_told(actor, run, "finished", {**told, "sha256": run.digest, **marks}, now)
    return run


def run_told(actor: Actor, run: ImportRun, act: str, told: Mapping[str, Any], now: datetime) -> None:
    """One row of the audit log on the chain of a run."""
    audit_record(actor, f"imports.run.{act}", f"import:{run.id}", told, now=now)


def _digest(held: Any) -> str:
    return digest(canonical(held), "sha256").hex()


def _lines(run: UUID, rejects: Sequence[Reject], *, warning: bool = False) -> Iterator[ImportReject]:
    return (ImportReject(run_id=run, warning=warning, **vars(one)) for one in rejects)
