"""Lay the packs of a chain over one another: add, replace whole, drop, adapt. No deep merge."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yiwang.kernel.problems import Problem

from .codes import problem
from .kind import Kind
from .nearest import did_you_mean
from .packfile import Link
from .parse import MarkedDict, Parsed, Tree, parse
from .read import ANY, PackFiles, SourceFile
from .tables import parse_table

Key = tuple[str, str]


@dataclass(frozen=True)
class Raw:
    """One definition as written: its body as text, and where it stands."""

    kind: Kind[Any]
    id: str
    body: Tree
    pack: str
    file: str
    shown: str
    line: int

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind.name, self.id

    @property
    def says_adapt(self) -> bool:
        """Whether it adapts a definition of a pack below."""
        return isinstance(self.body, dict) and "adapt" in self.body

    @property
    def says_drop(self) -> bool:
        """Whether it drops a definition of a pack below."""
        return isinstance(self.body, dict) and self.body.get("drop") == "true"

    def problem(self, code: str, **words: Any) -> Problem:
        """A problem at the definition's first line."""
        return problem(code, self.shown, self.line, **words)


@dataclass(frozen=True)
class Entry:
    """A definition that stands after all packs are laid over one another, with its adaptations."""

    raw: Raw
    adaptations: tuple[Raw, ...] = ()


@dataclass
class Laid:
    """The state of laying: what stands, what was dropped by whom, what could not be read."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    dropped: dict[Key, str] = field(default_factory=dict)
    unread: set[Key] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def known(self, kind: str) -> list[str]:
        """The ids that stand of a kind."""
        return [id_ for name, id_ in self.entries if name == kind]


def lay(laid: Laid, link: Link, files: PackFiles, kinds: Sequence[Kind[Any]]) -> None:
    """Lay one pack over those below it; call from the lowest pack up."""
    laid.problems += files.problems
    laid.unread |= files.unread
    _drop_listed(laid, link, kinds)
    seen: dict[Key, Raw] = {}
    for file in files.files:
        for raw in _raws(laid, link.file.id, file):
            if raw.key in seen:
                other = f"{seen[raw.key].file}:{seen[raw.key].line}"
                laid.problems.append(raw.problem("read.twice", kind=raw.kind.called, id=raw.id, other=other))
                continue
            seen[raw.key] = raw
            _place(laid, raw)


def _drop_listed(laid: Laid, link: Link, kinds: Sequence[Kind[Any]]) -> None:
    """What ``drop`` in ``pack.yaml`` lists."""
    by_name = {kind.name: kind for kind in kinds}
    for name, ids in link.file.drop.items():
        if name not in by_name:
            words = {"kind": name, "nearest": did_you_mean(name, by_name)}
            laid.problems.append(problem("extends.drop_kind", link.shown, link.line("drop", name), **words))
            continue
        for number, id_ in enumerate(ids):
            place = (link.shown, link.line("drop", name, number))
            _drop(laid, by_name[name], id_, link.file.id, place)


def _drop(laid: Laid, kind: Kind[Any], id_: str, pack: str, place: tuple[str, int]) -> None:
    if laid.entries.pop((kind.name, id_), None) is None:
        nearest = did_you_mean(id_, laid.known(kind.name))
        laid.problems.append(
            problem("extends.drop_unknown", *place, kind=kind.called, id=id_, nearest=nearest)
        )
    laid.dropped[kind.name, id_] = pack


def _raws(laid: Laid, pack: str, file: SourceFile) -> Iterator[Raw]:
    """The definitions of one file; what is wrong with the file goes to the problems."""
    parsed = parse_table(file.text) if file.path.endswith(".csv") else parse(file.text)
    laid.problems += [flaw.at(file.shown) for flaw in parsed.flaws]
    if parsed.broken:
        laid.unread.add(_lost(file))
    for id_, body, line in _bodies(laid, file, parsed):
        if re.fullmatch(file.kind.id_pattern, id_.rpartition("/")[2]):
            yield Raw(file.kind, id_, body, pack, file.path, file.shown, line)
        else:
            words = {"id": id_, "pattern": file.kind.id_pattern}
            laid.problems.append(problem("shape.bad_id", file.shown, line, **words))
            laid.unread.add(_lost(file))


def _lost(file: SourceFile) -> Key:
    """What is lost with a file: its one definition, or any of its kind."""
    return file.kind.name, ANY if file.kind.many else file_stem(file.path)


def _bodies(laid: Laid, file: SourceFile, parsed: Parsed) -> Iterator[tuple[str, Tree, int]]:
    tree = parsed.tree
    if tree is None:
        return
    if not isinstance(tree, MarkedDict):
        laid.problems.append(not_mapping(file.shown, 1, tree))
        laid.unread.add(_lost(file))
    elif not file.kind.many:
        yield file_stem(file.path), tree, tree.line
    else:
        prefix = f"{file_stem(file.path)}/" if file.kind.stem_field else ""
        for id_, body in tree.items():
            yield prefix + id_, body, tree.lines[id_]


def file_stem(path: str) -> str:
    """The file's name without folders and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def not_mapping(shown: str, line: int, tree: Any) -> Problem:
    """The problem that something else stands where ``key: value`` should."""
    if isinstance(tree, str) and "：" in tree.split("\n")[0]:
        return problem("parse.fullwidth_colon", shown, line, key=tree.partition("：")[0])
    found = "列表" if isinstance(tree, list) else "一段文字"
    return problem("parse.not_mapping", shown, line, found=found)


def _place(laid: Laid, raw: Raw) -> None:
    """Put one definition over what stands: add or replace, drop, or adapt."""
    if raw.says_drop:
        _drop_here(laid, raw)
    elif raw.says_adapt:
        _adapt_here(laid, raw)
    else:
        laid.entries[raw.key] = Entry(raw)
        laid.dropped.pop(raw.key, None)


def _drop_here(laid: Laid, raw: Raw) -> None:
    if isinstance(raw.body, Mapping) and len(raw.body) > 1:
        laid.problems.append(raw.problem("extends.drop_alone"))
    _drop(laid, raw.kind, raw.id, raw.pack, (raw.shown, raw.line))


def _adapt_here(laid: Laid, raw: Raw) -> None:
    entry = laid.entries.get(raw.key)
    if raw.kind.adapt is None:
        laid.problems.append(raw.problem("extends.adapt_refused", kind=raw.kind.called))
    elif isinstance(raw.body, Mapping) and len(raw.body) > 1:
        laid.problems.append(raw.problem("extends.adapt_alone"))
    elif entry is None:
        nearest = did_you_mean(raw.id, laid.known(raw.kind.name))
        words = {"kind": raw.kind.called, "id": raw.id, "nearest": nearest}
        laid.problems.append(raw.problem("extends.adapt_unknown", **words))
    else:
        laid.entries[raw.key] = Entry(entry.raw, (*entry.adaptations, raw))
