"""Open what ``build`` made: the same world, with every hash compared, so that a damaged or altered file is refused."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from .build import release_head
from .definition import Definition
from .freeze import definition_hash
from .kind import Kind
from .world import ASSET, Asset, Origin, PackInfo, World


class PackDamaged(ValueError):
    """A built pack that is not what its own hashes say; the sentence says what."""

    def __init__(self, what: str) -> None:
        super().__init__(f"这个包文件不能用：{what}。请重新运行 yiwang pack build，或者重新取得这个文件。")


def unpacked(data: bytes, kinds: Iterable[Kind[Any]]) -> World:
    """The world that was built into a file.

    Args:
        data: the bytes of the zip.
        kinds: the kinds of definitions this installation knows.

    Raises:
        PackDamaged: it is no built pack, it was altered, or it holds what this version cannot read.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _world(archive, {kind.name: kind for kind in kinds})
    except (BadZipFile, KeyError, json.JSONDecodeError, TypeError) as error:
        raise PackDamaged("不是 pack build 打成的文件，或者缺了一部分") from error


def _world(archive: ZipFile, kinds: Mapping[str, Kind[Any]]) -> World:
    head, origins = json.loads(archive.read("release.json")), json.loads(archive.read("origins.json"))
    manifest: dict[str, dict[str, str]] = head["manifest"]
    files = manifest.get(ASSET, {})
    held = {kind: digests for kind, digests in manifest.items() if kind != ASSET}
    world = World(
        PackInfo(**_info(head["pack"])),
        {
            kind: {key: _definition(archive, kinds, kind, key, digest) for key, digest in digests.items()}
            for kind, digests in held.items()
        },
        origins={(kind, key): _origin(origins[kind][key]) for kind in held for key in held[kind]},
        assets={path: _asset(archive, path, digest, origins[ASSET][path]) for path, digest in files.items()},
    )
    if release_head(world)["digest"] != head["digest"]:
        raise PackDamaged("清单与内容不符")
    return world


def _info(written: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in written.items()}


def _definition(
    archive: ZipFile, kinds: Mapping[str, Kind[Any]], kind: str, key: str, digest: str
) -> Definition:
    if kind not in kinds:
        raise PackDamaged(f"这一版没有“{kind}”这种定义")
    try:
        body = json.loads(archive.read(f"definitions/{digest}.json"))
        definition: Definition = kinds[kind].model.model_validate(body)
    except ValidationError as error:
        raise PackDamaged(f"这一版读不懂 {kind} {key}") from error
    if definition_hash(kind, definition) != digest:
        raise PackDamaged(f"{kind} {key} 被改动过")
    return definition


def _origin(written: Mapping[str, Any]) -> Origin:
    return Origin(**{**written, "adapted": tuple(_origin(over) for over in written["adapted"])})


def _asset(archive: ZipFile, path: str, digest: str, pack: str) -> Asset:
    data = archive.read(f"assets/{digest}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise PackDamaged(f"{path} 被改动过")
    return Asset(path, digest, len(data), pack, lambda: data)
