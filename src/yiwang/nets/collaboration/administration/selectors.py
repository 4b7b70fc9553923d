"""Reads of administration: how the site runs, and what a release holds."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from yiwang.engines.tellings.public import ToldState, told_state
from yiwang.foundations.audit.public import SEAL_EVERY_SECONDS, last_sealed, outside_path
from yiwang.foundations.outbox.public import (
    JobRun,
    OutboxState,
    Poisoned,
    heartbeats,
    jobs_last,
    outbox_poisoned,
    outbox_state,
)
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import ASSET, Kind, World
from yiwang.loader.diff import Change, diff

_BEATS = timedelta(minutes=1)
_KINDS = "yiwang.site.kinds.KINDS"
_LOST, _MISSED = timedelta(days=1), timedelta(days=2)
JOBS = {
    "outbox": later("清理已送达的消息"), "files": later("清理没有归属的文件"),
    "presentations": later("清理过期的出示码"),
    "payments": later("核对缴费"), "carriers": later("询问快递"), "archive": later("归档和到期删除"),
    "detectors": later("夜间查找异常"), "knowledge": later("请求复核口径"), "hashes": later("清理设备和地址摘要"),
    "follows": later("清理看不到的关注"), "handovers": later("提醒领取结果"), "person_checks": later("询问核验结果"),
    "roots": later("公布封存"), "reviews": later("核对账号"),
}  # fmt: skip
"""What the worker's jobs are called; one that is not here is shown by its name."""

OUTCOMES = {
    "": later("正在进行"), "done": later("完成"), "failed": later("没有做完，原因见日志"),
    "stopped": later("后台停止时中断，下次接着做"), "killed": later("中途被终止，下次接着做"),
}  # fmt: skip


@dataclass(frozen=True)
class JobLine:
    """The last run of a job: what it is called, from when, how long, how it ended, and whether that is well."""

    label: str
    started_at: datetime
    took: str
    outcome: str
    well: bool


@dataclass(frozen=True)
class Health:
    """How the site runs at one moment; each light is True (well) or False (somebody must look)."""

    database: str
    migrations: int
    workers: tuple[tuple[str, datetime], ...]
    worker_well: bool
    outbox: OutboxState
    poisoned: tuple[Poisoned, ...]
    sealed_at: datetime | None
    seal_well: bool
    disk_free: int
    disk_total: int
    disk_well: bool
    jobs: tuple[JobLine, ...]
    told: ToldState


def health_now(now: datetime) -> Health:
    """How the site runs at this moment."""
    keeper = system_actor("health")
    with as_actor(keeper):
        version, migrations = _database()
        beats, jobs = tuple(heartbeats().items()), tuple(job_line(one, now) for one in jobs_last())
        outbox, poisoned = outbox_state(), tuple(outbox_poisoned(20))
        told = told_state(keeper)
    sealed = last_sealed(outside_path())
    disk = shutil.disk_usage(_existing(Path(settings.YIWANG_DATA)))
    return Health(
        database=version,
        migrations=migrations,
        workers=beats,
        worker_well=bool(beats) and now - beats[0][1] < _BEATS,
        outbox=outbox,
        poisoned=poisoned,
        sealed_at=sealed,
        seal_well=sealed is not None and now - sealed < timedelta(seconds=SEAL_EVERY_SECONDS * 60),
        disk_free=disk.free,
        disk_total=disk.total,
        disk_well=disk.free * 10 > disk.total,
        jobs=jobs,
        told=told,
    )


def job_line(run: JobRun, now: datetime) -> JobLine:
    """A run in words; one that goes on since a day was killed in the middle."""
    span, lost = (run.ended_at or now) - run.started_at, run.ended_at is None and now - run.started_at > _LOST
    word = OUTCOMES["killed" if lost else run.outcome]
    well = run.outcome in ("", "done") and not lost and now - run.started_at < _MISSED
    return JobLine(str(JOBS.get(run.name, run.name)), run.started_at, _took(span), str(word), well)


def _took(span: timedelta) -> str:
    """So long, in words: 3 秒, 2 分 5 秒."""
    minutes, seconds = divmod(max(0, round(span.total_seconds())), 60)
    if minutes:
        return _("{0} 分 {1} 秒").format(minutes, seconds)
    return _("{0} 秒").format(seconds)


def kind_counts(release: World) -> list[tuple[Kind[Any], int]]:
    """How many definitions of each kind a release has, in the order of kinds."""
    return [(kind, len(release.all(kind))) for kind in kinds() if release.all(kind)]


def asset_count(release: World) -> int:
    """How many files stand beside the definitions."""
    return len(release.manifest().get(ASSET, {}))


def release_changes(before: int, after: int) -> list[Change]:
    """What changed from one release to another, definition by definition."""
    return diff(world(before), world(after), kinds())


def kinds() -> Sequence[Kind[Any]]:
    """Every kind of definition of this site."""
    found: Sequence[Kind[Any]] = import_string(getattr(settings, "YIWANG_KINDS", _KINDS))
    return found


def _database() -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), (SELECT count(*) FROM django_migrations)")
        version, migrations = cursor.fetchone()
    return str(version), int(migrations)


def _existing(path: Path) -> Path:
    return path if path.exists() else _existing(path.parent)
