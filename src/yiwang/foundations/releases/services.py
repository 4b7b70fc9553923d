"""Apply: a checked world becomes the current release, and each app brings its own tables in line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import ASSET, World, content_hash, plain
from yiwang.loader.diff import Change, diff

from .domain.edits import Edit, EditsUndone, edits_of, edits_read, edits_undone
from .models import DefinitionRevision, Release, ReleaseAsset
from .selectors import forget_current, kinds_in_use
from .selectors import world as world_of

Apply = Callable[[World], None]

_LOCK = 0x7957_0001
"""Advisory lock: one apply at a time."""


@dataclass(frozen=True)
class _Applier:
    kinds: tuple[str, ...]
    apply: Apply
    tables: tuple[str, ...] = ()


_appliers: list[_Applier] = []


class FutureRelease(ValueError):
    """Somebody wants to apply a release that is to hold only later."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"生效日期 {day} 还没有到。请到那一天再应用；将来才变的限期和金额，写在参数里，注明生效日期即可。"
        )


def bind_applier(kind_names: Iterable[str], apply: Apply, tables: Iterable[str] = ()) -> None:
    """Let an app bring its tables in line with a world. Call it in ``ready()``.

    Args:
        kind_names: the kinds it cares for; it runs when any of them changed, or on the first release.
        apply: called in the transaction of the release, as the worker's database role; must be idempotent.
            Appliers run in the order in which they were bound, which is the order of the apps, lowest first.
        tables: the tables it fills; the database takes their statistics anew.
    """
    applier = _Applier(tuple(kind_names), apply, tuple(tables))
    if applier not in _appliers:
        _appliers.append(applier)


def release_apply(
    world: World,
    *,
    actor: Actor | None = None,
    effective_from: date | None = None,
    again: bool = False,
    edited: Sequence[Change] | None = None,
    over_edits: bool = False,
) -> Release:
    """Make a world the current release: all or nothing, and nothing if it already is.

    Args:
        world: a world without problems, from ``loader.load``.
        actor: who does it, for the audit log; the system if nobody in particular.
        effective_from: the day on which the pack says it takes effect; today if None, never later than today.
        again: if it already is the current release, let every app bring its tables in line once more, as
            after an upgrade that brought new tables.
        edited: what was changed in the browser to get this world; None for a world from a folder or a file.
        over_edits: let a folder undo what was published in the browser.

    Raises:
        FutureRelease: the day has not come.
        EditsUndone: the world is from a folder that does not hold what was published in the browser.
    """
    today = timezone.localdate()
    if effective_from is not None and effective_from > today:
        raise FutureRelease(effective_from)
    by = actor or system_actor("release")
    with as_actor(system_actor("release")):
        current = release_locked()
        edits = _edits_after(current, world, edited, over=over_edits)
        release, fresh = _apply_locked(current, world, by, effective_from or today, edits)
        for applier in _appliers if again and not fresh else ():
            applier.apply(world)
    if fresh or again:
        _take_statistics()
    forget_current()
    transaction.on_commit(forget_current)
    return release


def _take_statistics() -> None:
    """A query planned for the tables as they were before the first release takes seconds on a whole city.

    Only their owner may: for anybody else (a publication in the browser changes few rows) it does nothing.
    """
    tables = dict.fromkeys(table for applier in _appliers for table in applier.tables)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def release_locked() -> Release | None:
    """The release in force, and nobody else applies another until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    return Release.objects.first()


def _edits_after(
    current: Release | None, world: World, edited: Sequence[Change] | None, *, over: bool
) -> list[Edit]:
    """The edits that no folder holds once this world is in force; a folder that agrees holds them all."""
    held = edits_read(current.edits) if current else []
    if edited is not None:
        return list(dict.fromkeys([*held, *edits_of(edited)]))
    if current and held and not over:
        undone = edits_undone(held, diff(world_of(current.pk), world, kinds_in_use()))
        if undone:
            raise EditsUndone(undone)
    return []


def _apply_locked(
    current: Release | None, world: World, by: Actor, day: date, edits: Sequence[Edit]
) -> tuple[Release, bool]:
    """The release, and whether it is a new one."""
    manifest = world.manifest()
    digest = content_hash([asdict(world.pack), manifest])
    _keep_assets(world)
    if current is not None and current.digest == digest:
        return _layout_kept(current, world, edits), False
    _keep_definitions(world, manifest)
    release = _release(world, manifest, digest, by, day, edits)
    for applier in _touched(current, manifest):
        applier.apply(world)
    _record(by, release, current)
    return release, True


def _layout_kept(current: Release, world: World, edits: Sequence[Edit]) -> Release:
    """The same definitions, with the comments and the layout that their files have now."""
    current.sources = _sources(world) or current.sources
    current.edits = [edit.as_json() for edit in edits]
    current.save(update_fields=["sources", "edits"])
    return current


def _sources(world: World) -> dict[str, dict[str, str]]:
    held: dict[str, dict[str, str]] = {}
    for file in world.sources:
        held.setdefault(file.pack, {})[file.path] = file.digest
    return held


def _release(
    world: World, manifest: Mapping[str, Any], digest: str, by: Actor, day: date, edits: Sequence[Edit]
) -> Release:
    pack = world.pack
    origins = {
        kind: {key: asdict(world.origin(kind, key)) for key in held}
        for kind, held in manifest.items()
        if kind != ASSET
    }
    return Release.objects.create(
        pack=pack.id,
        version=pack.version,
        title=pack.title,
        digest=digest,
        info=asdict(pack),
        manifest=manifest,
        origins={**origins, ASSET: {path: asset.pack for path, asset in world.assets.items()}},
        sources=_sources(world),
        edits=[edit.as_json() for edit in edits],
        effective_from=day,
        applied_by=by.hat_label or by.hat,
    )


def _keep_definitions(world: World, manifest: Mapping[str, Mapping[str, str]]) -> None:
    """Store the content of every definition that was never stored before."""
    wanted = {
        digest: (kind, key)
        for kind, held in manifest.items()
        if kind != ASSET
        for key, digest in held.items()
    }
    known = set(DefinitionRevision.objects.filter(pk__in=wanted).values_list("hash", flat=True))
    DefinitionRevision.objects.bulk_create(
        (
            DefinitionRevision(hash=digest, kind=kind, key=key, body=plain(world.get(kind, key)))
            for digest, (kind, key) in wanted.items()
            if digest not in known
        ),
        batch_size=1000,
    )


def _keep_assets(world: World) -> None:
    wanted = {asset.digest: asset for asset in (*world.sources, *world.assets.values())}
    known = set(ReleaseAsset.objects.filter(pk__in=wanted).values_list("digest", flat=True))
    for digest, asset in wanted.items():
        if digest not in known:
            ReleaseAsset.objects.create(digest=digest, size=asset.size, data=asset.read())


def _touched(current: Release | None, manifest: Mapping[str, Any]) -> list[_Applier]:
    """The appliers of whose kinds anything changed."""
    before = current.manifest if current else {}
    changed = {kind for kind in {*before, *manifest} if before.get(kind) != manifest.get(kind)}
    return [applier for applier in _appliers if current is None or changed & set(applier.kinds)]


def _record(by: Actor, release: Release, before: Release | None) -> None:
    body = {
        "release": release.pk,
        "pack": release.pack,
        "version": release.version,
        "digest": release.digest,
        "before": before.pk if before else None,
    }
    audit_record(by, "releases.release.applied", f"release:{release.pack}", body, public=body)
