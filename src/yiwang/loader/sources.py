"""Load a pack from files that lie in no folder: what a release keeps, with what somebody would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yiwang.kernel.problems import Problem

from .extend import Entry, Raw
from .kind import Kind
from .pipeline import Loaded, load
from .world import Asset, World

Place = tuple[str, str]
"""A file: the pack's id, and its path in that pack."""


@dataclass(frozen=True)
class Sources:
    """Everything that a pack and those below it are written in.

    Attributes:
        pack: id of the uppermost pack.
        files: files of definitions with ``pack.yaml``, and assets, as bytes to be read.
        chain: ids of the packs, the uppermost first.
    """

    pack: str
    files: Mapping[Place, Asset]
    chain: tuple[str, ...]

    def text(self, pack: str, path: str) -> str:
        """A file's text; empty if there is none."""
        held = self.files.get((pack, path))
        return held.read().decode() if held else ""

    def changed(self, files: Mapping[Place, Asset | None]) -> "Sources":
        """The same with other files in place of some; None takes a file out."""
        both = {**self.files, **files}
        return replace(self, files={place: file for place, file in both.items() if file is not None})


def sources_of(world: World) -> Sources | None:
    """What a world was written in; None if it was made otherwise than from files."""
    if not world.sources:
        return None
    held = {(file.pack, file.path): file for file in (*world.sources, *world.assets.values())}
    return Sources(world.pack.id, held, (world.pack.id, *world.pack.extends))


def load_sources(sources: Sources, kinds: Sequence[Kind[Any]]) -> Loaded:
    """What ``load`` gives for these files; problems name a file as ``pack/path``."""
    with TemporaryDirectory(prefix="yiwang-pack-") as folder:
        root = Path(folder).resolve()
        for (pack, path), file in sources.files.items():
            target = root / pack / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read())
        return _without_folder(load(root / sources.pack, kinds), sources, f"{root}/")


def _without_folder(loaded: Loaded, sources: Sources, folder: str) -> Loaded:
    problems = [named(problem, folder) for problem in loaded.problems]
    entries = {key: _renamed(entry, folder) for key, entry in loaded.entries.items()}
    return Loaded(loaded.world and _kept(loaded.world, sources), problems, entries)


def named(problem: Problem, folder: str) -> Problem:
    """The problem, without the folder in which the file lay for a moment."""
    return replace(problem, file=problem.file.removeprefix(folder))


def _renamed(entry: Entry, folder: str) -> Entry:
    return Entry(_of(entry.raw, folder), tuple(_of(raw, folder) for raw in entry.adaptations))


def _of(raw: Raw, folder: str) -> Raw:
    return replace(raw, shown=raw.shown.removeprefix(folder))


def _kept(world: World, sources: Sources) -> World:
    """The world with assets that can be read when the folder is gone."""
    assets = {path: sources.files[asset.pack, path] for path, asset in world.assets.items()}
    return World(
        world.pack,
        {kind: world.all(kind) for kind in world.kinds},
        origins={(kind, key): world.origin(kind, key) for kind in world.kinds for key in world.all(kind)},
        hashes=world.manifest(),
        assets=assets,
        sources=world.sources,
    )
