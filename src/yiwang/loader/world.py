"""A loaded pack with everything it extends: all definitions, joined and checked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar, overload
from weakref import WeakKeyDictionary

from yiwang.kernel.days import local_day

from .definition import Definition, KindOf
from .freeze import definition_hash
from .nearest import did_you_mean

D = TypeVar("D", bound=Definition)
T = TypeVar("T")

ASSET = "asset"
"""The name under which a manifest lists assets, by path."""


class UnknownDefinition(LookupError):
    """Somebody asked for a definition that the pack does not have."""

    def __init__(self, kind: str, id: str, known: Iterable[str]) -> None:  # noqa: A002 - the field's own word
        super().__init__(f"没有标识为“{id}”的 {kind}。{did_you_mean(id, known)}")
        self.kind, self.id = kind, id


@dataclass(frozen=True)
class PackInfo:
    """What ``pack.yaml`` says about the pack.

    Attributes:
        extends: the ids of the packs below it, nearest first.
        division: code of the root division of a deployment; empty for packs that are only extended.
        accent: the pack's accent colour, ``#rrggbb``, if it has one.
        emblem: path of the asset shown beside the name, if it has one.
    """

    id: str
    version: str
    title: str
    languages: tuple[str, ...] = ("zh-Hans",)
    zone: str = "Asia/Shanghai"
    extends: tuple[str, ...] = ()
    division: str = ""
    accent: str = ""
    emblem: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a definition was written.

    Attributes:
        pack: id of the pack.
        file: path inside that pack.
        line: 1-based line of the definition's first line.
        adapted: the adaptations laid over it, in order: the packs that extend adapt last.
    """

    pack: str
    file: str
    line: int
    adapted: tuple["Origin", ...] = ()


@dataclass(frozen=True)
class Asset:
    """A file that is no definition: a template, an image. ``read`` gives its bytes."""

    path: str
    digest: str
    size: int
    pack: str
    read: Callable[[], bytes] = field(repr=False, compare=False)


def once_per_world(make: Callable[["World"], T]) -> Callable[["World"], T]:
    """Let a function of a world compute once for each world, as long as the world lives. For checks and readers."""
    held: WeakKeyDictionary[World, T] = WeakKeyDictionary()

    def of(world: World) -> T:
        if world not in held:
            held[world] = make(world)
        return held[world]

    return of


class World:
    """Everything a pack defines. Read-only; the same definitions always give the same manifest."""

    def __init__(
        self,
        pack: PackInfo,
        definitions: Mapping[str, Mapping[str, Definition]],
        *,
        origins: Mapping[tuple[str, str], Origin] | None = None,
        hashes: Mapping[str, Mapping[str, str]] | None = None,
        assets: Mapping[str, Asset] | None = None,
        sources: Iterable[Asset] = (),
    ) -> None:
        self.pack = pack
        self._definitions = {kind: MappingProxyType(dict(held)) for kind, held in definitions.items()}
        self._origins = dict(origins or {})
        self._hashes = hashes
        self._assets = dict(assets or {})
        self.sources = tuple(sources)
        """The files that the definitions were read from, ``pack.yaml`` included, of every pack of the chain;
        none where a world was made otherwise."""

    def day_at(self, now: datetime) -> date:
        """The day it is in the city at an aware instant: parameters, terms and licences hold by this day."""
        return local_day(now, self.pack.zone)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of the kinds that have at least one definition."""
        return tuple(kind for kind, held in self._definitions.items() if held)

    @overload
    def all(self, kind: KindOf[D]) -> Mapping[str, D]: ...
    @overload
    def all(self, kind: str) -> Mapping[str, Any]: ...
    def all(self, kind: KindOf[Any] | str) -> Mapping[str, Any]:
        """All definitions of a kind by id, in the order they were read; empty if there are none."""
        name = kind if isinstance(kind, str) else kind.name
        return self._definitions.get(name, MappingProxyType({}))

    @overload
    def find(self, kind: KindOf[D], id: str) -> D | None: ...
    @overload
    def find(self, kind: str, id: str) -> Any | None: ...
    def find(self, kind: KindOf[Any] | str, id: str) -> Any | None:  # noqa: A002
        """The definition with this id, or None."""
        return self.all(kind).get(id)

    @overload
    def get(self, kind: KindOf[D], id: str) -> D: ...
    @overload
    def get(self, kind: str, id: str) -> Any: ...
    def get(self, kind: KindOf[Any] | str, id: str) -> Any:  # noqa: A002
        """The definition with this id.

        Raises:
            UnknownDefinition: the pack has none; the sentence names the nearest ids.
        """
        held = self.all(kind)
        if id not in held:
            raise UnknownDefinition(kind if isinstance(kind, str) else kind.called, id, held)
        return held[id]

    def origin(self, kind: KindOf[Any] | str, id: str) -> Origin:  # noqa: A002
        """Where a definition was written; in a world rebuilt from a release, as it was then."""
        return self._origins[kind if isinstance(kind, str) else kind.name, id]

    def manifest(self) -> dict[str, dict[str, str]]:
        """``{kind: {id: hash}}`` of everything in the world's order; assets stand under ``asset`` by path."""
        if self._hashes is None:
            self._hashes = {
                kind: {key: definition_hash(kind, definition) for key, definition in held.items()}
                for kind, held in self._definitions.items()
            }
        held = {kind: dict(ids) for kind, ids in self._hashes.items() if ids}
        if self._assets:
            held[ASSET] = {path: asset.digest for path, asset in sorted(self._assets.items())}
        return held

    @property
    def assets(self) -> Mapping[str, Asset]:
        """Files that are no definitions, by path."""
        return MappingProxyType(self._assets)

    def asset(self, path: str) -> bytes:
        """The bytes of a file next to the definitions.

        Raises:
            UnknownDefinition: neither the pack nor the packs it extends have it.
        """
        if path not in self._assets:
            raise UnknownDefinition("文件", path, self._assets)
        return self._assets[path].read()
