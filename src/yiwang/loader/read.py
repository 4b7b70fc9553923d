"""Read a pack's folder: which file is of which kind, which are assets, and what is no text at all."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yiwang.kernel.problems import Problem

from .codes import problem
from .kind import Kind
from .nearest import did_you_mean
from .world import Asset

PACK_FILE = "pack.yaml"
LIMIT_MB = {".yaml": 4, ".csv": 32}
ASSET_LIMIT_MB = 64
_PROSE = {".md", ".txt", ".rst"}
ANY = "*"
_FREE = "demo/"
"""Below this folder anything may lie; what no kind claims is an asset."""


@dataclass(frozen=True)
class SourceFile:
    """One file of definitions: its kind, its path in the pack, its path as shown to the author, its text."""

    kind: Kind[Any]
    path: str
    shown: str
    text: str


@dataclass
class PackFiles:
    """What lies in one pack's folder."""

    root: Path
    files: list[SourceFile] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    sources: list[Asset] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Kind and id of what could not be read (``ANY`` in a file of many): no reference to it is judged."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and an empty code, or no text and the code of what is wrong with it."""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return "", "read.gb18030" if _is_gb18030(data) else "read.encoding"


def _is_gb18030(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text and any("\u4e00" <= letter <= "\u9fff" for letter in text)


def read_pack(root: Path, pack_id: str, kinds: Sequence[Kind[Any]]) -> PackFiles:
    """Read every file below a pack's folder except ``pack.yaml``. Never raises for what an author did."""
    found = PackFiles(root)
    for path in _walk(root):
        relative = path.relative_to(root).as_posix()
        kind = next((kind for kind in kinds if kind.holds(relative)), None)
        if path.is_symlink():
            found.problems.append(problem("read.link", str(path)))
        elif kind is not None:
            _read_definitions(found, kind, pack_id, path, relative)
        else:
            _read_other(found, pack_id, path, relative, kinds)
    return found


def _walk(root: Path) -> Iterator[Path]:
    """Every file, sorted, ``people.yaml`` before ``people/…``, without hidden ones and ``pack.yaml`` itself."""
    for path in sorted(root.iterdir(), key=lambda path: (path.stem, path.is_dir(), path.name)):
        if path.name.startswith((".", "__")) or path == root / PACK_FILE:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _read_definitions(found: PackFiles, kind: Kind[Any], pack_id: str, path: Path, relative: str) -> None:
    text, told = read_text(path)
    if told is None:
        found.sources.append(source_of(pack_id, relative, text))
        found.files.append(SourceFile(kind, relative, str(path), text))
    else:
        found.problems.append(told)
        found.unread.add((kind.name, ANY if kind.many else path.stem))


def source_of(pack_id: str, path: str, text: str) -> Asset:
    """A file of definitions as its bytes, so that a release can keep what its definitions were written as."""
    data = text.encode()
    return Asset(path, hashlib.sha256(data).hexdigest(), len(data), pack_id, lambda: text.encode())


def read_text(path: Path) -> tuple[str, Problem | None]:
    """The text of a file of definitions, or what is wrong with it."""
    limit = LIMIT_MB.get(path.suffix, 4)
    size = path.stat().st_size
    if size > limit << 20:
        return "", problem("read.too_large", str(path), size=round(size / (1 << 20), 1), limit=limit)
    text, code = decode(path.read_bytes())
    return text, problem(code, str(path)) if code else None


def _read_other(
    found: PackFiles, pack_id: str, path: Path, relative: str, kinds: Sequence[Kind[Any]]
) -> None:
    if path.suffix in _PROSE:
        return
    if path.suffix == ".yml":
        found.problems.append(problem("read.yml", str(path)))
    elif path.suffix in LIMIT_MB and not relative.startswith(_FREE):
        places = [place for kind in kinds for place in kind.places]
        found.problems.append(
            problem("read.unknown_place", str(path), nearest=did_you_mean(relative, places))
        )
    elif (size := path.stat().st_size) > ASSET_LIMIT_MB << 20:
        words = {"size": size >> 20, "limit": ASSET_LIMIT_MB}
        found.problems.append(problem("read.too_large", str(path), **words))
    else:
        found.assets[relative] = _asset(pack_id, path, relative)


def _asset(pack_id: str, path: Path, relative: str) -> Asset:
    data = path.read_bytes()
    return Asset(relative, hashlib.sha256(data).hexdigest(), len(data), pack_id, path.read_bytes)
