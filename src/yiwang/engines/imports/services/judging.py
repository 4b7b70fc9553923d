"""What becomes of every row: the one judgement that a trial tells and a run goes by. It writes nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from yiwang.engines.cases.public import case_import_check
from yiwang.engines.cases.pure import CaseHeld, ImportRefused
from yiwang.foundations.divisions.pure import DivisionTree
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.people.public import party_lookup
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import ImportedCase
from ..policies import IMPORTER
from ..pure import Builder, Built, ImportMapping, Outcome, Places, Reconciliation, Reject, Table
from .attaching import Folder, folder_of, kept_out

TWICE = "和第 {0} 行的原编号相同。请在原系统核对，留下一行。"
OTHER_NAME = "这个证件号码登记的是另一个姓名。请核对原数据。"
MANY = 5000


class NoSuchMapping(LookupError):
    """There is no mapping of this name in force; the sentence names those there are."""


@dataclass(frozen=True)
class Judged:
    """A row with what becomes of it; ``warnings`` do not keep it out."""

    built: Built
    outcome: Outcome
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Reject, ...] = ()


@dataclass(frozen=True)
class Trial:
    """What importing a source would come to, or came to."""

    mapping: ImportMapping
    table: Table
    rows: tuple[Judged, ...]

    @property
    def rejects(self) -> list[Reject]:
        """Everything that keeps rows out, in the order of rows."""
        return [one for row in self.rows for one in row.rejects]

    @property
    def warnings(self) -> list[Reject]:
        """Everything else to be looked at."""
        return [one for row in self.rows for one in row.warnings]

    def account(self) -> Reconciliation:
        """The source's rows accounted for."""
        held = Reconciliation(warned=len(self.warnings))
        for row in self.rows:
            held.add(row.outcome, row.built.groups, row.built.sums)
        return held


def mapping_get(mapping_id: str) -> ImportMapping:
    """A mapping of the pack in force. Raises NoSuchMapping."""
    held = world().all("import_mapping")
    if mapping_id not in held:
        known = "、".join(held) or "（一个也没有）"
        raise NoSuchMapping(
            f"包里没有数据迁入映射“{mapping_id}”；有：{known}。映射写在 imports/ 里，写好后先应用包。"
        )
    found: ImportMapping = held[mapping_id]
    return found


def mappings() -> list[ImportMapping]:
    """The mappings of the pack in force."""
    return list(world().all("import_mapping").values())


def builder_of(mapping: ImportMapping, table: Table, *, run: str = "", tell: bool = False) -> Builder:
    """What builds cases of a source's rows, for the places in force."""
    live = world()
    tree = OrganisationTree.of(live)
    units = {key: tree.bodies[unit.body].division for key, unit in tree.units.items()}
    origin = {"source": table.name, "sha256": table.digest, "run": run}
    places = Places(units, DivisionTree.of(live).rows)
    return Builder(mapping, places, live.pack.zone, origin, tell=tell)


def judged(
    actor: Actor, mapping: ImportMapping, table: Table, *, now: datetime, files: Path | None = None,
    run: str = "", tell: bool = False,
) -> Trial:  # fmt: skip
    """Judge every row of a source.

    Args:
        actor: who would import.
        mapping: what the rows mean.
        table: the rows.
        now: the instant; aware.
        files: the folder with the attachments.
        run: id of the run that goes on; what it wrote already counts as imported by it.
        tell: as in ``Builder``.

    Raises:
        FileNotFoundError: the mapping has attachments, and there is no folder.
    """
    folder, builder = folder_of(mapping, files), builder_of(mapping, table, run=run, tell=tell)
    with as_actor(IMPORTER):
        built = [builder.build(row) for row in table.rows]
        there = here(mapping.system, [one.number for one in built])
        judge = _Judge(case_import_check(actor, now), folder, there, run)
        return Trial(mapping, table, tuple(judge.rows(built)))


def here(system: str, numbers: Collection[str]) -> Mapping[str, ImportedCase]:
    """What was imported of these numbers of a system, by number; asked in the worker's scope."""
    wanted, found = list(numbers), dict[str, ImportedCase]()
    for begin in range(0, len(wanted), MANY):
        part = ImportedCase.objects.filter(system=system, number__in=wanted[begin : begin + MANY])
        found |= {one.number: one for one in part}
    return found


@dataclass(frozen=True)
class _Judge:
    check: Callable[[CaseHeld], None]
    folder: Folder | None
    there: Mapping[str, ImportedCase]
    run: str

    def rows(self, built: list[Built]) -> Iterator[Judged]:
        first: dict[str, int] = {}
        for one in built:
            before = first.setdefault(one.number, one.line) if one.number else one.line
            yield self._twice(one, before) if before != one.line else self._row(one)

    def _twice(self, one: Built, before: int) -> Judged:
        reject = Reject(one.line, one.number, "", one.number, TWICE.format(before))
        return Judged(one, "rejected", (*one.rejects, reject))

    def _row(self, one: Built) -> Judged:
        held = self.there.get(one.number)
        if held is not None:
            return Judged(one, "imported" if str(held.run_id) == self.run else "there")
        problems = self.folder.problems(one) if self.folder and one.held else ()
        out = bool(self.folder and kept_out(self.folder.mapping, problems))
        rejects = (*one.rejects, *self._refused(one), *(problems if out else ()))
        return Judged(one, "rejected" if rejects else "imported", rejects, () if out else problems)

    def _refused(self, one: Built) -> Iterator[Reject]:
        if one.held is None:
            return
        try:
            self.check(one.held)
        except ImportRefused as error:
            yield Reject(one.line, one.number, "", "", str(error))
        if one.party and one.party.id_number:
            found = party_lookup(one.party.id_kind, one.party.id_number, one.party.name)
            if found and not found[1]:
                yield Reject(one.line, one.number, "", "", OTHER_NAME)


def left_out(row: Judged, reason: str) -> Judged:
    """A row that turned out not to come in after all."""
    reject = Reject(row.built.line, row.built.number, "", "", reason)
    return replace(row, outcome="rejected", rejects=(reject,))
