"""Build a pack into one file: manifest, definitions and assets, the same bytes for the same content."""

import io
import json
from dataclasses import asdict
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .definition import plain
from .freeze import content_hash
from .world import ASSET, World

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def build(world: World) -> bytes:
    """A zip: ``release.json`` (pack, digest, manifest), ``origins.json``, ``definitions/`` and ``assets/`` by hash.

    ``unpack.unpacked`` makes a world of it again.
    """
    manifest = world.manifest()
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _put(archive, "release.json", _json(release_head(world)))
        _put(archive, "origins.json", _json(_origins(world)))
        for kind, held in manifest.items():
            for key, digest in held.items() if kind != ASSET else ():
                _put(archive, f"definitions/{digest}.json", _json(plain(world.get(kind, key))))
        for digest, asset in sorted({asset.digest: asset for asset in world.assets.values()}.items()):
            _put(archive, f"assets/{digest}", asset.read())
    return out.getvalue()


def release_head(world: World) -> dict[str, Any]:
    """Pack, manifest, and the digest that names both."""
    pack, manifest = asdict(world.pack), world.manifest()
    return {"digest": content_hash([pack, manifest]), "pack": pack, "manifest": manifest}


def _origins(world: World) -> dict[str, Any]:
    """Where everything was written: a definition's place, an asset's pack."""
    written: dict[str, Any] = {
        kind: {key: asdict(world.origin(kind, key)) for key in held}
        for kind, held in world.manifest().items()
        if kind != ASSET
    }
    return {**written, ASSET: {path: asset.pack for path, asset in world.assets.items()}}


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, data)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
