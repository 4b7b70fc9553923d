"""Where a part of a definition was written, adaptations looked at first."""

from collections.abc import Iterable

from yiwang.kernel.problems import Problem

from .extend import Entry, Raw
from .kind import Complaint
from .parse import line_of
from .shape import complained
from .world import Origin

Path = tuple[str | int, ...]


def origin_of(entry: Entry) -> Origin:
    """Where a definition and its adaptations were written."""
    laid_over = tuple(Origin(raw.pack, raw.file, raw.line) for raw in entry.adaptations)
    return Origin(entry.raw.pack, entry.raw.file, entry.raw.line, laid_over)


def place_of(entry: Entry, path: Path) -> tuple[Raw, Path]:
    """The text in which a path is written: the last adaptation that has it, else the definition itself."""
    for raw in reversed(entry.adaptations):
        if path and _reaches(raw.body, ("adapt", path[0])):
            return raw, ("adapt", *path)
    return entry.raw, path


def _reaches(tree: object, path: Path) -> bool:
    for step in path:
        if not isinstance(tree, dict) or step not in tree:
            return False
        tree = tree[step]
    return True


def problem_of(entry: Entry, complaint: Complaint) -> Problem:
    """A complaint about a definition, with file and line."""
    raw, path = place_of(entry, complaint.path)
    return complained(complaint, raw, path)


def line_origins(entry: Entry) -> Iterable[tuple[str, Origin]]:
    """For each top field of a definition as written: which line of which pack it comes from."""
    raws = (entry.raw, *entry.adaptations)
    written: dict[str, Origin] = {}
    for raw in raws:
        tree = raw.body["adapt"] if raw.says_adapt and isinstance(raw.body, dict) else raw.body
        for field in tree if isinstance(tree, dict) else ():
            written[field] = Origin(raw.pack, raw.file, line_of(tree, (field,), raw.line))
    return written.items()
