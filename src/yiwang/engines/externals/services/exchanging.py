"""Files to and from a system, by command or folder: what waits goes out, what comes back is taken line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from yiwang.engines.externals.domain.gateway import SentValue
from yiwang.engines.externals.domain.sheets import MOST_BYTES, Reject, sheet_in, sheet_out
from yiwang.engines.externals.policies import may_exchange
from yiwang.engines.externals.pure import ExternalRefused, ExternalSystem
from yiwang.engines.externals.selectors import numbers_carried, steps_to_send, systems
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.spreadsheets import csv_text

from .receiving import LATE, MISMATCH, STRANGE, UNHEEDED, said_take
from .scopes import KEEPER
from .sending import step_sent
from .values import values_told

WHY = {
    LATE: "这一步已经办完，答复没有生效；已记在办件上。",
    MISMATCH: "对方编号与先前的不同；请核对后改正再交。",
    STRANGE: "本站没有这个编号，或者它不在这个系统里办；请核对。",
    UNHEEDED: "结果没有办成，原因已写在办件上；请承办单位在本站直接办理。",
}


@dataclass(frozen=True)
class SheetOut:
    """A file to send: its name, its text, and how many steps are in it."""

    name: str
    text: str
    steps: int


@dataclass(frozen=True)
class SheetTaken:
    """What became of a file that came back: lines taken, and lines that were not, with why."""

    taken: int
    rejects: tuple[Reject, ...]

    def rejects_text(self) -> str:
        """The rejected lines as a file, to be mended by who made it."""
        rows = [(str(one.line), one.number, one.sentence) for one in self.rejects]
        return csv_text(("行", "本站编号", "没有接收的原因"), rows)


def file_system(system_id: str) -> ExternalSystem:
    """The system of this id, if it exchanges files. Raises ExternalRefused."""
    system = systems().get(system_id)
    if system is None or system.way != "file":
        known = "、".join(key for key, one in systems().items() if one.way == "file") or "（一个也没有）"
        raise ExternalRefused(f"没有名为“{system_id}”、以文件往来的外部系统；有：{known}。")
    return system


def _carried_by(actor: Actor, system_id: str) -> ExternalSystem:
    if not may_exchange(actor):
        raise ExternalRefused("您当前的岗位不能收送外部系统的文件；请换用有权限的岗位，或者转给科室负责人。")
    return file_system(system_id)


def sheet_export(actor: Actor, system_id: str, *, now: datetime) -> SheetOut:
    """What waits for a system, as a file; it counts as sent. What was sent and never answered is in it again.

    Raises:
        ExternalRefused: no such system, or the hat may not take files there.
    """
    system = _carried_by(actor, system_id)
    with as_actor(KEEPER):
        steps = steps_to_send(system.id, actor)
        lines: list[tuple[str, str, list[SentValue]]] = []
        for step in steps:
            purpose = f"送{system.title}办理 {step.number}"
            lines.append((step.number, step.title, values_told(KEEPER, step, system, purpose=purpose)))
            step_sent(step, system, "", now)
        if steps:
            body = {"steps": len(steps)}
            audit_record(actor, "externals.sheet.exported", f"external-system:{system.id}", body, now=now)
    name = f"{system.id}-{timezone.localtime(now):%Y%m%d-%H%M%S}.csv"
    return SheetOut(name, sheet_out(lines), len(lines))


def sheet_import(actor: Actor, system_id: str, raw: bytes, *, now: datetime) -> SheetTaken:
    """Take a file that came back, each line for itself; a line taken before does nothing again.

    Raises:
        ExternalRefused: no such system, or the hat may not bring files back.
    """
    system = _carried_by(actor, system_id)
    read = sheet_in(raw, now)
    with as_actor(KEEPER):
        mine = numbers_carried(actor, system.id, {one.number for _, one in read.said})
    told = [
        (line, one, said_take(system, one, now) if one.number in mine else STRANGE) for line, one in read.said
    ]
    refused = [Reject(line, one.number, WHY[verdict]) for line, one, verdict in told if verdict in WHY]
    taken = SheetTaken(len(told) - len(refused), (*read.rejects, *refused))
    with as_actor(KEEPER):
        body = {"taken": taken.taken, "rejected": len(taken.rejects)}
        audit_record(actor, "externals.sheet.imported", f"external-system:{system.id}", body, now=now)
    return taken


def folder_exchange(folder: Path, now: datetime) -> int:
    """Work off the exchange folder: ``<system>/in/*.csv`` is taken, ``<system>/out/`` gets what waits.

    A file taken is moved to ``<system>/done/``, with its rejected lines beside it. Gives how many files were moved.
    """
    moved = 0
    for system in file_systems():
        place = folder / system.id
        if not place.is_dir():
            continue
        for path in sorted((place / "in").glob("*.csv")):
            _taken(system, path, place / "done", now)
            moved += 1
        sheet_put(system.id, place / "out", now=now)
    return moved


def _taken(system: ExternalSystem, path: Path, done: Path, now: datetime) -> None:
    """The file is moved after it was taken: killed in between, it is taken again, and does nothing twice."""
    sheet_get(system.id, path, now=now, beside=done)
    path.replace(done / path.name)


def sheet_get(system_id: str, path: Path, *, now: datetime, beside: Path | None = None) -> SheetTaken:
    """Take a file from a folder, as the system; the rejected lines are written beside it.

    Args:
        system_id: the system.
        path: the file.
        now: when.
        beside: where the rejected lines go, if not into the file's own folder.

    Raises:
        ExternalRefused: no such system.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    taken = sheet_import(KEEPER, system_id, raw, now=now)
    folder = beside or path.parent
    folder.mkdir(parents=True, exist_ok=True)
    if taken.rejects:
        _write(folder / f"{path.stem}.rejected.csv", taken.rejects_text())
    return taken


def sheet_put(system_id: str, folder: Path, *, now: datetime) -> SheetOut:
    """Write what waits for a system into a folder, as the system; no file if nothing waits.

    The file is written before it counts as sent: killed in between, it goes out twice, never not at all.

    Raises:
        ExternalRefused: no such system.
        OSError: the folder cannot be written; then nothing counts as sent.
    """
    with as_actor(KEEPER):
        sheet = sheet_export(KEEPER, system_id, now=now)
        if sheet.steps:
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / sheet.name, sheet.text)
    return sheet


def _write(path: Path, text: str) -> None:
    """A whole file or none, readable by its owner alone."""
    half = path.with_suffix(".part")
    half.touch(mode=0o600)
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def file_systems() -> Iterator[ExternalSystem]:
    """The systems that exchange files."""
    yield from (one for one in systems().values() if one.way == "file")
