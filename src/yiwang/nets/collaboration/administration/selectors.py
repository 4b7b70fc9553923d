"""Reads of administration: how the site runs, and what a release holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from yiwang.foundations.audit.public import SEAL_EVERY_SECONDS, outside_path
from yiwang.foundations.outbox.public import OutboxState, Poisoned, heartbeats, outbox_poisoned, outbox_state
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import ASSET, Kind, World
from yiwang.loader.diff import Change, diff

_BEATS = timedelta(minutes=1)
_KINDS = "yiwang.site.kinds.KINDS"


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


def health_now(now: datetime) -> Health:
    """How the site runs at this moment."""
    with as_actor(system_actor("health")):
        version, migrations = _database()
        beats = tuple(heartbeats().items())
        outbox, poisoned = outbox_state(), tuple(outbox_poisoned(20))
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
    )


def last_sealed(path: Path) -> datetime | None:
    """The instant of the last seal kept outside the database; None before the first."""
    if not path.exists() or not path.stat().st_size:
        return None
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, 1 << 20), 2)
        lines = [line for line in file.read().splitlines() if line.endswith(b"}")]
    return datetime.fromisoformat(json.loads(lines[-1])["at"]) if lines else None


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
