"""Parse YAML so that nothing surprises an author: scalars are text; what YAML does silently is refused.

Decided: repeated keys, anchors and aliases (so also alias bombs), merge keys, tags, several documents, empty
values and bare nulls are flaws, told with their line. A byte-order mark and CRLF are taken as they come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

import yaml

from .codes import Flaw, flaw
from .syntax import syntax_flaw

DEPTH = 40
VALUES = 300_000
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class MarkedDict(dict[str, Any]):
    """A mapping that knows the line of each of its keys."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class MarkedList(list[Any]):
    """A list that knows the line of each of its items."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


Tree = MarkedDict | MarkedList | str


@dataclass(frozen=True)
class Parsed:
    """A text as a tree of texts; no tree where YAML could not read it."""

    tree: Tree | None
    flaws: tuple[Flaw, ...] = ()
    broken: bool = False


def line_of(tree: Any, path: tuple[str | int, ...], start: int) -> int:
    """The line of what stands at a path; of its nearest existing parent where it does not exist."""
    line = start
    for step in path:
        held = getattr(tree, "lines", None)
        try:
            line = held[step]  # type: ignore[index]
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            break
    return line


@lru_cache(maxsize=8192)
def parse(text: str) -> Parsed:
    """Parse one YAML text. Never raises; the same text is parsed once per process."""
    reading = _Reading(text)
    try:
        tree = reading.document()
    except yaml.YAMLError as error:
        return Parsed(None, (*reading.flaws, syntax_flaw(error, text)), broken=True)
    except _Stop:
        return Parsed(None, tuple(reading.flaws), broken=True)
    return Parsed(tree, tuple(reading.flaws))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Stop(Exception):
    """Reading on makes no sense."""


class _Reading:
    """One walk over the events of a text."""

    def __init__(self, text: str) -> None:
        self.flaws: list[Flaw] = []
        self.events: Iterator[Any] = iter(yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader))
        self.values = 0

    def document(self) -> Tree | None:
        """The tree of the first document; further ones are a flaw."""
        tree: Tree | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._say(event, "parse.several_documents")
                    raise _Stop
                tree = self._node(next(self.events), 0, "")
        if tree is None:
            self.flaws.append(flaw(1, "parse.empty_file"))
        return tree

    def _node(self, event: Any, depth: int, key: str) -> Tree:
        self.values += 1
        if self.values > VALUES:
            self._stop(event, "parse.too_many", limit=VALUES)
        if isinstance(event, yaml.AliasEvent):
            self._say(event, "parse.anchor")
            return ""
        if event.anchor is not None:
            self._say(event, "parse.anchor")
        if event.tag is not None:
            self._say(event, "parse.tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        return (
            self._scalar(event, key) if isinstance(event, yaml.ScalarEvent) else self._nest(event, depth + 1)
        )

    def _nest(self, event: Any, depth: int) -> Tree:
        if depth > DEPTH:
            self._stop(event, "parse.deep", limit=DEPTH)
        return (
            self._mapping(event, depth)
            if isinstance(event, yaml.MappingStartEvent)
            else self._list(event, depth)
        )

    def _scalar(self, event: Any, key: str) -> str:
        text: str = event.value
        if not event.style:
            if not text:
                self._say(event, "parse.empty_value", key=key)
            elif text in _NULLS:
                self._say(event, "parse.null", value=text)
        return text

    def _mapping(self, start: Any, depth: int) -> MarkedDict:
        held = MarkedDict(_line(start))
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, held)
            value = self._node(next(self.events), depth, key)
            held.setdefault(key, value)
        return held

    def _key(self, event: Any, held: MarkedDict) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "parse.key")
        key, line = str(event.value), _line(event)
        if key == "<<" and not event.style:
            self._say(event, "parse.merge")
        elif key in held:
            self._say(event, "parse.repeated_key", key=key, first=held.lines[key])
        held.lines.setdefault(key, line)
        return key

    def _list(self, start: Any, depth: int) -> MarkedList:
        held = MarkedList(_line(start))
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            held.lines.append(_line(event))
            held.append(self._node(event, depth, "-"))
        return held

    def _say(self, event: Any, code: str, **words: Any) -> None:
        self.flaws.append(flaw(_line(event), code, **words))

    def _stop(self, event: Any, code: str, **words: Any) -> NoReturn:
        self._say(event, code, **words)
        raise _Stop
