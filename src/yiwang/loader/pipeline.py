"""The row of steps: read → parse → extend → shape → join → meaning → freeze. One run tells everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yiwang.kernel.problems import Problem

from .annotations import references
from .codes import problem
from .definition import Definition, Ref
from .extend import Entry, Key, Laid, lay
from .kind import Kind
from .nearest import did_you_mean
from .packfile import Link, chain_of, pack_info
from .parse import line_of
from .places import origin_of, place_of, problem_of
from .read import ANY, PACK_FILE, read_pack, read_text, source_of
from .sentences import said_path
from .shape import shape
from .world import Asset, UnknownDefinition, World


@dataclass(frozen=True)
class Loaded:
    """What a run gave.

    Attributes:
        world: everything defined, if nothing is wrong (warnings allowed); None otherwise.
        problems: everything found, by file and line.
        entries: the definitions as written, by kind and id, for ``--origin`` and scenarios.
    """

    world: World | None
    problems: list[Problem] = field(default_factory=list)
    entries: dict[Key, Entry] = field(default_factory=dict, repr=False)


def load(pack_dir: Path | str, kinds: Sequence[Kind[Any]], *, search: Sequence[Path] = ()) -> Loaded:
    """Read a pack and the packs it extends.

    Args:
        pack_dir: the pack's folder.
        kinds: every kind of definition that may stand in it.
        search: folders in which extended packs are looked for, after the pack's own neighbours.
    """
    chain, problems = chain_of(Path(pack_dir), search)
    if problems:
        return Loaded(None, problems)
    return _Run(chain, kinds).loaded()


def _first_causes(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Without what follows from a slip on the same line: who misread a value also misjudges it."""
    slips = {(told.file, told.line) for told in problems if told.code.startswith("parse.")}
    for told in problems:
        if told.code.startswith("parse.") or (told.file, told.line) not in slips:
            yield told


class _Run:
    """One run over a chain of packs."""

    def __init__(self, chain: list[Link], kinds: Sequence[Kind[Any]]) -> None:
        self.chain = chain
        self.kinds = sorted(kinds, key=lambda kind: kind.order)
        self.by_name = {kind.name: kind for kind in kinds}
        self.laid = Laid()
        self.assets: dict[str, Asset] = {}
        self.sources: list[Asset] = []
        self.problems = self.laid.problems
        self.definitions: dict[str, dict[str, Definition]] = {kind.name: {} for kind in self.kinds}
        self.faulty: set[Key] = set()

    def loaded(self) -> Loaded:
        """All steps; the world only if none found an error."""
        for link in reversed(self.chain):
            files = read_pack(link.root, link.file.id, self.kinds)
            self.assets |= files.assets
            self.sources += [source_of(link.file.id, PACK_FILE, read_text(link.root / PACK_FILE)[0])]
            self.sources += files.sources
            lay(self.laid, link, files, self.kinds)
        self._shape()
        self._join()
        world = self._world()
        self._mean(world)
        found = sorted(set(_first_causes(self.problems)))
        sound = all(problem.severity == "warning" for problem in found)
        return Loaded(world if sound else None, found, self.laid.entries)

    def _shape(self) -> None:
        for key, entry in self.laid.entries.items():
            definition, wrong = shape(entry)
            self.problems += wrong
            if definition is None:
                self.faulty.add(key)
            else:
                self.definitions[key[0]][key[1]] = definition

    def _join(self) -> None:
        self.problems += self._pack_unjoined(self.chain[0])
        for key, definition in self._all():
            wrong = list(self._unjoined(self.laid.entries[key], definition))
            self.problems += wrong
            if wrong:
                self.faulty.add(key)

    def _pack_unjoined(self, link: Link) -> Iterator[Problem]:
        """What ``pack.yaml`` names and the pack does not have."""
        for path, ref, id_ in references(link.file):
            if not self._joins(ref, id_):
                code, words = self._missing(ref, id_)
                yield problem(code, link.shown, link.line(*path), field=said_path(path), id=id_, **words)
        emblem = link.file.emblem
        if emblem and emblem not in self.assets:
            nearest = did_you_mean(emblem, self.assets)
            yield problem("pack.emblem", link.shown, link.line("emblem"), path=emblem, nearest=nearest)

    def _all(self) -> Iterator[tuple[Key, Definition]]:
        for kind in self.kinds:
            for id_, definition in self.definitions[kind.name].items():
                yield (kind.name, id_), definition

    def _unjoined(self, entry: Entry, definition: Definition) -> Iterator[Problem]:
        """References of a definition to what is not there."""
        for path, ref, id_ in references(definition):
            if not self._joins(ref, id_):
                raw, written = place_of(entry, path)
                code, words = self._missing(ref, id_)
                line = line_of(raw.body, written, raw.line)
                yield problem(code, raw.shown, line, field=said_path(path), id=id_, **words)

    def _joins(self, ref: Ref, id_: str) -> bool:
        """Whether an id is known, or cannot be judged because its kind or its file could not be read."""
        return any(
            kind not in self.by_name
            or (kind, id_) in self.laid.entries
            or not self.laid.unread.isdisjoint({(kind, id_), (kind, ANY)})
            for kind in ref.kinds
        )

    def _missing(self, ref: Ref, id_: str) -> tuple[str, dict[str, str]]:
        called = "或".join(self.by_name[kind].called for kind in ref.kinds)
        pack = next(
            (self.laid.dropped[kind, id_] for kind in ref.kinds if (kind, id_) in self.laid.dropped), ""
        )
        if pack:
            return "join.dropped", {"kind": called, "pack": pack}
        known = [name for kind in ref.kinds for name in self.laid.known(kind)]
        return "join.unknown", {"kind": called, "nearest": did_you_mean(id_, known)}

    def _world(self) -> World:
        origins = {key: origin_of(entry) for key, entry in self.laid.entries.items()}
        return World(
            pack_info(self.chain),
            self.definitions,
            origins=origins,
            assets=self.assets,
            sources=self.sources,
        )

    def _mean(self, world: World) -> None:
        """Each kind's own check, for the definitions that have their shape and all their references."""
        for key, definition in self._all():
            check = self.by_name[key[0]].check
            if check is not None and key not in self.faulty:
                self._check(key, check, definition, world)

    def _check(self, key: Key, check: Any, definition: Definition, world: World) -> None:
        entry = self.laid.entries[key]
        try:
            self.problems += [problem_of(entry, complaint) for complaint in check(definition, world)]
        except UnknownDefinition as error:
            if not self.faulty and not self.laid.unread:
                self.problems.append(entry.raw.problem("meaning.unknown", said=str(error)))
