"""Reads: the release in force, and worlds rebuilt from what is stored. Cached per process."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.module_loading import import_string
from pydantic import ValidationError

from yiwang.loader import ASSET, Asset, Definition, Kind, Origin, PackInfo, World, content_hash
from yiwang.loader.sources import Sources

from .models import DefinitionRevision, Release, ReleaseAsset

WORLDS_KEPT = 8

RECHECK_SECONDS = 1.0
"""How long this process may go on with a release after another process has applied the next."""

_KINDS = "yiwang.site.kinds.KINDS"
"""Where the kinds are gathered; ``settings.YIWANG_KINDS`` names another place."""


class NoRelease(LookupError):
    """Nothing has been applied to this database yet."""

    def __init__(self) -> None:
        super().__init__("还没有应用任何包。请先运行 yiwang pack apply <包的文件夹>。")


class RevisionUnreadable(RuntimeError):
    """A stored definition no longer fits its kind: its model changed and cannot read what it once wrote."""

    def __init__(self, kind: str, key: str, why: str) -> None:
        super().__init__(
            f"存下的{kind}“{key}”，现在的程序读不懂（{why}）。"
            "请退回原来的程序版本，或先运行升级说明里的转换，再升级。"
        )


class _Current:
    """The id of the release in force, as last looked up."""

    def __init__(self) -> None:
        self.id: int | None = None
        self.until = 0.0

    def get(self) -> int | None:
        """The id, looked up again if the last look is too long ago."""
        if self.id is None or monotonic() >= self.until:
            self.id = Release.objects.aggregate(last=Max("id"))["last"]
            self.until = monotonic() + RECHECK_SECONDS
        return self.id

    def forget(self) -> None:
        """Look it up again next time."""
        self.id, self.until = None, 0.0


_current = _Current()
_building = Lock()
_definitions: dict[str, Definition] = {}
_worlds: dict[str, World] = {}
"""By content: a release that says again what an earlier one said shares its world, and all made ready from it."""


def forget_current() -> None:
    """Look up the release in force again at the next read. Tests call it when they roll back."""
    _current.forget()


def release_current() -> Release | None:
    """The release in force, at most a second old; None before the first."""
    held = _current.get()
    return None if held is None else _release(held)


def world(release_id: int | None = None) -> World:
    """Everything defined under a release, the one in force if None. Built once per process and release.

    Raises:
        NoRelease: nothing has been applied, or there is no release with this id.
    """
    wanted = release_id or _current.get()
    if wanted is None:
        raise NoRelease
    with _building:
        return _world(wanted)


def world_pinned(release_id: int) -> World:
    """What a running case goes by: live kinds as now, all others as in the release it was opened under.

    Raises:
        NoRelease: there is no release with this id.
    """
    current = _current.get()
    if current is None or current == release_id:
        return world(release_id)
    with _building:
        return _pinned(release_id, current)


def releases_recent(limit: int = 20) -> Sequence[Release]:
    """The last releases, newest first, without their manifests and files."""
    return list(Release.objects.defer("manifest", "origins", "sources", "edits")[:limit])


@lru_cache(maxsize=8)
def _release(release_id: int) -> Release:
    return Release.objects.defer("manifest", "origins", "sources", "edits").get(pk=release_id)


@lru_cache(maxsize=8)
def _pinned(release_id: int, current_id: int) -> World:
    pinned, current = _world(release_id), _world(current_id)
    held = {kind.name: current if kind.live else pinned for kind in kinds_in_use()}
    all_of = {name: source.all(name) for name, source in held.items()}
    return World(
        current.pack,
        all_of,
        origins={(name, key): held[name].origin(name, key) for name in all_of for key in all_of[name]},
        hashes={name: source.manifest().get(name, {}) for name, source in held.items()},
        assets={**current.assets, **pinned.assets},
    )


@lru_cache(maxsize=8)
def _world(release_id: int) -> World:
    release = Release.objects.filter(pk=release_id).first()
    if release is None:
        raise NoRelease
    key = content_hash([release.digest, release.origins])
    if key not in _worlds:
        while len(_worlds) >= WORLDS_KEPT:
            del _worlds[next(iter(_worlds))]
        _worlds[key] = _built(release)
    return _worlds[key]


def _built(release: Release) -> World:
    manifest: Mapping[str, Mapping[str, str]] = release.manifest
    hashes = {kind: held for kind, held in manifest.items() if kind != ASSET}
    _fetch(hashes)
    return World(
        PackInfo(**{**release.info, **_tuples(release.info, "languages", "extends")}),
        {kind: {key: _definitions[digest] for key, digest in held.items()} for kind, held in hashes.items()},
        origins=_origins(release.origins),
        hashes=hashes,
        assets=_assets(manifest.get(ASSET, {}), release.origins[ASSET]),
    )


def _tuples(info: Mapping[str, Any], *names: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(info[name]) for name in names}


def kinds_in_use() -> tuple[Kind[Any], ...]:
    """Every kind of definition of this site, in the order of checking."""
    return tuple(import_string(getattr(settings, "YIWANG_KINDS", _KINDS)))


def _kinds() -> dict[str, Kind[Any]]:
    return {kind.name: kind for kind in kinds_in_use()}


def _fetch(hashes: Mapping[str, Mapping[str, str]]) -> None:
    """Read the definitions that this process has not read yet; equal ones are shared between releases."""
    missing = {digest for held in hashes.values() for digest in held.values()} - _definitions.keys()
    kinds = _kinds()
    for row in DefinitionRevision.objects.filter(pk__in=missing).iterator():
        _definitions[row.hash] = _read(kinds, row)


def _read(kinds: Mapping[str, Kind[Any]], row: DefinitionRevision) -> Definition:
    if row.kind not in kinds:
        raise RevisionUnreadable(row.kind, row.key, "已没有这种定义")
    try:
        definition: Definition = kinds[row.kind].model.model_validate(row.body)
    except ValidationError as error:
        raise RevisionUnreadable(kinds[row.kind].called, row.key, str(error)) from error
    return definition


def _origins(origins: Mapping[str, Any]) -> dict[tuple[str, str], Origin]:
    return {
        (kind, key): _origin(origin)
        for kind, held in origins.items()
        if kind != ASSET
        for key, origin in held.items()
    }


def _origin(origin: Mapping[str, Any]) -> Origin:
    return Origin(**{**origin, "adapted": tuple(_origin(over) for over in origin["adapted"])})


def _assets(digests: Mapping[str, str], packs: Mapping[str, str]) -> dict[str, Asset]:
    sizes = dict(ReleaseAsset.objects.filter(pk__in=digests.values()).values_list("digest", "size"))
    return {path: _asset(path, digest, sizes[digest], packs[path]) for path, digest in digests.items()}


def _asset(path: str, digest: str, size: int, pack: str) -> Asset:
    return Asset(path, digest, size, pack, lambda: asset_data(digest))


def release_sources(release_id: int) -> Sources | None:
    """The files that a release was read from, with its assets; None for a pack that came built into one file."""
    release = Release.objects.filter(pk=release_id).first()
    if release is None:
        raise NoRelease
    if not release.sources:
        return None
    origins = release.origins[ASSET]
    held = {(pack, path): digest for pack, files in release.sources.items() for path, digest in files.items()}
    held |= {(origins[path], path): digest for path, digest in release.manifest.get(ASSET, {}).items()}
    sizes = dict(ReleaseAsset.objects.filter(pk__in=held.values()).values_list("digest", "size"))
    files = {place: _asset(place[1], digest, sizes[digest], place[0]) for place, digest in held.items()}
    return Sources(release.pack, files, (release.pack, *release.info["extends"]))


@lru_cache(maxsize=64)
def asset_data(digest: str) -> bytes:
    """The bytes stored under a hash."""
    return bytes(ReleaseAsset.objects.values_list("data", flat=True).get(pk=digest))
