"""A kind of definition: where its files are, how they look, and what its owner checks."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from yiwang.kernel.problems import Severity

from .definition import Definition, Part

if TYPE_CHECKING:
    from .world import World

D = TypeVar("D", bound=Definition)
A = TypeVar("A", bound=Part)

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Complaint:
    """What a check finds wrong in a definition; the loader adds file and line.

    Attributes:
        what: one Chinese sentence that says what is wrong.
        mend: one Chinese sentence that says how to mend it.
        code: stable dotted name, e.g. ``item.limit_unit``.
        path: where in the definition, as written: ``("fields", 0, "when")``.
        severity: a ``warning`` does not stop the pack.
    """

    what: str
    mend: str
    code: str
    path: Path = ()
    severity: Severity = "error"


@dataclass(frozen=True)
class Adaptation(Generic[D, A]):
    """How an extending pack may adapt a definition of this kind without replacing it.

    A file (or mapping entry) whose only key is ``adapt`` is read with ``model``; ``apply`` returns the
    adapted definition, or complaints (their paths are inside ``adapt``).
    """

    model: type[A]
    apply: Callable[[D, A], D | Sequence[Complaint]]


@dataclass(frozen=True, eq=False)
class Kind(Generic[D]):
    """One kind of definition, declared by its owner in ``definitions.py`` and gathered in ``site/kinds.py``.

    Attributes:
        name: identifier, singular, as ``Ref`` and ``World.get`` use it.
        where: glob (or globs) under the pack's root. A ``.yaml`` file is one definition, its id is its stem.
        model: how a definition looks.
        many: the file holds a mapping id → body (``.yaml``), or rows whose id is the first column (``.csv``).
        check: what the owner checks once all references are joined; yields complaints.
        live: a running case reads the current release, not the one it was opened under.
        order: kinds of smaller order are checked and applied first.
        adapt: how an extending pack may adapt one, if it may.
        word: what people call it (Chinese), for sentences; the name if empty.
        id_pattern: regular expression that ids must match.
        stem_field: for ``many``: the file's stem goes into this field, and ids become ``<stem>/<id>``.
        folder_field: the name of the file's folder goes into this field.
        laid_over: a row says something about a definition of another kind; where there is none, nothing is said,
            so a new row is told field by field, as a change of each.
        value_field: for ``many`` mappings whose body may be a bare text: the field it goes into.
    """

    name: str
    where: str | tuple[str, ...]
    model: type[D]
    many: bool = False
    check: "Callable[[D, World], Iterable[Complaint]] | None" = None
    live: bool = False
    order: int = 100
    adapt: Adaptation[D, Any] | None = None
    word: str = ""
    id_pattern: str = r"[A-Za-z0-9][A-Za-z0-9._-]*"
    stem_field: str = ""
    folder_field: str = ""
    value_field: str = ""
    laid_over: bool = False

    @property
    def called(self) -> str:
        """What people call it."""
        return self.word or self.name

    @property
    def places(self) -> tuple[str, ...]:
        """The globs, always as a tuple."""
        return (self.where,) if isinstance(self.where, str) else self.where

    def holds(self, path: str) -> bool:
        """Whether the file at this path (relative to the pack, ``/`` between folders) is of this kind."""
        return any(_pattern(place).fullmatch(path) for place in self.places)


@cache
def _pattern(place: str) -> re.Pattern[str]:
    """A glob as a regular expression over whole paths; ``**`` is any number of folders, none included."""
    parts = ["(?:[^/]+/)*" if part == "**" else _of_part(part) + "/" for part in place.split("/")]
    return re.compile("".join(parts).removesuffix("/"))


def _of_part(part: str) -> str:
    return re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
